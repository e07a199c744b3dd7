"""Clauses that are data only, with no behaviour yet; whoever gives one its behaviour takes it off."""

BEHAVIOUR_PENDING: tuple[str, ...] = (
    *("R1.2", "R1.2b"),
    *("R1.3c", "R1.3d", "R1.3f"),
    *("R1.5", "R1.5a", "R1.5b", "R1.5c", "R1.5d"),
    *("R1.7", "R1.7b", "R1.7c", "R1.7d"),
    *("R1.9", "R1.9a", "R1.9b", "R1.9c"),
    "R1.S2",
    "R2.1.2",
    *("R2.2.1.2", "R2.2.1.4"),
    *("R2.3.5", "R2.3.6", "R2.3.7", "R2.3.8"),
    "R3.0",
    "R3.3",
    "R3.4",
    "R3.5",
    "R3.6",
)
