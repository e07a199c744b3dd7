"""The smallest `.xls` there can be: one sheet of text and numbers, BIFF8 in a compound file."""

import struct
from io import BytesIO

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def old_workbook(rows: list[list[str | float]], *, more: bytes = b"", before: bytes = b"") -> BytesIO:
    """A workbook with the sheet `Sheet1`; `more` are further records of the sheet, `before` of the book."""
    return BytesIO(_compound(_biff(rows, more, before)))


def far_cell(row: int, column: int) -> bytes:
    """A cell's record wherever it stands."""
    return _cell(row, column, "x")


def dimensions(rows: int, columns: int) -> bytes:
    """How far the sheet says that it reaches."""
    return _record(0x0200, struct.pack("<IIHHH", 0, rows, 0, columns, 0))


def password() -> bytes:
    return _record(0x002F, bytes(6))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _biff(rows: list[list[str | float]], more: bytes, before: bytes) -> bytes:
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    end = _record(0x000A, b"")
    name = b"Sheet1"
    sheet_at = len(begin) + len(before) + 4 + 8 + len(name) + len(end)
    bound = _record(0x0085, struct.pack("<IBBBB", sheet_at, 0, 0, len(name), 0) + name)
    cells = b"".join(
        _cell(row, column, value) for row, values in enumerate(rows) for column, value in enumerate(values)
    )
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    return begin + before + bound + end + sheet + more + cells + end


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)
    return _record(0x0203, place + struct.pack("<d", value))


def _compound(stream: bytes) -> bytes:
    """Sector 0: allocation table, 1: directory, from 2: the stream, padded beyond the small-stream limit."""
    padded = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(padded) // 512
    chain = [_TABLE, _END, *range(3, 2 + count), _END]
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, 2, len(padded))
    return header + table + directory.ljust(512, b"\0") + padded


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    body = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return body + bytes(36) + struct.pack("<IQ", start, size)
