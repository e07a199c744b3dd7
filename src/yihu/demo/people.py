"""Synthetic people: names that nobody chose, numbers that nobody has.

Identity numbers pass their checksums and are told apart from real ones at sight: everybody was born between
1900 and 1909 in 110100, where nobody is registered. Telephones begin with 138000.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random

from yihu.households.inputs import PersonInput
from yihu.policy.vocabulary import IdType

_FAMILY = "趙錢孫李周吳鄭王馮陳褚衛蔣沈韓楊朱秦尤許何呂施張孔曹嚴華金魏陶姜"
_GIVEN = "安柏承德恩方國浩和嘉建靜俊凱可蘭立梅明寧培青如瑞珊思庭文曉欣雅宜永雨澤志子"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_FIRST_BIRTHDAY, _BIRTHDAYS = date(1900, 1, 1), 3652


class People:
    """People without end, the same ones for the same seed; no two with the same number."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._ids, self._phones, self._firms = _resident_ids(), _phones(), count(1)

    def person(self, name: str = "", *, phone: bool = True) -> PersonInput:
        """Somebody with an identity card, by that name or any."""
        phones = (next(self._phones),) if phone else ()
        return PersonInput(name or self.name(), IdType.RESIDENT_ID, next(self._ids), phones)

    def foreigner(self, name: str, passport: str) -> PersonInput:
        """Somebody with a passport."""
        return PersonInput(name, IdType.PASSPORT, passport, (next(self._phones),))

    def firm(self, name: str) -> PersonInput:
        """A company with its credit code."""
        return PersonInput(name, IdType.ORGANISATION, credit_code(next(self._firms)), (next(self._phones),))

    def name(self) -> str:
        """A family name and one or two characters."""
        given = self._random.sample(_GIVEN, self._random.choice((1, 2, 2)))
        return self._random.choice(_FAMILY) + "".join(given)


def resident_id(born: date, sequence: int) -> str:
    """A resident id of 110100 with its check digit (GB 11643).

    >>> resident_id(date(1900, 1, 1), 1)
    '110100190001010018'
    """
    digits = f"110100{born:%Y%m%d}{sequence:03}"
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return digits + "10X98765432"[total % 11]


def credit_code(sequence: int) -> str:
    """A unified social credit code of 110101 with its check character (GB 32100)."""
    body = f"91110101MA{sequence:07}"
    total = sum(weight * _CREDIT.index(char) for weight, char in zip(_CREDIT_WEIGHTS, body, strict=True))
    return body + _CREDIT[-total % 31]


def _resident_ids() -> Iterator[str]:
    for number in count():
        sequence, day = divmod(number, _BIRTHDAYS)
        yield resident_id(_FIRST_BIRTHDAY + timedelta(days=day), sequence + 1)


def _phones() -> Iterator[str]:
    """138000 and five digits, but for the number everybody types when there is none."""
    for number in count(1):
        phone = f"138000{number % 100_000:05}"
        if phone != "13800013800":
            yield phone
