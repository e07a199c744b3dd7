"""Stickers for files, drawing bags and cabinets (§1.4.7): a code, where it belongs, and a QR to its page.

A label says no name and no telephone unless its maker puts one in `lines` on purpose (R2.2.1.1); the QR
holds an address with opaque ids only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_
from yihu.registers.paper import LABELS, Imprint
from yihu.registers.press import qr_svg, typeset
from yihu.registers.script import Script, written

Sheet = Literal["3x8", "2x7"]


@dataclass(frozen=True, slots=True)
class Label:
    """One sticker: its code in large, lines under it, what the QR opens."""

    code: str
    lines: tuple[str, ...] = ()
    qr_target: str = ""


@dataclass(frozen=True, slots=True)
class _Stickers:
    """An A4 sheet of stickers; lengths in mm."""

    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    gutter: float


_SHEETS: Final[dict[Sheet, _Stickers]] = {
    "3x8": _Stickers(3, 8, 63.5, 33.9, 7.25, 12.9, 2.5),
    "2x7": _Stickers(2, 7, 99.1, 38.1, 4.65, 15.15, 2.5),
}
_LISTED: Final = 12
_NO_LABELS = FieldError("labels", N_("沒有可打印的標籤。"), N_("請至少選擇一項。"), "no_labels")
_NO_SUCH_START = FieldError(
    "start",
    N_("起始位置不在此標籤紙上。"),
    N_("請從 1 起數，不超過每張的標籤數。"),
    "label_start",
)


def stickers_on(sheet: Sheet) -> int:
    """How many stickers a sheet has."""
    return _SHEETS[sheet].across * _SHEETS[sheet].down


def file_label(*, file_no: str, room: str, qr_target: str, name: str = "", script: Script = "hant") -> Label:
    """A spine label: 檔號, 房號, 業戶期; `name` only where R2.2.1.1 has it printed."""
    tenure = file_no.rpartition("/")[2] if "/" in file_no else ""
    period = written(f"業戶期 {tenure}", script) if tenure else ""
    return Label(file_no, tuple(filter(None, (room, period, name))), qr_target)


def bag_label(
    *, number: str, cabinet: str, file_nos: Sequence[str], qr_target: str, script: Script = "hant"
) -> Label:
    """A sealed bag of drawings: 袋號, 櫃, the files in it; past twelve it says how many (the QR has all)."""
    held = "、".join(file_nos[:_LISTED])
    if len(file_nos) > _LISTED:
        held += written(f" 等 {len(file_nos)} 卷", script)
    lines = (f"{written('櫃', script)} {cabinet}" if cabinet else "", held)
    return Label(number, tuple(filter(None, lines)), qr_target)


def labels_pdf(
    labels: Sequence[Label],
    *,
    company: str,
    printed_at: datetime,
    printed_by: str,
    sheet: Sheet = "3x8",
    start: int = 1,
    script: Script = "hant",
) -> bytes:
    """Stickers on A4 from position `start` (rows first), so that a begun sheet can be used.

    Raises `Invalid` for no label or a position the sheet has not, `Unavailable` without fonts.
    """
    if not labels:
        raise Invalid(_NO_LABELS)
    if not 1 <= start <= stickers_on(sheet):
        raise Invalid(_NO_SUCH_START)
    return typeset(
        LABELS,
        {"sheet": _measures(_SHEETS[sheet]), "start": start - 1, "labels": [_data(each) for each in labels]},
        imprint=Imprint(company, printed_at, printed_by),
        script=script,
        codes=[qr_svg(each.qr_target) for each in labels],
    )


def _measures(stickers: _Stickers) -> dict[str, float]:
    return {name: getattr(stickers, name) for name in _Stickers.__slots__}


def _data(label: Label) -> dict[str, Any]:
    return {"code": label.code, "lines": label.lines}
