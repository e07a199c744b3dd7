"""Catch-up plans: one a building, dated, changed by later rows alone (P21)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from cast import Cast
from desk import filed
from people import as_role
from yihu.cli.proof import gaps
from yihu.dossiers import operations as dossiers
from yihu.dossiers import plans
from yihu.dossiers.models import CatchUpPlan, CatchUpRevision, CatchUpRollup, Gap
from yihu.dossiers.plans import BuildingGaps
from yihu.estate.models import Building, Project
from yihu.estate.operations import add_unit
from yihu.ledger.models import Entry
from yihu.policy.catching_up import PlanState, Split
from yihu.policy.decisions import Conflict, Invalid, NotKnown, Refused
from yihu.policy.vocabulary import SYSTEM, Role

LIVE = date(2026, 7, 6)
END = date(2026, 12, 31)


@pytest.fixture
def going_live(cast: Cast) -> Cast:
    """The project goes live today; one file of building 03 is there, and one in no building."""
    Project.objects.filter(pk=cast.cj.pk).update(went_live_on=LIVE)
    cast.cj.refresh_from_db()
    cast.household()
    return cast


def building(code: str = "03") -> Building:
    return Building.objects.get(project__code="CJ", code=code)


def planned(cast: Cast, **changes: Any) -> CatchUpPlan:
    values: dict[str, Any] = {"by": cast.cs_head, "at": cast.at, "project": cast.cj, "ends_on": END}
    return dossiers.open_catch_up_plan(**({"building": building()} | values | changes))


def of(cast: Cast, code: str = "03", **span: int) -> BuildingGaps:
    (row,) = [row for row in plans.list_plans(cast.cj, at=cast.later(**span)) if row.code == code]
    return row


@pytest.mark.clause("R1.10")
def test_it_works(going_live: Cast) -> None:
    before = of(going_live)
    plan = planned(going_live)
    assert (plan.starts_on, plan.ends_on, plan.gaps) == (LIVE, END, before.left)
    assert before.missing == Split(before.left, 0)
    after = of(going_live)
    assert (after.missing, after.state) == (Split(0, before.left), PlanState.RUNNING)
    entry = Entry.objects.order_by("-seq").first()
    assert entry
    assert entry.action == "catch_up.planned"


def test_a_paper_filed_is_caught_up(going_live: Cast) -> None:
    planned(going_live)
    before = of(going_live)
    filed(going_live, unit=going_live.unit("3棟1單元1201"))
    assert of(going_live).left == before.left - 1
    assert of(going_live).planned == before.planned == before.left
    assert gaps.recount(at=going_live.at)[1] is None


def test_what_comes_after_going_live_is_ordinary(going_live: Cast) -> None:
    planned(going_live)
    left = of(going_live).left
    going_live.at = going_live.later(days=1)
    late = going_live.household("3棟2單元1502")
    now = of(going_live)
    assert (now.missing.catch_up, now.missing.ordinary) == (left, late.gaps.count())
    lines = {each.line: each.missing for each in plans.gaps_by_line(going_live.cj, at=going_live.at)}
    assert lines["A06"] == Split(1, 1)
    assert gaps.recount(at=going_live.at)[1] is None


def test_what_is_lost_again_is_ordinary(going_live: Cast) -> None:
    planned(going_live)
    document = filed(going_live, unit=going_live.unit("3棟1單元1201"))
    dossiers.lose(by=going_live.cs_head, at=going_live.later(days=2), document=document, reason="盤點不見")
    assert of(going_live, days=2).missing.ordinary == 1


def test_after_its_end_everything_is_ordinary(going_live: Cast) -> None:
    planned(going_live, ends_on=LIVE + timedelta(days=3))
    left = of(going_live).left
    assert of(going_live, days=3).missing == Split(0, left)
    assert (of(going_live, days=4).missing, of(going_live, days=4).state) == (Split(left, 0), PlanState.ENDED)
    assert plans.summarise(going_live.cj, at=going_live.later(days=4)) == plans.Summary(0, 0, 0, None)


def test_units_of_no_building_have_a_plan_too(going_live: Cast) -> None:
    shop = add_unit(by=SYSTEM, at=going_live.at, project=going_live.cj, text="門衛室")
    assert shop.building is None
    going_live.units[shop.label] = shop
    file = going_live.household(shop.label)
    left = file.gaps.count()
    assert planned(going_live, building=None).gaps == left
    assert of(going_live, "").missing == Split(0, left)
    with pytest.raises(Conflict):
        planned(going_live, building=None)


@pytest.mark.parametrize("who", ["cs_officer", "cs_records", "eng_head", "auditor", "sysadmin", "viewer"])
def test_only_the_head_and_the_manager_plan(going_live: Cast, who: str) -> None:
    with pytest.raises(Refused) as refused:
        planned(going_live, by=getattr(going_live, who))
    assert refused.value.decision.clause == "R1.10a"
    assert not CatchUpPlan.objects.exists()


def test_strangers_know_of_no_plan(going_live: Cast) -> None:
    with pytest.raises(NotKnown):
        planned(going_live, by=going_live.xq_cs_head)
    theirs = Building.objects.create(project=going_live.xq, code="03", name="3棟")
    with pytest.raises(NotKnown):
        planned(going_live, building=theirs)


@pytest.mark.parametrize(
    ("ends_on", "code"), [(LIVE, "end_before_go_live"), (date(2027, 7, 7), "end_too_late")]
)
def test_a_bad_day_is_named(going_live: Cast, ends_on: date, code: str) -> None:
    with pytest.raises(Invalid) as invalid:
        planned(going_live, ends_on=ends_on)
    assert [(error.pointer, error.code) for error in invalid.value.errors] == [("ends_on", code)]


def test_a_building_has_one_plan(going_live: Cast) -> None:
    planned(going_live)
    with pytest.raises(Conflict) as conflict:
        planned(going_live)
    assert conflict.value.decision.code == "catch_up_plan_exists"


def test_a_project_that_never_went_live_has_none(cast: Cast) -> None:
    with pytest.raises(Conflict) as conflict:
        planned(cast)
    assert conflict.value.decision.code == "no_go_live"


def test_nor_has_one_that_went_live_long_ago(going_live: Cast) -> None:
    with pytest.raises(Conflict) as conflict:
        planned(going_live, at=going_live.later(days=366))
    assert conflict.value.decision.code == "catch_up_over"


def test_a_plan_is_revised_with_its_reason(going_live: Cast) -> None:
    plan = planned(going_live)
    who: dict[str, Any] = {"by": as_role(going_live.cs_head, Role.PROJECT_MANAGER), "at": going_live.at}
    new = END + timedelta(days=31)
    dossiers.revise_catch_up_plan(**who, plan=plan, ends_on=new, reason=" 業主長期在外 ")
    found = of(going_live).plan
    assert found
    assert (found.first_end, found.ends_on, found.revisions[0].reason) == (END, new, "業主長期在外")
    dossiers.revise_catch_up_plan(**who, plan=plan, ends_on=END, reason="提前")
    assert CatchUpRevision.objects.filter(number=2).exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": " "}, "reason_missing"),
        ({"ends_on": date(2028, 1, 1)}, "end_too_late"),
        ({"ends_on": END}, "catch_up_unchanged"),
        ({"by": SYSTEM}, "person_needed"),
    ],
)
def test_a_revision_that_is_refused_changes_nothing(
    going_live: Cast, change: dict[str, Any], code: str
) -> None:
    plan = planned(going_live)
    values: dict[str, Any] = {"by": going_live.cs_head, "ends_on": date(2026, 10, 1), "reason": "提前"}
    with pytest.raises((Invalid, Refused)) as problem:
        dossiers.revise_catch_up_plan(at=going_live.at, plan=plan, **values | change)
    value: Any = problem.value
    assert code in ([error.code for error in getattr(value, "errors", ())] or [value.decision.code])
    assert not CatchUpRevision.objects.exists()


def test_officers_do_not_revise(going_live: Cast) -> None:
    plan = planned(going_live)
    with pytest.raises(Refused):
        dossiers.revise_catch_up_plan(
            by=going_live.cs_officer, at=going_live.at, plan=plan, ends_on=LIVE, reason="x"
        )


def test_the_database_keeps_plans_as_they_were(going_live: Cast) -> None:
    plan = planned(going_live)
    with pytest.raises(DatabaseError), transaction.atomic():
        CatchUpPlan.objects.filter(pk=plan.pk).update(ends_on=LIVE + timedelta(days=9))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM dossiers_catchupplan")
    assert CatchUpPlan.objects.get().ends_on == END


def test_more_buildings_and_files_ask_as_often(
    going_live: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for label in ("3棟2單元1502", "3棟2單元1503", "7棟1單元704"):
        going_live.household(label)
    planned(going_live)
    planned(going_live, building=building("07"))
    with django_assert_num_queries(5):
        assert len(plans.list_plans(going_live.cj, at=going_live.at)) == 3
    with django_assert_num_queries(3):
        plans.gaps_by_line(going_live.cj, at=going_live.at)
    with django_assert_num_queries(2):
        plans.summarise(going_live.cj, at=going_live.at)


def test_a_count_that_is_wrong_is_named(going_live: Cast) -> None:
    CatchUpRollup.objects.filter(line="A06").update(missing=7)
    _, fault = gaps.recount(at=going_live.at)
    assert fault
    assert (fault.code, fault.params["line"]) == ("catch_up_differs", "A06")


def test_what_a_file_lacks_is_marked_while_its_plan_runs(going_live: Cast) -> None:
    file = going_live.household("3棟2單元1502")
    assert plans.covered_until(file, at=going_live.at) == {}
    planned(going_live)
    lines = set(Gap.objects.filter(dossier=file).values_list("line", flat=True))
    assert plans.covered_until(file, at=going_live.at) == dict.fromkeys(lines, END)
    assert plans.covered_until(file, at=going_live.later(days=200)) == {}
