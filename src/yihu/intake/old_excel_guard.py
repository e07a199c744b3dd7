"""The same care for the older `.xls`: its records are walked before the parser lays out its rectangle.

A compound file holds the workbook as a chain of sectors; in it, each sheet is a run of records that begins
where the workbook says and ends with an end record. ([MS-CFB], [MS-XLS])
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_CELLS = frozenset((0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0207))
_DIMENSIONS, _BOUND_SHEET, _PASSWORD, _END = 0x0200, 0x0085, 0x002F, 0x000A
_ENTRY, _SMALL, _LAST_SECTOR = 128, 4096, 0xFFFFFFFA


class BrokenFileError(ValueError):
    """Not a compound file that can be followed to its end."""


@dataclass(frozen=True, slots=True)
class OldWorkbook:
    """What the guard wants to know of an `.xls` file."""

    password: bool
    rows: int
    columns: int


def look_into(data: bytes) -> OldWorkbook:
    """Whether there is a password, and how far the cells of any sheet reach. Raises `BrokenFileError`."""
    try:
        stream = _workbook_stream(data)
        password, rows, columns, starts = False, 0, 0, []
        for kind, body in _records(stream, 0):
            password = password or kind == _PASSWORD
            if kind == _BOUND_SHEET:
                starts.append(struct.unpack_from("<I", body)[0])
        for start in () if password else starts:
            for row, column in _reaches(stream, start):
                rows, columns = max(rows, row), max(columns, column)
    except (struct.error, IndexError) as error:
        raise BrokenFileError from error
    return OldWorkbook(password, rows, columns)


def _reaches(stream: bytes, start: int) -> Iterator[tuple[int, int]]:
    for kind, body in _records(stream, start):
        if kind in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            yield row + 1, column + len(body) // 6 + 1 if kind in {0x00BD, 0x00BE} else column + 1
        elif kind == _DIMENSIONS and len(body) >= 12:
            _, rows, _, columns = struct.unpack_from("<IIHH", body)
            yield rows, columns
        elif kind == _DIMENSIONS and len(body) >= 8:
            _, rows, _, columns = struct.unpack_from("<HHHH", body)
            yield rows, columns


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == _END:
            return
        at += 4 + length


def _workbook_stream(data: bytes) -> bytes:
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    directory_at = struct.unpack_from("<I", data, 48)[0]
    small_table_at = struct.unpack_from("<I", data, 60)[0]
    if size not in {512, 4096}:
        raise BrokenFileError
    table = _table(data, size)
    directory = _chain(data, table, directory_at, size, offset=size)
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    for entry in entries:
        start, length = struct.unpack_from("<II", entry, 116)
        if _name(entry) in {"workbook", "book"} and length >= _SMALL:
            return _chain(data, table, start, size, offset=size)[:length]
        if _name(entry) in {"workbook", "book"}:
            small = _chain(data, table, struct.unpack_from("<I", entries[0], 116)[0], size, offset=size)
            links = _chain(data, table, small_table_at, size, offset=size)
            return _chain(small, _numbers(links), start, 64, offset=0)[:length]
    raise BrokenFileError


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()


def _table(data: bytes, size: int) -> list[int]:
    """The allocation table, listed in the header and, beyond 109 sectors, in a chain of lists."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    more, seen = struct.unpack_from("<I", data, 68)[0], 0
    while more < _LAST_SECTOR and seen <= len(data) // size:
        listed = _numbers(_sector(data, more, size, size))
        sectors += listed[:-1]
        more, seen = listed[-1], seen + 1
    return [n for at in sectors if at < _LAST_SECTOR for n in _numbers(_sector(data, at, size, size))]


def _chain(data: bytes, table: list[int], at: int, size: int, *, offset: int) -> bytes:
    parts: list[bytes] = []
    while at < _LAST_SECTOR:
        if len(parts) > len(table):
            raise BrokenFileError
        parts.append(_sector(data, at, size, offset))
        at = table[at]
    return b"".join(parts)


def _sector(data: bytes, number: int, size: int, offset: int) -> bytes:
    begin = offset + number * size
    if begin >= len(data):
        raise BrokenFileError
    return data[begin : begin + size]


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))
