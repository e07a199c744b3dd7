"""Formulas that carry no value: the parser gives such a cell as if it were empty.

A spreadsheet keeps beside each formula what it last came to; files written by programs may leave that out. An
empty word is a value (`t="str"`), nothing at all is none.
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import unescape
from io import BytesIO

Places = Mapping[int, frozenset[int]]
"""The columns of such cells by row, both from 1."""

_NONE: Places = {}
_CHUNK = 1 << 20
_LONGEST_CELL = 1 << 16
_CELL = re.compile(
    rb"""<c\s(?P<attributes>[^>]*)>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v\s*>\s*</v>)?\s*</c>"""
)
_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["'](?P<column>[A-Z]+)(?P<row>\d+)["']""")
_WORD = re.compile(rb"""(?:^|\s)t\s*=\s*["']str["']""")
_TAG = re.compile(r"<(?:\w+:)?(?:sheet|Relationship)\s[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def without_value(data: bytes) -> Mapping[str, Places]:
    """The formulas without a value of each sheet, by the sheet's name; nothing for the older format."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {
            name: places
            for name, member in _sheets(archive)
            if member in archive.namelist() and (places := _places(archive, member))
        }


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name, and the file in which it stands."""
    targets = {tag.get("Id"): tag.get("Target", "") for tag in _tags(archive, "xl/_rels/workbook.xml.rels")}
    for tag in _tags(archive, "xl/workbook.xml"):
        link = next((value for key, value in tag.items() if key.endswith(":id")), None)
        target = targets.get(link, "")
        yield tag.get("name", ""), target[1:] if target.startswith("/") else f"xl/{target}"


def _tags(archive: zipfile.ZipFile, member: str) -> list[dict[str, str]]:
    if member not in archive.namelist():
        return []
    text = archive.read(member).decode("utf-8", errors="replace")
    return [
        {key: unescape(double or single) for key, double, single in _ATTRIBUTE.findall(tag)}
        for tag in _TAG.findall(text)
    ]


def _places(archive: zipfile.ZipFile, member: str) -> Places:
    found: dict[int, set[int]] = defaultdict(set)
    before = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            window = before + chunk
            for row, column in _bare(window) if b"<f" in window else ():
                found[row].add(column)
            before = window[max(window.rfind(b"<c"), len(window) - _LONGEST_CELL) :]
    return {row: frozenset(columns) for row, columns in found.items()} or _NONE


def _bare(window: bytes) -> Iterator[tuple[int, int]]:
    for cell in _CELL.finditer(window):
        place = _PLACE.search(cell["attributes"])
        if place and not _WORD.search(cell["attributes"]):
            yield int(place["row"]), _number(place["column"])


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
