"""The font that Chinese text in pictures and set pages comes in: the wheel's Noto Sans CJK."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import typst
from PIL import ImageFont

FAMILY = "Noto Sans CJK TC"
_PACKAGE = "manimgx_fonts_cjk"
_FILE = "NotoSansCJK-VF.otf.ttc"
_TRADITIONAL = 3  # place of the TC face in the collection


@cache
def font_file() -> Path:
    """The font collection (JP, KR, SC, TC, HK faces, variable weight)."""
    return Path(str(files(_PACKAGE) / _FILE))


@cache
def page_fonts() -> typst.Fonts:
    """What typst sets pages with, read once; none of the machine's, so that pages look alike."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(font_file().parent)])


def picture_font(size: int) -> ImageFont.FreeTypeFont:
    """A regular TC face for drawing; a new one each time, since FreeType faces are not shared by threads."""
    font = ImageFont.truetype(font_file(), size, index=_TRADITIONAL)
    font.set_variation_by_name("Regular")
    return font
