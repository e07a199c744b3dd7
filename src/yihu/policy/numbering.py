"""How files, items and register rows are numbered (§1.4 decision 7): never reused, without gaps."""


def file_no(project: str, room_code: str, tenure_no: int) -> str:
    """檔號 of a file: `CJ-03-2-1502/02` is the second 業戶期 of that room."""
    _at_least_one(tenure_no)
    return f"{project}-{room_code}/{tenure_no:02}"


def item_no(file_no: str, line: str, number: int) -> str:
    """檔號 of an item: `CJ-03-1-1201/02-A05-003` is the third paper of line A05."""
    _at_least_one(number)
    return f"{file_no}-{line}-{number:03}"


def register_no(year: int, number: int) -> str:
    """The number of a register row, counted anew each year: `2026-0001`."""
    _at_least_one(number)
    return f"{year:04}-{number:04}"


def _at_least_one(number: int) -> None:
    if number < 1:
        raise ValueError("numbers start at 1")
