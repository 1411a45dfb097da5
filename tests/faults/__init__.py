"""What the web does wrong, and what comes of it: a server that answers with it, and the table of its faults."""
