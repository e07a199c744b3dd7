"""What an uploaded file is, by its content and never by its name (R2.3.2, acceptance check 16).

Each refusal names the field `file`, says what is wrong and how to mend it. Nothing is decoded before its
declared size has been held against the limits; nothing here writes.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from yihu.dossiers.store.images import inspect_image
from yihu.dossiers.store.limits import DEFAULT_LIMITS, Limits, Measures, TooLarge, UnsupportedType, refusal
from yihu.dossiers.store.office import inspect_office
from yihu.dossiers.store.packages import DOCX, XLSX
from yihu.dossiers.store.pdf import PDF, inspect_pdf
from yihu.policy.vocabulary import N_

JPEG, PNG, TIFF, HEIC = "image/jpeg", "image/png", "image/tiff", "image/heic"
ACCEPTED_TYPES = (PDF, JPEG, PNG, TIFF, HEIC, DOCX, XLSX)

_HEAD_SIZE = 1024
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACCEPTED_TEXT = N_("請交 PDF、JPEG、PNG、TIFF、HEIC、DOCX 或 XLSX 文件。")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is: its type, size and pages; width and height of the first page in pixels, or points."""

    media_type: str
    size: int
    pages: int
    width: int
    height: int


def recognise(stream: BinaryIO, *, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Recognised:
    """What `stream` (seekable) holds; it is left at its start. `name` is only for the message.

    Raises `UnsupportedType` (415), `TooLarge` (413) or `Invalid` (422) with one of the codes empty,
    unsupported_type, macro, too_large, too_many_pages, too_many_pixels, zip_bomb, unreadable, encrypted_pdf,
    encrypted_office.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if not size:
        raise refusal("empty", N_("文件是空的。"), N_("請確認掃描或上傳已完成，再交一次。"), name=name)
    if size > limits.size:
        raise too_large(size=size, limits=limits, name=name)
    media_type = _media_type(stream.read(_HEAD_SIZE), name)
    stream.seek(0)
    media_type, measures = _INSPECTORS[media_type](stream, media_type, limits)
    stream.seek(0)
    return Recognised(media_type, size, measures.pages, measures.width, measures.height)


def too_large(*, size: int, limits: Limits, name: str) -> TooLarge:
    """The refusal of a file that is over the limit; faces raise it early by the announced length."""
    return refusal(
        "too_large",
        N_("文件有 %(megabytes)s MB，超過上限 %(limit)s MB。"),
        N_("請降低掃描解析度（黑白 300 dpi 已足夠），或拆分成幾份再交。"),
        kind=TooLarge,
        name=name,
        megabytes=-(-size // 1_000_000),
        limit=limits.size // 1_000_000,
    )


def _media_type(head: bytes, name: str) -> str:
    for media_type, matches in _SIGNATURES:
        if matches(head):
            return media_type
    if head.startswith(_OLD_OFFICE):
        raise refusal(
            "unsupported_type",
            N_("這是舊版或加了密碼的 Office 文件，不能收存。"),
            N_("請去掉密碼，另存為 .docx、.xlsx 或 PDF 再交。"),
            kind=UnsupportedType,
            name=name,
        )
    raise refusal(
        "unsupported_type", N_("這種文件不能收存。"), _ACCEPTED_TEXT, kind=UnsupportedType, name=name
    )


def _is_heic(head: bytes) -> bool:
    if head[4:8] != b"ftyp":
        return False
    box = head[8 : min(int.from_bytes(head[:4]), 256)]
    return not _HEIC_BRANDS.isdisjoint(
        {box[start : start + 4] for start in range(0, len(box), 4) if start != 4}
    )


_SIGNATURES: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    (JPEG, lambda head: head.startswith(b"\xff\xd8\xff")),
    (PNG, lambda head: head.startswith(b"\x89PNG\r\n\x1a\n")),
    (TIFF, lambda head: head.startswith((b"II*\0", b"MM\0*"))),
    (HEIC, _is_heic),
    (DOCX, lambda head: head.startswith(b"PK\x03\x04")),  # or XLSX: the parts inside decide
    (PDF, lambda head: b"%PDF-" in head),  # scanners put a few bytes before it
)


def _pdf(stream: BinaryIO, media_type: str, limits: Limits) -> tuple[str, Measures]:
    return media_type, inspect_pdf(stream, limits=limits)


def _image(stream: BinaryIO, media_type: str, limits: Limits) -> tuple[str, Measures]:
    return media_type, inspect_image(stream, media_type=media_type, limits=limits)


def _office(stream: BinaryIO, media_type: str, limits: Limits) -> tuple[str, Measures]:
    return inspect_office(stream, limits=limits)


_INSPECTORS: dict[str, Callable[[BinaryIO, str, Limits], tuple[str, Measures]]] = {
    PDF: _pdf,
    JPEG: _image,
    PNG: _image,
    TIFF: _image,
    HEIC: _image,
    DOCX: _office,
}
