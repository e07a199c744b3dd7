"""Pages of what is still to be entered (R1.10a)."""
