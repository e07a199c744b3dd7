"""PDF through pdfium, which is not thread-safe: one lock around every call and every close.

Whoever else uses pypdfium2 (reading scans, tests of printed forms) goes through `opened_pdf`.
"""

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from yihu.dossiers.store.limits import Limits, Measures, check_pages, check_pixels, refusal, unreadable
from yihu.policy.decisions import NotKnown
from yihu.policy.vocabulary import N_

PDF = "application/pdf"
_LOCK = threading.RLock()
MAX_SIDE = 16_000  # of a picture we make, in pixels; JPEG ends at 65,535
_MAX_RENDERED_PIXELS = 40_000_000


@contextmanager
def opened_pdf(source: BinaryIO | bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, the lock held and everything of it closed at the end.

    Raises `Invalid` with code encrypted_pdf or unreadable.
    """
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as error:
            raise _refusal_of(error) from None
        try:
            document.init_forms()
            yield document
        except pypdfium2.PdfiumError:
            raise unreadable() from None
        finally:
            document.close()


def inspect_pdf(stream: BinaryIO | bytes, *, limits: Limits) -> Measures:
    """Pages, and the first one's size in points. Raises `Invalid` for what cannot be kept."""
    with opened_pdf(stream) as document:
        pages = len(document)
        check_pages(pages, limits=limits)
        width, height = (round(side) for side in document.get_page_size(0))
        check_pixels(width, height, limits=limits)
        document.get_page(0).close()
    if width < 1 or height < 1:
        raise unreadable()
    return Measures(pages, width, height)


def render_pdf_page(source: BinaryIO | bytes, *, page: int, width_px: int) -> Image.Image:
    """Page `page` (from 1) as a picture `width_px` wide, annotations and filled-in fields included.

    Raises `NotKnown` for a page that is not there, `Invalid` if the file cannot be read. A page so long that
    it would exceed 40 megapixels or 16,000 pixels comes narrower.
    """
    with opened_pdf(source) as document:
        if not 1 <= page <= len(document):
            raise NotKnown
        leaf = document.get_page(page - 1)
        try:
            width, height = leaf.get_size()
            by_area = math.sqrt(_MAX_RENDERED_PIXELS / (width * height))
            scale = min(width_px / width, by_area, MAX_SIDE / max(width, height))
            bitmap = leaf.render(scale=scale)
            try:
                picture: Image.Image = bitmap.to_pil()
                return picture.convert("RGB").copy()
            finally:
                bitmap.close()
        finally:
            leaf.close()


def _refusal_of(error: pypdfium2.PdfiumError) -> Exception:
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        return refusal("encrypted_pdf", N_("PDF 加了密碼，無法歸檔。"), N_("請去掉密碼後另存一份再交。"))
    return unreadable()
