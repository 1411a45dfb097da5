"""The published dataset: files that are written all or none, and read back."""
