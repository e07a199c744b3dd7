"""Traditional or Simplified: over the fixed words of a form only, never over anybody's data."""

from functools import cache
from typing import Final, Literal

import opencc

Script = Literal["hant", "hans"]
REGIONS: Final[dict[Script, str]] = {"hant": "TW", "hans": "CN"}


@cache
def written(words: str, script: Script) -> str:
    """Fixed words (kept in Traditional) in the script of the form."""
    return words if script == "hant" else _converter().convert(words)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
