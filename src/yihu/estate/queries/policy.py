"""The policy a project lives by on a day, and its working calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from yihu.database.prepared import prepared
from yihu.estate.models import Adoption, CompanyDay, CompanyRule, Project, RuleReading
from yihu.estate.queries.projects import zone
from yihu.estate.rule_values import read_values
from yihu.policy.calendars import WorkCalendar
from yihu.policy.composition import EffectivePolicy, company_rule, compose
from yihu.policy.regulations import REGULATIONS
from yihu.policy.vocabulary import Locality


@dataclass(frozen=True, slots=True)
class _Rule:
    """A company rule as a key: versions never change, so neither does what is composed of them."""

    code: str
    title: str
    version: int
    effective_on: date
    parameters: tuple[tuple[str, Any], ...]


def effective_policy(
    project: Project, as_of: date, *, rules: Sequence[CompanyRule] | None = None
) -> EffectivePolicy:
    """What the adopted regulations and the company's rules together ask at the end of `as_of` (R3.2, C16).

    `rules` are the `rules_in_force` of that day, for a caller who has them.
    """
    in_force = rules_in_force(project, as_of) if rules is None else rules
    return _composed(_adopted(project, as_of), tuple(map(_key, in_force)))


def adopted_regulations(project: Project, as_of: date) -> tuple[str, ...]:
    """The codes of the regulations in force at the end of `as_of`, in the order of the library."""
    return _adopted(project, as_of)


def rules_in_force(project: Project, on: date) -> list[CompanyRule]:
    """The newest version of each company rule that is effective on a day, by code."""
    newest: dict[str, CompanyRule] = {}
    for rule in _effective(project.pk, on):
        newest[rule.code] = rule
    return list(newest.values())


@prepared
def _effective(project: UUID, on: date) -> "QuerySet[CompanyRule, CompanyRule]":
    rules = CompanyRule.objects.filter(project=project, effective_on__lte=on)
    return rules.order_by("code", "version")


def unread_rules(account_id: UUID | None, project: Project, on: date) -> list[CompanyRule]:
    """The company rules in force that this person must confirm as read before the next access (R3.2)."""
    return without_reading(account_id, rules_in_force(project, on))


def without_reading(account_id: UUID | None, rules: Sequence[CompanyRule]) -> list[CompanyRule]:
    """Those of `rules` that this person has not confirmed as read; nothing is asked where there are none."""
    if not rules:
        return []
    read = RuleReading.objects.filter(rule__in=[rule.pk for rule in rules], read_by_id=account_id)
    known = set(read.values_list("rule", flat=True))
    return [rule for rule in rules if rule.pk not in known]


def company_days(project: Project, from_day: date) -> list[CompanyDay]:
    """The company's own days from a day on, as they stand (T15)."""
    return list(project.company_days.filter(withdrawn_at__isnull=True, day__gte=from_day).order_by("day"))


def work_calendar(project: Project) -> WorkCalendar:
    """The working days of the project: public calendar of its locality and the company's own days (T15)."""
    rows = project.company_days.filter(withdrawn_at__isnull=True).values_list("day", "works")
    days: Mapping[bool, set[date]] = {True: set(), False: set()}
    for day, works in rows:
        days[works].add(day)
    return WorkCalendar(
        locality=Locality(project.locality),
        company_days_off=frozenset(days[False]),
        company_days_on=frozenset(days[True]),
    )


def _adopted(project: Project, as_of: date) -> tuple[str, ...]:
    in_force = set(_in_force(project.pk, _end_of(project, as_of)))
    return tuple(code for code in REGULATIONS if code in in_force)


@prepared
def _in_force(project: UUID, at: datetime) -> "QuerySet[Adoption, str]":
    found = Adoption.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gte=at), project=project, adopted_at__lt=at
    )
    return found.values_list("regulation", flat=True)


def _end_of(project: Project, day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone(project))


def _key(rule: CompanyRule) -> _Rule:
    pairs = tuple(sorted(rule.parameters.items()))
    return _Rule(rule.code, rule.title, rule.version, rule.effective_on, pairs)


@lru_cache(maxsize=256)
def _composed(codes: tuple[str, ...], rules: tuple[_Rule, ...]) -> EffectivePolicy:
    texts = [REGULATIONS[code] for code in codes]
    company = [
        company_rule(
            code=rule.code,
            title=rule.title,
            version=str(rule.version),
            effective_on=rule.effective_on,
            parameters=read_values(dict(rule.parameters)),
        )
        for rule in rules
    ]
    return compose(*texts, *company)
