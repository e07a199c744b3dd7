"""Office packages (DOCX, XLSX), looked into before any library believes them.

A package is a zip. Every part is inflated once, in bounded pieces and counted, because what a zip declares
about itself need not be true; every part of markup goes once through expat, so that document types, broken
markup and sheets that claim billions of cells (readers allocate them) are refused whatever their encoding.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from yihu.dossiers.store.limits import Limits, UnsupportedType, refusal, unreadable
from yihu.policy.decisions import Invalid
from yihu.policy.vocabulary import N_

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_TYPES = "[Content_Types].xml"
_PIECE = 64 * 1024
_SMALL = 1_000_000
_ENCRYPTED_FLAG = 0x1
_LOCAL_HEADER = 30
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    expat.ExpatError,
    NotImplementedError,
    OSError,
    ValueError,
    EOFError,
)


def inspect_package(stream: BinaryIO, *, limits: Limits) -> str:
    """The media type of a sound package without macros; `stream` is left anywhere.

    Raises `Invalid` with code unsupported_type, encrypted_office, macro, zip_bomb or unreadable.
    """
    try:
        with zipfile.ZipFile(stream) as package:
            media_type = _kind(package, limits)
            _check_parts(stream, package, limits)
    except _BROKEN:
        raise unreadable() from None
    return media_type


def _kind(package: zipfile.ZipFile, limits: Limits) -> str:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > limits.zip_entries or len(set(names)) != len(names):
        raise _bomb()
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise refusal("encrypted_office", N_("文件加了密碼，無法歸檔。"), N_("請去掉密碼後另存一份再交。"))
    kinds = [_MAIN_PARTS[name] for name in names if name in _MAIN_PARTS]
    if _TYPES not in names or len(kinds) != 1:
        raise refusal(
            "unsupported_type",
            N_("這種文件不能收存。"),
            N_("壓縮包請先解開，逐件交 PDF、JPEG、PNG、TIFF、HEIC、DOCX 或 XLSX 文件。"),
            kind=UnsupportedType,
        )
    return kinds[0]


def _check_parts(stream: BinaryIO, package: zipfile.ZipFile, limits: Limits) -> None:
    total = 0
    for entry in package.infolist():
        if "vbaproject" in entry.filename.lower():
            raise _macro()
        markup = _Markup(limits) if entry.filename.endswith((".xml", ".rels")) else None
        size = 0
        for piece in _inflated(stream, entry):
            size, total = size + len(piece), total + len(piece)
            if total > limits.zip_bytes or size > max(_SMALL, entry.compress_size * limits.zip_ratio):
                raise _bomb()
            if markup:
                markup.feed(piece)
        if size != entry.file_size:
            raise unreadable()
        if markup:
            markup.end(is_types=entry.filename == _TYPES)


class _Markup:
    """One part of markup as expat sees it, without building a tree."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._rows = self._columns = 0
        self._has_macros = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, piece: bytes) -> None:
        self._parser.Parse(piece, False)

    def end(self, *, is_types: bool) -> None:
        self._parser.Parse(b"", True)
        if is_types and self._has_macros:
            raise _macro()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if "macroenabled" in attributes.get("ContentType", "").lower():
            self._has_macros = True
        cell = name.endswith(" c") and _CELL.fullmatch(attributes.get("r", "").upper())
        if cell:
            self._rows = max(self._rows, int(cell[2]))
            self._columns = max(self._columns, _column(cell[1]))
            if self._rows * self._columns > self._limits.cells:
                raise _bomb()

    def _refuse(self, *_: object) -> None:
        raise unreadable()


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _inflated(stream: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """What the part really inflates to, in pieces, whatever its header claims."""
    stream.seek(entry.header_offset)
    header = stream.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise unreadable()
    stream.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from _pieces(stream, entry.compress_size)
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        for piece in _pieces(stream, entry.compress_size):
            rest = piece
            while rest:
                yield inflater.decompress(rest, _PIECE)
                rest = inflater.unconsumed_tail
        yield inflater.flush()
        if not inflater.eof or inflater.unused_data:
            raise unreadable()
    else:
        raise unreadable()


def _pieces(stream: BinaryIO, size: int) -> Iterator[bytes]:
    while size:
        piece = stream.read(min(size, _PIECE))
        if not piece:
            raise unreadable()
        size -= len(piece)
        yield piece


def _macro() -> Invalid:
    return refusal("macro", N_("文件帶有巨集，不能收存。"), N_("請另存為不含巨集的 .docx 或 .xlsx 再交。"))


def _bomb() -> Invalid:
    return refusal(
        "zip_bomb",
        N_("文件展開後過大，不能收存。"),
        N_("請用辦公軟件重新另存一份，或轉為 PDF 再交。"),
    )
