"""A run from its first page to its record: reading pages, settling what is published, and reading archives anew."""
