"""Type by content; every refusal with its code; no bomb goes off (acceptance check 16)."""

import io
import struct
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossiers.store import samples
from yihu.dossiers.store.limits import Limits
from yihu.dossiers.store.packages import DOCX, XLSX
from yihu.dossiers.store.pages import render_page
from yihu.dossiers.store.recognition import Recognised, recognise
from yihu.policy.decisions import Invalid, Problem

pytestmark = pytest.mark.acceptance("check 16")
SHEET = "xl/worksheets/sheet1.xml"


def known(content: bytes, **limits: int) -> Recognised:
    return recognise(io.BytesIO(content), name="掃描.exe", limits=Limits(**limits))


def refusal(content: bytes, **limits: int) -> tuple[str, int]:
    with pytest.raises(Invalid) as caught:
        known(content, **limits)
    (error,) = caught.value.errors
    assert error.pointer == "file"
    assert error.text
    assert error.mend
    assert error.text % error.params
    return error.code, caught.value.status


def bomb_png(side: int) -> bytes:
    """A PNG that claims `side` × `side` pixels in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.clause("R2.3.2")
@pytest.mark.parametrize(
    ("content", "media_type", "pages"),
    [
        (samples.pdf(pages=3), "application/pdf", 3),
        (b"\r\n" + samples.pdf(), "application/pdf", 1),
        (samples.picture("JPEG"), "image/jpeg", 1),
        (samples.picture("PNG"), "image/png", 1),
        (samples.picture("TIFF", pages=2, mode="1"), "image/tiff", 2),
        (samples.picture("HEIF"), "image/heic", 1),
        (samples.letter("業主公約"), DOCX, 1),
        (samples.workbook([["房號", "業主"], ["3-1201", "張三"]]), XLSX, 1),
    ],
)
def test_it_works(content: bytes, media_type: str, pages: int) -> None:
    found = known(content)
    assert (found.media_type, found.pages, found.size) == (media_type, pages, len(content))
    assert found.width > 0
    assert found.height > 0


def test_the_stream_is_left_at_its_start() -> None:
    stream = io.BytesIO(samples.picture())
    recognise(stream)
    assert stream.tell() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0",
        b"<html>",
        b"GIF89a",
        b"RIFF\0\0\0\0WEBP",
        "只有文字".encode(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\0",
    ],
)
def test_other_types_are_refused(content: bytes) -> None:
    assert refusal(content) == ("unsupported_type", 415)


def test_a_plain_zip_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("掃描.pdf", samples.pdf())
    assert refusal(out.getvalue()) == ("unsupported_type", 415)


def test_limits_are_kept() -> None:
    assert refusal(b"") == ("empty", 422)
    assert refusal(samples.pdf(), size=100) == ("too_large", 413)
    assert refusal(samples.pdf(pages=3), pages=2) == ("too_many_pages", 422)
    assert refusal(samples.picture("TIFF", pages=3), pages=2) == ("too_many_pages", 422)
    assert refusal(samples.picture("JPEG"), pixels=100) == ("too_many_pixels", 422)
    assert refusal(samples.workbook([["甲"]] * 500), pages=2) == ("too_many_pages", 422)


def test_a_password_is_told() -> None:
    assert refusal(samples.encrypted_pdf()) == ("encrypted_pdf", 422)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "HEIF"])
def test_a_cut_picture_is_unreadable(kind: str) -> None:
    content = samples.picture(kind, size=(400, 300))
    assert refusal(content[: len(content) * 2 // 3]) == ("unreadable", 422)


@pytest.mark.parametrize(
    "head",
    [b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"PK\x03\x04", b"\0\0\0\x18ftypheic"],
)
def test_a_head_without_a_body_is_unreadable(head: bytes) -> None:
    assert refusal(head + b"nothing of the kind" * 20) == ("unreadable", 422)


def test_a_pixel_bomb_is_refused_from_its_header() -> None:
    assert refusal(bomb_png(10_500)) == ("too_many_pixels", 422)
    assert refusal(bomb_png(200_000)) == ("too_many_pixels", 422)


def test_a_zip_bomb_is_refused() -> None:
    stuffed = samples.with_parts(samples.letter("x"), {"word/media/a.bin": bytes(3_000_000)})
    assert refusal(stuffed) == ("zip_bomb", 422)
    assert refusal(samples.letter("x"), zip_bytes=1_000) == ("zip_bomb", 422)
    assert refusal(samples.letter("x"), zip_entries=3) == ("zip_bomb", 422)


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    stuffed = samples.with_parts(samples.letter("x"), {"word/media/a.bin": bytes(3_000_000)})
    lying = stuffed.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert refusal(lying) == ("zip_bomb", 422)


def test_a_sheet_that_claims_billions_of_cells_is_refused() -> None:
    cells = '<c r="A1"/><c r="XFD1048576"/>'
    sheet = f'<x:worksheet xmlns:x="m">{cells.replace("<c", "<x:c")}</x:worksheet>'
    assert refusal(samples.with_parts(samples.workbook([["x"]]), {SHEET: sheet.encode()})) == (
        "zip_bomb",
        422,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_definition_is_refused(encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    bad = samples.with_parts(samples.letter("x"), {"word/document.xml": part.encode(encoding)})
    assert refusal(bad) == ("unreadable", 422)


def test_macros_are_refused() -> None:
    assert refusal(samples.with_parts(samples.letter("x"), {"word/vbaProject.bin": b"x"})) == ("macro", 422)
    types = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    assert refusal(samples.with_parts(samples.workbook([["x"]]), {"[Content_Types].xml": types})) == (
        "macro",
        422,
    )


def test_a_cut_package_is_unreadable() -> None:
    content = samples.letter("x")
    assert refusal(content[: len(content) // 2]) == ("unreadable", 422)


SOUND = [
    samples.pdf(pages=2),
    samples.picture("JPEG"),
    samples.picture("PNG"),
    samples.picture("TIFF", pages=2),
    samples.picture("HEIF"),
    samples.letter("業主公約"),
    samples.workbook([["房號", 1]]),
]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(SOUND), st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 255)), max_size=20))
def test_a_mangled_file_is_refused_or_shown_and_never_a_crash(
    content: bytes, changes: list[tuple[int, int]]
) -> None:
    mangled = bytearray(content)
    for place, value in changes:
        mangled[place % len(mangled)] = value
    with suppress(Problem):
        found = known(bytes(mangled))
        render_page(bytes(mangled), found.media_type, found.pages, width_px=100, watermark=None)
