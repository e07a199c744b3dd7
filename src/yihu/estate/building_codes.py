"""How a building is coded inside its project: `03`, `A`, `2期-01`."""


def building_code(*, phase: str, building: str) -> str:
    """The code of a building as its units' room codes begin; empty where the room names no building."""
    padded = building.zfill(2) if building.isdigit() else building
    return "-".join(filter(None, (phase, padded))) if building else ""


def building_name(code: str) -> str:
    """What people call a building when nobody said otherwise: `03` → `3棟`, `2期-01` → `2期1棟`."""
    phase, _, own = code.rpartition("-")
    return f"{phase}{int(own)}棟" if own.isascii() and own.isdigit() else f"{phase}{own}"
