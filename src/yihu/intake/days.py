"""Dates as spreadsheets hold them: ISO, with dots or strokes, in words, as serial numbers, in 民國 years.

Pure. What could be two days (3/7/2026) is refused, never guessed.
"""

import re
from datetime import date, timedelta

from yihu.kernel.text import narrow
from yihu.policy.decisions import ALLOWED, Decision, refuse
from yihu.policy.vocabulary import N_

_SERIAL_START = date(1899, 12, 30)
_SERIALS = range(15_000, 80_000)
_PLACEHOLDER = date(2037, 1, 1)
_ERA = 1911
_YEAR_FIRST = re.compile(
    r"(?P<era>民國|民国)?\s*(?P<year>\d{2,4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?"
)
_CLOSE = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_CLOSE_ERA = re.compile(r"(?P<era>)(?P<year>[01]\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_DAY_FIRST = re.compile(r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<year>(?:19|20)\d{2})")


def read_day(text: str) -> tuple[date | None, Decision]:
    """The day, or None with why not: `date_form`, `date_ambiguous`, `placeholder` (2037-1-1)."""
    plain = narrow(text).strip()
    day = _serial(plain) or _written(plain)
    if day == _PLACEHOLDER:
        return None, refuse("placeholder", N_("這是佔位日期，視為沒有填寫。"), mend=N_("沒有日期時請留空。"))
    if day:
        return day, ALLOWED
    if _DAY_FIRST.fullmatch(plain):
        return _day_first(plain)
    return None, _FORM


def _serial(text: str) -> date | None:
    if not re.fullmatch(r"\d{5}(?:\.0+)?", text):
        return None
    number = int(text.partition(".")[0])
    return _SERIAL_START + timedelta(days=number) if number in _SERIALS else None


def _written(text: str) -> date | None:
    found = _YEAR_FIRST.fullmatch(text) or _CLOSE.fullmatch(text) or _CLOSE_ERA.fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    year = int(parts["year"])
    if parts.get("era") or (len(parts["year"]) == 3 and year < 200):
        year += _ERA
    return _day(year, int(parts["month"]), int(parts["day"])) if year >= 1900 else None


def _day_first(text: str) -> tuple[date | None, Decision]:
    found = _DAY_FIRST.fullmatch(text)
    a, b, year = (int(found[name]) for name in ("a", "b", "year")) if found else (0, 0, 0)
    if a == b or a > 12 or b > 12:
        day, month = (a, b) if a > 12 or a == b else (b, a)
        known = _day(year, month, day)
        return known, ALLOWED if known else _FORM
    return None, refuse(
        "date_ambiguous",
        N_("這個日期可能是兩個不同的日子，未採用。"),
        mend=N_("請按 2026-06-12 的寫法填寫。"),
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_FORM = refuse("date_form", N_("日期讀不懂，未採用。"), mend=N_("請按 2026-06-12 的寫法填寫。"))
