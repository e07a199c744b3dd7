"""Check digits of identity numbers: GB 11643, GB 32100, Hong Kong's and Taiwan's."""

from datetime import date
from operator import mul

_PROVINCES = frozenset(
    (
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        81,
        82,
        83,
        91,
    )
)
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_TW_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_TW_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)


def resident_id_ok(number: str) -> bool:
    """居民身份證, 18 characters or the old 15: province, date of birth and, for 18, the check digit."""
    born = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    if int(number[:2]) not in _PROVINCES or not _is_date(born):
        return False
    if len(number) == 15:
        return True
    total = sum(map(mul, _RESIDENT_WEIGHTS, map(int, number[:17])))
    return number[-1] == "10X98765432"[total % 11]


def _is_date(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1850
    except ValueError:
        return False


def credit_code_ok(code: str) -> bool:
    """統一社會信用代碼 (GB 32100-2015): 18 characters, modulo 31."""
    values = [_CREDIT_ALPHABET.index(char) for char in code]
    total = sum(weight * value for weight, value in zip(_CREDIT_WEIGHTS, values, strict=False))
    return values[-1] == -total % 31


def hkid_ok(number: str) -> bool:
    """香港身份證: one or two letters, six digits, check digit (`A` is ten), modulo 11."""
    padded = number.rjust(9)
    values = [36 if char == " " else int(char, 36) for char in padded]
    return sum((9 - index) * value for index, value in enumerate(values)) % 11 == 0


def tw_id_ok(number: str) -> bool:
    """國民身分證統一編號, and residents' numbers of both forms (`A8…`, `AC…`), modulo 10."""
    area = _TW_LETTERS.index(number[0]) + 10
    second = number[1] if number[1].isdigit() else str((_TW_LETTERS.index(number[1]) + 10) % 10)
    digits = [area // 10, area % 10, int(second), *map(int, number[2:])]
    return sum(weight * digit for weight, digit in zip(_TW_WEIGHTS, digits, strict=True)) % 10 == 0


def tw_business_ok(number: str) -> bool:
    """營利事業統一編號: eight digits, modulo 5; with 7 in the seventh place one more may carry."""
    products = [int(digit) * weight for digit, weight in zip(number, (1, 2, 1, 2, 1, 2, 4, 1), strict=True)]
    total = sum(product // 10 + product % 10 for product in products)
    return total % 5 == 0 or (number[6] == "7" and (total + 1) % 5 == 0)
