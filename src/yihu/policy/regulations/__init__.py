"""The three written regulations as data."""
