"""How big a file may be, and the refusals that all inspectors share."""

from dataclasses import dataclass
from typing import Any, TypeVar

from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one upload; the defaults fit an office scanner with a wide margin."""

    size: int = 50_000_000
    pages: int = 500
    pixels: int = 100_000_000
    zip_entries: int = 5_000
    zip_bytes: int = 200_000_000
    zip_ratio: int = 200
    cells: int = 2_000_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Measures:
    """Pages, and width and height of the first."""

    pages: int
    width: int
    height: int


class TooLarge(Invalid):
    """The file is over the limit of size (413)."""

    status = 413


class UnsupportedType(Invalid):
    """The file is of a type that is not kept (415)."""

    status = 415


_Kind = TypeVar("_Kind", bound=Invalid)


def refusal(code: str, text: str, mend: str, *, kind: type[_Kind] = Invalid, **params: Any) -> _Kind:  # type: ignore[assignment]
    """A refusal of the field `file`."""
    return kind(FieldError("file", text, mend=mend, code=code, params=params))


def unreadable() -> Invalid:
    """The refusal of a file whose content contradicts its type or is cut short."""
    return refusal("unreadable", N_("文件已損壞或不完整，無法讀取。"), N_("請重新掃描或重新匯出後再交。"))


def check_pages(pages: int, *, limits: Limits) -> None:
    """Raise `Invalid` (too_many_pages) above the limit, (unreadable) for none."""
    if pages < 1:
        raise unreadable()
    if pages > limits.pages:
        raise refusal(
            "too_many_pages",
            N_("文件超過 %(limit)s 頁。"),
            N_("請按件拆分後再交。"),
            limit=limits.pages,
        )


def check_pixels(width: int, height: int, *, limits: Limits) -> None:
    """Raise `Invalid` (too_many_pixels) for a page that is too big to decode."""
    if width * height > limits.pixels:
        raise refusal(
            "too_many_pixels",
            N_("一頁的圖像超過 %(limit)s 百萬像素。"),
            N_("請降低掃描解析度（300 dpi 已足夠）再交。"),
            limit=limits.pixels // 1_000_000,
        )
