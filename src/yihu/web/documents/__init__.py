"""Pages of single documents, seen page by page."""
