"""The retention schedule (P20, §4.3) as data; the clock and the ceremony come with R2.3.4."""

from dataclasses import dataclass
from enum import StrEnum

from yihu.policy.composition import EffectivePolicy
from yihu.policy.vocabulary import N_


class Period(StrEnum):
    """How the end of a code is found."""

    PERMANENT = "permanent"
    LIFE_OF_UNIT = "life_of_unit"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class RetentionCode:
    """A code of the schedule; the years of a `YEARS` code are parameter P20 (`years_of`)."""

    code: str
    title: str
    period: Period
    reason: str


SCHEDULE: tuple[RetentionCode, ...] = (
    RetentionCode("P", N_("永久"), Period.PERMANENT, N_("證明曾經存在")),
    RetentionCode("U", N_("隨房產單元存續"), Period.LIFE_OF_UNIT, N_("房屋安全")),
    RetentionCode("K30", N_("定期 30 年"), Period.YEARS, N_("長期權利")),
    RetentionCode("K10", N_("定期 10 年"), Period.YEARS, N_("合同、時效及審計")),
    RetentionCode("K3", N_("定期 3 年"), Period.YEARS, N_("訴訟時效")),
    RetentionCode("K3-ID", N_("身份證明影像 3 年"), Period.YEARS, N_("最小必要")),
    RetentionCode("K1", N_("定期 1 年"), Period.YEARS, N_("慣例")),
)

_BY_CODE = {each.code: each for each in SCHEDULE}


def years_of(code: str, policy: EffectivePolicy) -> int | None:
    """The years of a code under a policy; None for what is kept for ever or with its unit."""
    return int(policy.value(f"P20.{code}")) if _BY_CODE[code].period is Period.YEARS else None
