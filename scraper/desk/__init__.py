"""What people open in a browser on their own machine: the report, served, and the desk where records are reviewed."""
