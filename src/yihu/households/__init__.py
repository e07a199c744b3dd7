"""Who holds a unit: tenures, persons, shares, members, corrections."""
