"""Standing permits in writing (常設授權, C15)."""
