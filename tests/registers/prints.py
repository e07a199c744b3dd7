"""What a printed paper says and shows, read back from its bytes."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from yihu.dossiers.store.pdf import opened_pdf

DPI = 80


@dataclass(frozen=True, slots=True)
class Glyph:
    char: str
    left: float
    bottom: float
    right: float
    top: float


def pages(pdf: bytes) -> list[str]:
    """The text of each page, without white space."""
    with opened_pdf(pdf) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return ["".join(text.split()) for text in texts]


def text(pdf: bytes) -> str:
    """The text of all pages."""
    return "".join(pages(pdf))


def lines(pdf: bytes) -> list[str]:
    """The lines as they are set, without white space."""
    with opened_pdf(pdf) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return ["".join(line.split()) for text in texts for line in text.splitlines()]


def sizes_mm(pdf: bytes) -> set[tuple[int, int]]:
    """The paper sizes that occur."""
    with opened_pdf(pdf) as document:
        return {
            (round(w / 72 * 25.4), round(h / 72 * 25.4)) for w, h in (page.get_size() for page in document)
        }


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    """One page in grey."""
    with opened_pdf(pdf) as document:
        shown: Image.Image = document[page].render(scale=DPI / 72).to_pil()
        return shown.convert("L")


def outside(pdf: bytes) -> list[Glyph]:
    """Glyphs that leave their page, or come nearer than 5 mm to its edge."""
    edge = 5 / 25.4 * 72
    with opened_pdf(pdf) as document:
        return [
            glyph
            for page in document
            for glyph in _glyphs(page)
            if glyph.left < edge
            or glyph.bottom < edge
            or glyph.right > page.get_width() - edge
            or glyph.top > page.get_height() - edge
        ]


def glyphs(pdf: bytes) -> list[Glyph]:
    """Every visible glyph."""
    with opened_pdf(pdf) as document:
        return [glyph for page in document for glyph in _glyphs(page)]


def colliding(pdf: bytes) -> list[tuple[Glyph, Glyph]]:
    """Neighbours on one line of which one lies over half of the other: text that ran out of its cell."""
    with opened_pdf(pdf) as document:
        return [pair for page in document for pair in _collisions(list(_glyphs(page)))]


def _collisions(glyphs: list[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    ordered = sorted(glyphs, key=lambda glyph: glyph.left)
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.left >= one.right:
                break
            across = min(one.right, other.right) - other.left
            down = min(one.top, other.top) - max(one.bottom, other.bottom)
            if across > 0.5 * min(_width(one), _width(other)) and down > 0.5 * min(
                _height(one), _height(other)
            ):
                yield one, other


def _width(glyph: Glyph) -> float:
    return glyph.right - glyph.left


def _height(glyph: Glyph) -> float:
    return glyph.top - glyph.bottom


def _glyphs(page: object) -> Iterator[Glyph]:
    words = page.get_textpage()  # type: ignore[attr-defined]
    for index in range(words.count_chars()):
        char = words.get_text_range(index, 1)
        box = words.get_charbox(index)
        if char.strip() and box[2] > box[0]:
            yield Glyph(char, *box)


def darkest(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """The darkest grey of a part of a picture."""
    return min(image.crop(box).tobytes())


def rules_down(image: Image.Image, *, at_mm: float) -> list[float]:
    """Where horizontal rules cross a vertical line `at_mm` from the left edge, in mm from the top."""
    scale = DPI / 25.4
    column = [image.getpixel((int(at_mm * scale), y)) for y in range(image.height)]
    dark = [y for y, value in enumerate(column) if isinstance(value, int) and value < 170]
    return [y / scale for index, y in enumerate(dark) if index == 0 or y - dark[index - 1] > 2]
