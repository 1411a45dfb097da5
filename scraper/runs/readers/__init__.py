"""Pages are read in processes of their own: several at a time, and none of them can take the run down with it."""
