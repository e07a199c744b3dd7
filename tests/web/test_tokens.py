"""The colours are legible: every pair that meets on a page has the contrast of WCAG AA, day and night."""

import math
import re
from functools import cache
from pathlib import Path

import pytest

import yihu.web

CSS = Path(yihu.web.__file__).parent / "static" / "yihu" / "css"
TOKENS = (CSS / "tokens.css").read_text()
GROUNDS = ("paper", "sheet", "sunk")
TEXTS = ("ink", "ink-soft", "indigo", "jade", "amber", "cinnabar")
PAIRS = [
    *((text, ground, 4.5) for text in TEXTS for ground in GROUNDS),
    *((text, f"{text}-wash", 4.5) for text in ("jade", "amber", "cinnabar", "indigo")),
    *((text, f"{tone}-wash", 4.5) for text in ("ink", "ink-soft") for tone in ("jade", "amber", "cinnabar")),
    ("on-primary", "primary", 4.5),
    ("on-primary", "primary-hover", 4.5),
    ("on-seal", "seal", 4.5),
    ("seal-ink", "sheet", 4.5),
    ("amber-fill", "sheet", 3),
    *(("edge", ground, 3) for ground in GROUNDS),
]

Colour = tuple[float, float, float]


@cache
def token(name: str) -> tuple[Colour, Colour]:
    """The linear light of a token by day and by night."""
    found = re.search(rf"--{name}: light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\)", TOKENS)
    assert found, name
    day, night = (linear(*map(float, each.split())) for each in found.groups())
    return day, night


def linear(lightness: float, chroma: float, hue: float) -> Colour:
    """Linear sRGB of an oklch colour (Ottosson)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return clipped(red), clipped(green), clipped(blue)


def clipped(channel: float) -> float:
    return min(1.0, max(0.0, channel))


def luminance(colour: Colour) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def hexadecimal(colour: Colour) -> str:
    curve = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in colour)
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in curve)


@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_every_pair_can_be_read(text: str, ground: str, least: float, night: bool) -> None:
    darker, lighter = sorted((luminance(token(text)[night]), luminance(token(ground)[night])))
    assert (lighter + 0.05) / (darker + 0.05) >= least


def test_older_browsers_get_the_same_day() -> None:
    fallbacks = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", TOKENS))
    assert len(fallbacks) > 20
    assert {name: hexadecimal(token(name)[0]) for name in fallbacks} == fallbacks


def test_every_sheet_is_imported() -> None:
    imported = set(re.findall(r'url\("([^"]+)"\)', (CSS / "yihu.css").read_text()))
    assert imported == {str(path.relative_to(CSS)) for path in CSS.rglob("*.css")} - {"yihu.css"}


def test_every_colour_of_a_component_is_a_token() -> None:
    known = set(re.findall(r"--([a-z0-9-]+):", TOKENS)) | {"spine"}
    used = {
        name for path in CSS.rglob("*.css") for name in re.findall(r"var\(--([a-z0-9-]+)", path.read_text())
    }
    assert used <= known
