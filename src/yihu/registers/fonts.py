"""What forms are set in: the fonts of `YIHU_FONT_DIR` first, the wheel's Noto Sans CJK behind them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import typst
from django.conf import settings

from yihu.dossiers.store.fonts import font_file
from yihu.policy.decisions import Unavailable, refuse
from yihu.policy.vocabulary import N_
from yihu.registers.characters import coverage
from yihu.registers.script import Script

_FACES: Final[dict[Script, str]] = {"hant": "TC", "hans": "SC"}
_OTHERS: Final = ("TC", "SC", "HK", "JP", "KR")
_MARKS: Final = frozenset(map(ord, "☑☐▲✖"))  # typst's own fonts have them; `form.typ` sets the last
_PROBE: Final = frozenset(map(ord, "業户戶"))
_NO_FONT = refuse(
    "font_missing",
    N_("YIHU_FONT_DIR 中沒有可用的中文字型。"),
    mend=N_("請改為放有中文 TTF、OTF 或 TTC 字型的目錄，或不設此項而用隨附的字型。"),
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Fonts as typst takes them, their families in order of preference, the characters they have."""

    fonts: typst.Fonts
    own: tuple[str, ...]
    covered: frozenset[int]

    def families(self, script: Script) -> list[str]:
        """Which families set a form of that script: our own, then the wheel's face for it."""
        face = _FACES[script]
        mine = [name for name in self.own if name.endswith(face) or not name.endswith(_OTHERS)]
        return [*mine, f"Noto Sans CJK {face}"]


def shelf() -> Shelf:
    """The fonts of this installation, read once. Raises `Unavailable` if its directory has no Chinese one."""
    return _shelf(str(getattr(settings, "YIHU_FONT_DIR", "") or ""))


@cache
def _shelf(directory: str) -> Shelf:
    own = _own(Path(directory)) if directory else {}
    folders = [directory] if directory else []
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[*folders, str(font_file().parent)])
    return Shelf(fonts, tuple(own), _MARKS | coverage([font_file(), *set(own.values())]))


def _own(directory: Path) -> dict[str, Path]:
    """Families of the directory that have Chinese, and the file of each."""
    if directory.is_dir():
        found = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(directory)]
        )
        chinese = {
            path: coverage([path]) >= _PROBE for path in {Path(str(each.path)) for each in found.fonts()}
        }
        own = {each.family: Path(str(each.path)) for each in found.fonts() if chinese[Path(str(each.path))]}
        if own:
            return own
    raise Unavailable(_NO_FONT)
