"""Personal values as this house shows them: one place where they are unsealed and masked (P18)."""

from fractions import Fraction
from functools import lru_cache

from yihu.households import ciphers
from yihu.kernel.masks import mask_id, mask_phone


def phone(sealed: bytes | memoryview) -> str:
    """`138****1234`."""
    return mask_phone(ciphers.unseal(sealed, ciphers.PHONE))


def id_number(sealed: bytes | memoryview) -> str:
    """`110***********1234`."""
    return mask_id(ciphers.unseal(sealed, ciphers.ID_NUMBER))


def share(numerator: int | None, denominator: int | None) -> str:
    """`（60%）`, `（1/3）`; nothing for a whole or joint title."""
    bare = bare_share(numerator, denominator)
    return f"（{bare}）" if bare else ""


@lru_cache(maxsize=1024)
def bare_share(numerator: int | None, denominator: int | None) -> str:
    """`60%`, `1/3`, for pages to set in brackets of their own; nothing for a whole or joint title."""
    if not numerator or not denominator:
        return ""
    part = Fraction(numerator, denominator)
    if part == 1:
        return ""
    percent = part * 100
    return f"{percent.numerator}%" if percent.denominator == 1 else f"{part.numerator}/{part.denominator}"
