"""What arrives in bulk: spreadsheets recognised, tried, and brought in."""
