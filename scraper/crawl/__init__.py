"""Getting pages: from the web, strictly, or from saved ones."""
