"""JPEG, PNG, TIFF and HEIC through Pillow: measured from the header, decoded only within the limits."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from yihu.dossiers.store.limits import (
    DEFAULT_LIMITS,
    Limits,
    Measures,
    check_pages,
    check_pixels,
    refusal,
    unreadable,
)
from yihu.policy.decisions import NotKnown
from yihu.policy.vocabulary import N_

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/tiff": "TIFF", "image/heic": "HEIF"}
_PAGED = {"image/tiff", "image/heic"}
_OFFSETS_AND_LENGTHS = ((273, 279), (324, 325))  # of a TIFF's strips, and of its tiles
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
    IndexError,
    KeyError,
    TypeError,
    UserWarning,
)

pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = DEFAULT_LIMITS.pixels
warnings.simplefilter("error", Image.DecompressionBombWarning)  # above the limit is refused, not warned of


def inspect_image(stream: BinaryIO, *, media_type: str, limits: Limits) -> Measures:
    """Pages, and the first one's size in pixels. Raises `Invalid` for what is too big, cut or broken."""
    with _opened(stream, media_type) as image:
        width, height = image.size
        pages = 0
        for pages, frame in enumerate(_frames(image, media_type), start=1):
            check_pages(pages, limits=limits)
            check_pixels(*frame.size, limits=limits)
            _check_whole(frame, media_type, stream)
        check_pages(pages, limits=limits)
    return Measures(pages, width, height)


def render_image_page(stream: BinaryIO, *, media_type: str, page: int, width_px: int) -> Image.Image:
    """Page `page` (from 1) upright on white, at most `width_px` wide.

    Raises `NotKnown` for a page that is not there, `Invalid` if the file cannot be read.
    """
    with _opened(stream, media_type) as image:
        if page != 1 and not (page > 1 and media_type in _PAGED):
            raise NotKnown
        try:
            image.seek(page - 1)
        except EOFError:
            raise NotKnown from None
        check_pixels(*image.size, limits=DEFAULT_LIMITS)
        if image.format == "JPEG":
            image.draft("RGB", (width_px, width_px))
        upright = ImageOps.exif_transpose(image)
        scale = width_px / upright.width
        if scale < 1:
            size = (width_px, max(1, round(upright.height * scale)))
            return _flat(upright).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0).convert("RGB")
        return _flat(upright).convert("RGB")


@contextmanager
def _opened(stream: BinaryIO, media_type: str) -> Iterator[Image.Image]:
    stream.seek(0)
    try:
        with Image.open(stream, formats=[FORMATS[media_type]]) as image:
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise refusal(
            "too_many_pixels",
            N_("一頁的圖像超過 %(limit)s 百萬像素。"),
            N_("請降低掃描解析度（300 dpi 已足夠）再交。"),
            limit=DEFAULT_LIMITS.pixels // 1_000_000,
        ) from None
    except (UnidentifiedImageError, *_BROKEN):
        raise unreadable() from None


def _frames(image: Image.Image, media_type: str) -> Iterator[Image.Image]:
    """The pages in turn; a telephone's second picture inside a JPEG is no page of the paper."""
    yield image
    page = 1
    while media_type in _PAGED:
        try:
            image.seek(page)
        except EOFError:
            return
        yield image
        page += 1


def _check_whole(frame: Image.Image, media_type: str, stream: BinaryIO) -> None:
    """Raise for a picture whose data is cut, as cheaply as the format lets us."""
    if media_type == "image/tiff":
        _check_tiff_data(frame, stream)
    elif media_type == "image/png":
        frame.verify()
    elif media_type == "image/jpeg":
        frame.draft("RGB", (max(1, frame.width // 8), max(1, frame.height // 8)))
        frame.load()
    else:
        frame.load()


def _check_tiff_data(frame: Image.Image, stream: BinaryIO) -> None:
    tags = getattr(frame, "tag_v2", {})
    here = stream.tell()
    end = stream.seek(0, 2)
    stream.seek(here)
    found = False
    for offsets, lengths in _OFFSETS_AND_LENGTHS:
        for offset, length in zip(tags.get(offsets, ()), tags.get(lengths, ()), strict=True):
            found = True
            if offset + length > end:
                raise unreadable()
    if not found:
        raise unreadable()


def _flat(image: Image.Image) -> Image.Image:
    """The picture on white, in eight-bit grey or colour."""
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
    return image.convert("L" if image.mode in {"1", "L"} else "RGB")
