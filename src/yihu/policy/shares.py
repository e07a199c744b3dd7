"""Shares of co-owners: exact fractions that sum to one, or none at all (共同共有). (R2.1.1, F04b)"""

import re
from collections.abc import Sequence
from fractions import Fraction

from yihu.kernel.text import narrow
from yihu.policy.decisions import ALLOWED, Decision, FieldError, Invalid, refuse
from yihu.policy.vocabulary import N_

CLAUSE = "R2.1.1"
LARGEST_DENOMINATOR = 2**31 - 1
"""What a database column of whole numbers can hold."""
_PER_CENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,12})?)%")
_RATIO = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_DECIMAL = re.compile(r"[0-9]?\.[0-9]{1,12}|1(?:\.0{1,12})?")


def parse_share(text: str) -> Fraction:
    """`50%`, `1/3`, `0.5`, `１／３` as an exact fraction above 0 and up to 1.

    Raises `Invalid` with field `share` for anything else.
    """
    plain = narrow(text).replace("⁄", "/").replace(" ", "")
    share = _value(plain)
    if share is None or not 0 < share <= 1 or share.denominator > LARGEST_DENOMINATOR:
        raise Invalid(
            FieldError(
                "share",
                N_("份額的寫法不符，或不在0與1之間。"),
                N_("請寫成 1/3、0.5 或百分數。"),
                "share_form",
                CLAUSE,
            )
        )
    return share


def _value(plain: str) -> Fraction | None:
    if found := _PER_CENT.fullmatch(plain):
        return Fraction(found[1]) / 100
    if found := _RATIO.fullmatch(plain):
        return Fraction(int(found[1]), int(found[2])) if int(found[2]) else None
    return Fraction(plain) if _DECIMAL.fullmatch(plain) else None


def check_shares(shares: Sequence[Fraction | None]) -> Decision:
    """All stated and exactly one together, or all absent.

    Codes: `share_missing` (some stated, some not), `share_range`, `share_sum`.
    """
    stated = [share for share in shares if share is not None]
    if not stated:
        return ALLOWED
    if len(stated) < len(shares):
        return refuse(
            "share_missing",
            N_("部分共有人沒有份額。"),
            clause=CLAUSE,
            mend=N_("請補齊每位共有人的份額；共同共有則全部留空。"),
        )
    if any(not 0 < share <= 1 for share in stated):
        return refuse(
            "share_range", N_("份額應大於0，不超過1。"), clause=CLAUSE, mend=N_("請寫成 1/3、0.5 或百分數。")
        )
    total = sum(stated, Fraction(0))
    if total == 1:
        return ALLOWED
    return refuse(
        "share_sum",
        N_("各共有人份額之和為 %(total)s，應等於 1。"),
        clause=CLAUSE,
        mend=N_("請核對產權證；三人均分請寫 1/3，不寫近似小數。"),
        total=str(total),
    )
