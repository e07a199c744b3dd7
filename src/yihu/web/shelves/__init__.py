"""Where paper lies: places, cabinets, and each department's storage mode."""
