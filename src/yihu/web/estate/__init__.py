"""Pages of the estate: units, buildings and areas."""
