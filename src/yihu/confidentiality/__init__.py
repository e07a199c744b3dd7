"""The one gate through which household data is read."""
