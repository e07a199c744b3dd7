"""The demonstration estate: small but true, and the same for the same seed."""

from datetime import UTC, datetime

import pytest
from django.db.models import Count

from cast import Cast
from yihu import demo
from yihu.accounts.models import Account, AreaBuilding
from yihu.cli.proof.gaps import recount
from yihu.confidentiality.models import ExportRequest, StandingPermit
from yihu.demo import books
from yihu.demo.people import credit_code, resident_id
from yihu.dossiers.models import AccessionRow, Cabinet, Document, Dossier, Filing, Loss, Signer, Supersession
from yihu.dossiers.plans import list_plans
from yihu.estate.models import Project, Unit
from yihu.gate.models import Vehicle
from yihu.households.models import Correction, Household, Person
from yihu.intake.headers import Recognised, recognise
from yihu.intake.models import Batch, State
from yihu.intake.readings import HouseholdReader
from yihu.intake.workbooks import read_workbook
from yihu.policy.catching_up import PlanState
from yihu.policy.decisions import Conflict, Invalid
from yihu.policy.identity import check_identity
from yihu.policy.vocabulary import IdType

AT = datetime(2026, 7, 6, 2, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_it_works() -> None:
    loaded = demo.load(at=AT, households=40)
    assert {login.username for login in loaded.logins} == set(
        Account.objects.values_list("username", flat=True)
    )
    assert Account.objects.get(username="cs_records").check_password(demo.PASSWORD)
    assert Household.objects.filter(project__code="CJ").count() == 40
    assert set(Cabinet.objects.values_list("code", flat=True)) == {"K-01", "K-02", "K-03", "K-04", "E1", "S1"}
    assert StandingPermit.objects.filter(ends_at__year=2099).count() == 2
    areas = AreaBuilding.objects.values_list("area__code").annotate(Count("id"))
    assert dict(areas)["A"] == 5
    _the_edge_cases()
    _the_month()
    _the_year()
    _going_live()


def _going_live() -> None:
    cj = Project.objects.get(code="CJ")
    rows = list_plans(cj, at=AT)
    assert all(row.plan for row in rows)
    assert [row.state for row in rows[:2]] == [PlanState.ENDED, PlanState.RUNNING]
    assert rows[1].plan
    assert len(rows[1].plan.revisions) == 1
    assert (rows[0].missing.catch_up, rows[1].missing.catch_up > 0) == (0, True)
    assert rows[0].plan
    assert 0 < rows[0].left < rows[0].plan.gaps
    assert recount(at=AT)[1] is None


def _the_edge_cases() -> None:
    cj = Unit.objects.filter(project__code="CJ")
    assert not Household.objects.filter(unit__label="3棟2單元1502").exists()
    assert Dossier.objects.get(household__unit__label="3棟1單元1201").household.ownerships.count() == 2
    assert Person.objects.get(name="王柏安").ownerships.count() == 3
    waiting = Household.objects.get(owners_registered_at=None)
    assert waiting.dossier.opened_by_department == "eng"
    assert cj.get(label="5棟1單元1602").merged_with == cj.get(label="5棟1單元1601")
    assert any(len(name) >= 40 for name in Person.objects.values_list("name", flat=True))
    assert Person.objects.filter(name="𠮷㛃囍").exists()
    assert Signer.objects.count() == 1


def _the_month() -> None:
    assert Document.objects.filter(filing=None).count() == 2
    late = Filing.objects.filter(late=True).count()
    assert 0 < late < Filing.objects.count() / 3
    unread = AccessionRow.objects.filter(reading=None).values_list("volume", "day").distinct()
    assert len(unread) == 1
    assert Document.objects.exclude(content_id="").count() > 5
    assert Document.objects.filter(placements__bag="", line="B03").count() == 0


def _the_year() -> None:
    months = {filing.filed_at.strftime("%Y-%m") for filing in Filing.objects.only("filed_at")}
    assert len(months) >= 10
    assert (Document.objects.get(pages=300).line, Filing.objects.filter(document__pages=300).count()) == (
        "B08",
        1,
    )  # E22
    assert {each.state for each in Batch.objects.all()} == {State.CONFIRMED}
    assert Batch.objects.get().problems.filter(severity="error").count() == 1
    assert set(ExportRequest.objects.values_list("approved", flat=True)) == {True, False, None}
    assert Vehicle.objects.filter(ended_at=None).count() > 8
    assert Vehicle.objects.exclude(ended_at=None).count() == 1
    assert Correction.objects.count() == 2
    assert Loss.objects.exclude(ended_at=None).count() == Supersession.objects.count() == 1


def test_e30_has_as_many_wrong_rows_as_it_says() -> None:
    workbook = read_workbook(books.five_thousand(units=500, wrong=20))
    recognised = recognise(workbook)
    assert isinstance(recognised, Recognised)
    reader = HouseholdReader(workbook, recognised)
    wrong = sum(not each.acceptable for each in reader)
    assert wrong + reader.account.refused == 20


def test_a_store_with_data_is_left_alone(cast: Cast) -> None:
    with pytest.raises(Conflict) as refused:
        demo.load(at=AT)
    assert refused.value.decision.code == "not_empty"


@pytest.mark.django_db
def test_too_few_households_for_the_edge_cases() -> None:
    with pytest.raises(Invalid) as refused:
        demo.load(at=AT, households=demo.LEAST_HOUSEHOLDS - 1)
    assert refused.value.errors[0].pointer == "households"
    assert not Account.objects.exists()


@pytest.mark.django_db
def test_the_same_seed_makes_the_same_people() -> None:
    demo.load(at=AT, households=demo.LEAST_HOUSEHOLDS, seed=7)
    first = list(Person.objects.order_by("id").values_list("name", flat=True))
    assert first[:2] == ["張曉蘭", "李建明"]
    assert len(set(first)) > 20


def test_numbers_pass_their_checks() -> None:
    born = datetime(1904, 2, 29, tzinfo=UTC).date()
    assert check_identity(id_type=IdType.RESIDENT_ID, number=resident_id(born, 1))
    assert check_identity(id_type=IdType.ORGANISATION, number=credit_code(1))
