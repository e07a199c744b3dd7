"""Synthetic people: names, telephones and numbers that belong to nobody, and their sealing."""

from random import Random

from yihu.households import ciphers

_SURNAMES = (
    "王李張劉陳楊黃趙周吳徐孫馬胡朱郭何林高羅鄭梁謝宋唐許鄧馮韓曹曾彭蕭蔡潘田董袁于余葉蔣杜蘇魏程呂丁沈任姚盧"
)
_GIVEN = (
    "偉芳娜敏靜麗強磊軍洋勇艷傑娟濤明超秀霞平剛桂英華慧建國文輝玲嘉怡子軒浩宇欣然思雨曉芸志遠家豪雅婷俊賢淑惠"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_POOL = 200


def draw_name(random: Random) -> str:
    """A surname and one or two characters."""
    given = "".join(random.choices(_GIVEN, k=1 if random.random() < 0.25 else 2))
    return random.choice(_SURNAMES) + given


def draw_phone(random: Random) -> str:
    """Eleven digits beginning with 199."""
    return f"199{random.randrange(10**8):08}"


def draw_resident_id(random: Random, *, region: int | None = None) -> str:
    """Eighteen characters with a good checksum, of a place that does not exist unless one is given."""
    region, born = region or random.randrange(900_000, 1_000_000), random.randrange(1950, 2005)
    day = f"{random.randrange(1, 13):02}{random.randrange(1, 29):02}"
    digits = f"{region}{born}{day}{random.randrange(1000):03}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


class Sealing:
    """Index of the whole, index of the tail, and sealed bytes of a value, real or made up."""

    def __init__(self, random: Random, *, real: bool) -> None:
        self._random, self._real = random, real
        self._phones = [ciphers.seal(draw_phone(random), ciphers.PHONE) for _ in range(0 if real else _POOL)]
        self._ids = [
            ciphers.seal(draw_resident_id(random), ciphers.ID_NUMBER) for _ in range(0 if real else _POOL)
        ]

    def phone(self, number: str) -> tuple[bytes, bytes, bytes]:
        """Of a telephone number."""
        return self._sealed(number, ciphers.PHONE, self._phones)

    def id_number(self, number: str) -> tuple[bytes, bytes, bytes]:
        """Of an identity-card number."""
        return self._sealed(number, ciphers.ID_NUMBER, self._ids)

    def _sealed(self, text: str, context: bytes, pool: list[ciphers.Sealed]) -> tuple[bytes, bytes, bytes]:
        if self._real:
            sealed = ciphers.seal(text, context)
            return sealed.index, sealed.tail_index, sealed.value
        return self._random.randbytes(16), self._random.randbytes(16), self._random.choice(pool).value
