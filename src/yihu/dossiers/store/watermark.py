"""Who looked, when and under which number, across a shown page: a photograph of it has an origin (R1.6d)."""

import math

from PIL import Image, ImageDraw

from yihu.dossiers.store.fonts import picture_font

_ANGLE = 30
_INK = (90, 90, 90, 70)
_LETTERS_ACROSS = 46
_GAP = 1.6


def watermarked(page: Image.Image, *, text: str) -> Image.Image:
    """`page` with `text` repeated diagonally over all of it."""
    tile = _tile(text, size=max(11, page.width // _LETTERS_ACROSS))
    layer = Image.new("RGBA", page.size)
    step_x, step_y = tile.width, max(1, int(tile.height / _GAP))
    for number, top in enumerate(range(-(tile.height // 2), page.height, step_y)):
        for left in range(-(tile.width // 2) * (number % 2), page.width, step_x):
            layer.alpha_composite(tile, *_clipped(left, top))
    return Image.alpha_composite(page.convert("RGBA"), layer).convert("RGB")


def _tile(text: str, *, size: int) -> Image.Image:
    font = picture_font(size)
    left, top, right, bottom = font.getbbox(text)
    line = Image.new("RGBA", (math.ceil(right - left) + size * 2, math.ceil(bottom - top) + size))
    ImageDraw.Draw(line).text((size - left, size / 2 - top), text, font=font, fill=_INK)
    return line.rotate(_ANGLE, expand=True, resample=Image.Resampling.BICUBIC)


def _clipped(left: int, top: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where to lay a tile, and from which of its own points, so that it may begin off the page."""
    return (max(left, 0), max(top, 0)), (max(-left, 0), max(-top, 0))
