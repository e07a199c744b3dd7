"""Projects, the regulations they adopted, buildings, units and the reading of room numbers."""
