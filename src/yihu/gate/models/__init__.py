"""Rows of the gate."""
