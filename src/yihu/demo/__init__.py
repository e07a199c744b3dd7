"""The demonstration estate."""
