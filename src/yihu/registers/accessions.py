"""F05a 《業戶檔案一覽表》 as print (R2.3.3.4): a department's day, and the head's 已閱; blank or filled."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from yihu.confidentiality.reading import DayRegister, RegisterRow
from yihu.policy.vocabulary import CARRIER_TITLES, DEPARTMENT_TITLES, Carrier, Department
from yihu.registers.paper import ACCESSIONS, Imprint
from yihu.registers.press import typeset
from yihu.registers.script import Script, written

SIGNS: Final = {"+": "＋增", "-": "−減"}
"""Plus and minus, in a sign and in a word."""


def accessions_pdf(
    register: DayRegister | None,
    *,
    company: str,
    printed_at: datetime,
    printed_by: str,
    anchor: str = "",
    department: Department | None = None,
    script: Script = "hant",
) -> bytes:
    """A department's day, whole; without a register the blank form, of `department` if one is named.

    Raises `Unavailable`.
    """
    imprint = Imprint(company, printed_at, printed_by, anchor)
    if register is None:
        return typeset(ACCESSIONS, _blank(department, script), imprint=imprint, script=script)
    about = f"{written(DEPARTMENT_TITLES[Department(register.volume)], script)} {register.day}"
    return typeset(
        ACCESSIONS, _filled(register, imprint, script), imprint=imprint, script=script, about=about
    )


def _blank(department: Department | None, script: Script) -> dict[str, Any]:
    return {
        **dict.fromkeys(("project", "day", "running", "unread", "late"), ""),
        "department": written(DEPARTMENT_TITLES[department], script) if department else "",
        "rows": (),
        "readings": (),
        "totals": None,
        "quiet": False,
    }


def _filled(register: DayRegister, imprint: Imprint, script: Script) -> dict[str, Any]:
    late = sum(not row.on_the_day for row in register.rows)
    return {
        "project": f"{register.project} {register.project_name}",
        "department": written(DEPARTMENT_TITLES[Department(register.volume)], script),
        "day": long_day(register.day),
        "running": running_no(register),
        "rows": [row_cells(row, register.day, imprint, script) for row in register.rows],
        "totals": _totals(register),
        "late": str(late or ""),
        "readings": [
            {
                "by": reading.read_by,
                "at": f"{imprint.local(reading.read_at):%Y-%m-%d %H:%M}",
                "rows": str(reading.rows),
                "remark": reading.remark,
            }
            for reading in register.readings
        ],
        "unread": str(register.unread or ""),
        "quiet": not register.rows,
    }


def row_cells(row: RegisterRow, day: date, imprint: Imprint, script: Script) -> dict[str, str]:
    """One row in words, in the order of the form's columns."""
    return {
        "serial": f"{row.number:03}",
        "unit": row.unit_label,
        "file_no": row.file_no,
        "household": row.household,
        "item": row.item_no.removeprefix(f"{row.file_no}-"),
        "title": row.title,
        "sign": written(SIGNS[row.sign], script),
        "pages": str(row.pages),
        "carrier": written(CARRIER_TITLES[Carrier(row.carrier)], script),
        "place": row.location,
        "formed": row.formed_on.isoformat() if row.formed_on else "",
        "received": _time(row.received_at, day, imprint),
        "filed": _time(row.entered_at, day, imprint),
        "on_the_day": written("是" if row.on_the_day else "逾期", script),
        "by": row.entered_by,
        "note": row.note,
    }


def long_day(day: date) -> str:
    """`2026 年 07 月 03 日`."""
    return f"{day:%Y} 年 {day:%m} 月 {day:%d} 日"


def running_no(register: DayRegister) -> str:
    """The number of this sheet: project, volume, day; each day of a department has one."""
    return f"{register.project}-{register.volume.upper()}-{register.day:%Y%m%d}"


def _totals(register: DayRegister) -> dict[str, str]:
    def pages(sign: str) -> Iterator[int]:
        return (row.pages for row in register.rows if row.sign == sign)

    return {
        "plus": str(register.plus),
        "plus_pages": str(sum(pages("+"))),
        "minus": str(register.minus),
        "minus_pages": str(sum(pages("-"))),
    }


def _time(at: datetime, day: date, imprint: Imprint) -> str:
    """The time of day; with its date when that is another one."""
    local = imprint.local(at)
    return f"{local:%H:%M}" if local.date() == day else f"{local:%m-%d %H:%M}"
