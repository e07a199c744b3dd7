"""Scans as a copier makes them: a grey page with a heading, a room and some lines. No file comes along."""

import io
from typing import Literal

from PIL import Image, ImageDraw

from yihu.dossiers.store.fonts import picture_font

Format = Literal["PDF", "PNG", "JPEG"]
_A4 = (620, 877)
_INK, _RULE, _PAPER = (38, 36, 44), (178, 174, 168), (250, 249, 245)


def scan(title: str, room: str, *, kind: Format = "PDF", pages: int = 1) -> io.BytesIO:
    """A page (or several, in a PDF) that says what it is and whose."""
    drawn = [_page(title, room, number, pages) for number in range(1, pages + 1)]
    stream = io.BytesIO()
    if kind == "PDF":
        drawn[0].save(stream, "PDF", save_all=True, append_images=drawn[1:], resolution=75)
    else:
        drawn[0].save(stream, kind)
    stream.seek(0)
    return stream


def _page(title: str, room: str, number: int, pages: int) -> Image.Image:
    page = Image.new("RGB", _A4, _PAPER)
    pen = ImageDraw.Draw(page)
    pen.text((60, 70), title, font=picture_font(26), fill=_INK)
    pen.text((60, 120), f"房號 {room}　　示範資料，並非真人", font=picture_font(16), fill=_INK)
    for line in range(11):
        pen.line(((60, 190 + line * 52), (560, 190 + line * 52)), fill=_RULE)
    pen.text((490, 820), f"{number}／{pages}", font=picture_font(14), fill=_INK)
    return page
