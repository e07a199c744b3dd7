"""Every character of the data prints, breaks where it must, and none is lost.

A character that no font has is printed as its code, 〔U+2A6A5〕: a reader can look it up, and the paper is
not refused for one rare name.
"""

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_RUN = re.compile("[^\\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af]{8,}")
_WIDEST_WORD = 5.2  # in letters' heights: what the columns for words have room for
_BREAK = "\u200b"


def printable(data: Any, covered: frozenset[int]) -> Any:
    """`data` (of JSON's kinds) with each text made fit to print; its shape stays."""
    if isinstance(data, str):
        return _RUN.sub(_breakable, _shown(data, covered))
    if isinstance(data, dict):
        return {key: printable(value, covered) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [printable(value, covered) for value in data]
    return data


def _shown(text: str, covered: frozenset[int]) -> str:
    if covered.issuperset(map(ord, text)):
        return text
    return "".join(_letter(char, covered) for char in text)


def _letter(char: str, covered: frozenset[int]) -> str:
    if char in "\t\n\r":
        return " "
    if unicodedata.category(char) == "Cf":
        return ""  # unseen by nature: joiners, marks of direction
    if ord(char) in covered or _is_variation(char):
        return char
    return f"〔U+{ord(char):04X}〕"


def _is_variation(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _breakable(run: re.Match[str]) -> str:
    """Breaks after punctuation; in a word too wide for a column, anywhere."""
    words = re.split(r"(?<=[^\w])", run.group())
    return _BREAK.join(_BREAK.join(word) if _width(word) > _WIDEST_WORD else word for word in words if word)


def _width(word: str) -> float:
    return sum(1.0 if char in "MWmw@%&" else 0.7 if char.isupper() else 0.58 for char in word)


def coverage(fonts: Iterable[Path]) -> frozenset[int]:
    """Every code point that a font file (or collection) maps to a glyph."""
    return frozenset(code for path in fonts for code in _codes(path.read_bytes()))


def _codes(font: bytes) -> Iterator[int]:
    for cmap in set(_tables(font, b"cmap")):
        (count,) = struct.unpack_from(">H", font, cmap + 2)
        for index in range(count):
            (offset,) = struct.unpack_from(">I", font, cmap + 4 + 8 * index + 4)
            yield from _subtable(font, cmap + offset)


def _tables(font: bytes, wanted: bytes) -> Iterator[int]:
    """Where a table lies, for each face."""
    starts: tuple[int, ...] = (0,)
    if font[:4] == b"ttcf":
        (count,) = struct.unpack_from(">I", font, 8)
        starts = struct.unpack_from(f">{count}I", font, 12)
    for start in starts:
        (tables,) = struct.unpack_from(">H", font, start + 4)
        for index in range(tables):
            tag, _, offset, _ = struct.unpack_from(">4s3I", font, start + 12 + 16 * index)
            if tag == wanted:
                yield offset


def _subtable(font: bytes, at: int) -> Iterator[int]:
    (kind,) = struct.unpack_from(">H", font, at)
    if kind == 12:
        (groups,) = struct.unpack_from(">I", font, at + 12)
        for first, last, glyph in struct.iter_unpack(">3I", font[at + 16 : at + 16 + 12 * groups]):
            yield from range(first + (glyph == 0), last + 1)
    elif kind == 4:
        yield from _segments(font, at)


def _segments(font: bytes, at: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    firsts = struct.unpack_from(f">{count}H", font, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", font, at + 16 + 2 * double)
    ranges = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{count}H", font, ranges)
    for index, (first, last) in enumerate(zip(firsts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if offsets[index] == 0:
                glyph = (code + deltas[index]) & 0xFFFF
            else:
                place = ranges + 2 * index + offsets[index] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", font, place)
            if glyph:
                yield code
