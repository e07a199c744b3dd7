"""Personal values as lists show them (P18): enough to recognise, too little to use (R1.8)."""

import re

_COUNTRY = re.compile(r"\+(?:86|852|853|886|\d{1,3}(?=[ \-]))[ \-]?")
_AREA = re.compile(r"0\d{1,3}[ \-]")
_HIDDEN = 4
_HEAD = 3
_TAIL = 4


def mask_phone(phone: str) -> str:
    """`138****1234`: codes of country and area stay, four digits or more hide, four at most end it."""
    text = phone.strip()
    if text.isascii() and text.isdigit():
        return _masked(text)
    country = _match(_COUNTRY, text)
    area = _match(_AREA, text[len(country) :])
    digits = "".join(filter(str.isdigit, text[len(country) + len(area) :]))
    return country + area + _masked(digits)


def _masked(digits: str) -> str:
    tail = min(_TAIL, max(0, len(digits) - _HIDDEN))
    head = min(_HEAD, max(0, len(digits) - _HIDDEN - tail))
    return _stars(digits, head=head, tail=tail)


def mask_id(number: str) -> str:
    """`110***********1234`: 前3後4 of a long number, less of a short one, nothing of a tiny one."""
    text = "".join(number.split())
    if len(text) >= 12:
        return _stars(text, head=3, tail=4)
    if len(text) >= 7:
        return _stars(text, head=1, tail=2)
    return "*" * len(text)


def _stars(text: str, *, head: int, tail: int) -> str:
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]


def _match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return found.group() if found else ""
