"""A prepared question answers as its query does, on both databases."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Count, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cast import Cast
from yihu.accounts.models import Account, Appointment
from yihu.database.prepared import prepared
from yihu.households.models import Household, Ownership
from yihu.policy.vocabulary import Use


@prepared
def owners(household: UUID) -> "QuerySet[Ownership, Ownership]":
    """The owners of a household with their persons."""
    return (
        Ownership.objects.filter(household=household, ends_on__isnull=True)
        .select_related("person")
        .order_by("position")
    )


@prepared
def opened(since: datetime, use: str) -> "QuerySet[Household, tuple[UUID, datetime, date | None]]":
    """Households opened since an instant, with their days."""
    found = Household.objects.filter(opened_at__gte=since, unit__use=use)
    return found.order_by("opened_at", "id").values_list("id", "opened_at", "acquired_on")


@prepared
def usernames(project: UUID, *, limit: int) -> "QuerySet[Account, str]":
    """Some of those who work in a project."""
    found = Account.objects.filter(appointments__project=project)
    return found.order_by("username").values_list("username", flat=True).distinct()[:limit]


@prepared
def ended(project: UUID, on: date | None) -> "QuerySet[Household, Household]":
    """Those that ended on a day, or not."""
    return Household.objects.filter(project=project, ended_on=on).order_by("id")


@prepared
def by_day(day: date) -> "QuerySet[Household, UUID]":
    """Those opened on a day of the current time zone."""
    return Household.objects.filter(opened_at__date=day).order_by("id").values_list("id", flat=True)


@prepared
def by_role(project: UUID) -> "QuerySet[Appointment, tuple[str, int]]":
    """How many hold a role."""
    found = Appointment.objects.filter(project=project).values_list("role").annotate(Count("id"))
    return found.order_by("role")


def test_it_works(cast: Cast) -> None:
    home = cast.household().household
    plain = list(Ownership.objects.filter(household=home, ends_on__isnull=True).order_by("position"))
    for _ in range(2):
        found = owners(home.pk)
        assert found == plain
        assert [row.person.name for row in found] == [row.person.name for row in plain]
        assert [row.person.id_number for row in found] == [row.person.id_number for row in plain]
    assert found[0]._state.adding is False


def test_it_asks_once_and_nothing_more(cast: Cast) -> None:
    home = cast.household().household
    owners(home.pk)
    with CaptureQueriesContext(connection) as asked:
        assert all(row.person.name for row in owners(home.pk))
    assert len(asked) == 1


def test_values_are_those_of_the_call(cast: Cast) -> None:
    here, there = cast.household("3棟2單元1502").household, cast.household("3棟2單元1503").household
    assert {row.household_id for row in owners(here.pk)} == {here.pk}
    assert {row.household_id for row in owners(there.pk)} == {there.pk}
    assert owners(uuid4()) == []
    assert owners.first(uuid4()) is None


def test_instants_days_and_words_of_the_vocabulary(cast: Cast) -> None:
    home = cast.household().household
    home.refresh_from_db()
    expected = (home.pk, home.opened_at, home.acquired_on)
    assert opened(home.opened_at, Use(home.unit.use)) == [expected]
    assert opened(home.opened_at + timedelta(seconds=1), str(home.unit.use)) == []


def test_what_belongs_to_the_words_has_a_statement_of_its_own(cast: Cast) -> None:
    everybody = usernames(cast.cj.pk, limit=100)
    assert everybody == sorted(everybody)
    assert usernames(cast.cj.pk, limit=1) == everybody[:1]
    assert usernames(cast.cj.pk, limit=2) == everybody[:2]


def test_nothing_is_asked_for_as_missing(cast: Cast) -> None:
    home = cast.household().household
    assert home in ended(cast.cj.pk, None)
    assert ended(cast.cj.pk, date(2026, 1, 1)) == []


def test_a_day_is_one_of_the_current_zone(cast: Cast) -> None:
    home = cast.household().household
    Household.objects.filter(pk=home.pk).update(opened_at=datetime(2026, 7, 6, 20, tzinfo=UTC))
    with timezone.override("Asia/Shanghai"):
        assert home.pk in by_day(date(2026, 7, 7))
    with timezone.override("UTC"):
        assert home.pk not in by_day(date(2026, 7, 7))
        assert home.pk in by_day(date(2026, 7, 6))


def test_counts_are_told(cast: Cast) -> None:
    counts = dict(by_role(cast.cj.pk))
    assert sum(counts.values()) == Appointment.objects.filter(project=cast.cj).count()


def test_a_value_that_would_be_changed_on_its_way_is_refused(cast: Cast) -> None:
    @prepared
    def named(part: str) -> "QuerySet[Account, Account]":
        return Account.objects.filter(name__contains=part)

    with pytest.raises(TypeError, match="argument 0"):
        named("陳")


@pytest.mark.parametrize("value", [True, 1.5, ["a"]])
def test_other_kinds_of_values_are_refused(value: object) -> None:
    @prepared
    def anything(value: object) -> "QuerySet[Account, Account]":
        return Account.objects.filter(username=value)

    with pytest.raises(TypeError):
        anything(value)
