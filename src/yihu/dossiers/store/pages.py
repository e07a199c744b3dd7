"""A page of a stored document as a picture; originals themselves never leave (R1.6d)."""

import io
from typing import BinaryIO

from PIL import Image

from yihu.dossiers.store.images import FORMATS, render_image_page
from yihu.dossiers.store.office import office_as_pdf
from yihu.dossiers.store.packages import DOCX, XLSX
from yihu.dossiers.store.pdf import MAX_SIDE, PDF, render_pdf_page
from yihu.dossiers.store.watermark import watermarked
from yihu.policy.decisions import NotKnown

PAGE_MEDIA_TYPE = "image/jpeg"
MAX_WIDTH = 3_000
_QUALITY = 85


def render_page(
    content: bytes | BinaryIO, media_type: str, page: int, *, width_px: int = 1_200, watermark: str | None
) -> bytes:
    """Page `page` (from 1) as a JPEG about `width_px` wide, with `watermark` across it if given.

    Raises `NotKnown` for a page or type that is not there, `Invalid` if the file cannot be read.
    """
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    width_px = max(1, min(width_px, MAX_WIDTH))
    picture = _picture(stream, media_type=media_type, page=page, width_px=width_px)
    if max(picture.size) > MAX_SIDE:
        picture.thumbnail((MAX_SIDE, MAX_SIDE))
    if watermark:
        picture = watermarked(picture, text=watermark)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _picture(stream: BinaryIO, *, media_type: str, page: int, width_px: int) -> Image.Image:
    if media_type == PDF:
        return render_pdf_page(stream, page=page, width_px=width_px)
    if media_type in FORMATS:
        return render_image_page(stream, media_type=media_type, page=page, width_px=width_px)
    if media_type in (DOCX, XLSX):
        shown = office_as_pdf(stream, media_type=media_type)
        return render_pdf_page(shown, page=page, width_px=width_px)
    raise NotKnown
