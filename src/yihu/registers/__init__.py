"""Official forms as print."""
