"""Small files of every kind, made by code; synthetic all."""

import io
import zipfile

import docx
import pypdfium2
import xlsxwriter
from PIL import Image


def picture(
    kind: str = "PNG", *, size: tuple[int, int] = (120, 80), pages: int = 1, mode: str = "RGB"
) -> bytes:
    """A picture of `kind`, each page with a dark band that differs."""
    frames = []
    for page in range(pages):
        frame = Image.new(mode, size, 1 if mode == "1" else "white")
        frame.paste(0, (0, page * 3, size[0], page * 3 + 20))
        frames.append(frame)
    out = io.BytesIO()
    more = {"save_all": True, "append_images": frames[1:]} if pages > 1 else {}
    frames[0].save(out, kind, **more)
    return out.getvalue()


def pdf(*, pages: int = 1, size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF of blank pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(*size).close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def encrypted_pdf() -> bytes:
    """A PDF whose trailer names a password nobody gave."""
    plain = pdf()
    lock = b"/Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s)>> /ID [(a)(a)] /Root" % (
        b"o" * 32,
        b"u" * 32,
    )
    return plain.replace(b"/Root", lock)


def letter(*paragraphs: str, table: list[list[str]] | None = None) -> bytes:
    """A DOCX."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def workbook(rows: list[list[object]]) -> bytes:
    """An XLSX."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("業戶")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def with_parts(package: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with parts added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()
