"""Exports: asked for with a reason, approved by another, taken within a day (R1.8, P19)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cast import Cast
from intake.books import person
from intake.files import brought
from people import somebody
from yihu.confidentiality.exports import (
    ExportState,
    Scope,
    ask_export,
    count_waiting,
    decide_export,
    find_export,
    find_live,
    list_exports,
    state_of,
    take_export,
)
from yihu.confidentiality.models import ExportRequest, ExportTaking
from yihu.ledger.models import Entry
from yihu.policy.decisions import Conflict, Invalid, NotKnown, Refused
from yihu.policy.vocabulary import Role

pytestmark = pytest.mark.clause("R1.8")


def rooms(cast: Cast, count: int) -> None:
    """That many households."""
    brought(cast, *(person(房间=str(1001 + n), 身份证号="") for n in range(count)))


def asked(cast: Cast, who: str = "cs_officer", *, later: int = 0, **scope: Any) -> ExportRequest:
    return ask_export(
        by=getattr(cast, who),
        at=cast.later(hours=later),
        project=cast.cj,
        scope=Scope(**scope),
        reason="月度核對",
    )


def decided(cast: Cast, export: ExportRequest, who: str = "cs_head", **how: Any) -> ExportRequest:
    given: dict[str, Any] = {"approve": True} | how
    return decide_export(by=getattr(cast, who), at=cast.at, export=export, **given)


def taken(cast: Cast, export: ExportRequest, who: str = "cs_officer", *, later: int = 0) -> int:
    return take_export(by=getattr(cast, who), at=cast.later(hours=later), export=export).rows


def entries() -> list[str]:
    found = Entry.objects.filter(action__startswith="export.").order_by("seq")
    return list(found.values_list("action", flat=True))


def test_it_works(cast: Cast) -> None:
    rooms(cast, 20)
    export = asked(cast)
    assert (export.number, export.rows, export.needs) == ("2026-0001", 20, "")
    assert state_of(export, at=cast.at) is ExportState.FREE
    assert taken(cast, export) == 20
    assert entries() == ["export.asked", "export.taken"]


@pytest.mark.acceptance("check 5")
def test_more_rows_wait_for_the_head(cast: Cast) -> None:
    rooms(cast, 21)
    export = asked(cast)
    assert export.needs == "cs_head"
    assert count_waiting(by=cast.cs_head, project=cast.cj) == 1
    with pytest.raises(Conflict) as waits:
        taken(cast, export)
    assert waits.value.decision.code == "approval_awaited"
    decided(cast, export)
    assert taken(cast, export) == taken(cast, export) == 21
    assert ExportTaking.objects.filter(export=export).count() == 2
    assert entries() == ["export.asked", "export.approved", "export.taken", "export.taken"]


def test_rows_are_summed_up_over_a_day_and_forgotten_after(cast: Cast) -> None:
    rooms(cast, 12)
    assert asked(cast).needs == ""
    assert asked(cast, later=1).needs == "cs_head"
    assert asked(cast, "cs_head", later=1).needs == ""
    assert asked(cast, later=24).needs == ""


def test_rows_without_personal_columns_are_free(cast: Cast) -> None:
    rooms(cast, 30)
    assert asked(cast, columns=("unit", "area", "catalogue")).needs == ""
    assert asked(cast, columns=("unit", "phone")).needs == "cs_head"


def test_over_two_hundred_rows_take_the_manager(cast: Cast) -> None:
    rooms(cast, 201)
    export = asked(cast)
    assert export.needs == "project_manager"
    assert count_waiting(by=cast.cs_head, project=cast.cj) == 0
    with pytest.raises(Refused) as refused:
        decided(cast, export)
    assert refused.value.decision.code == "not_yours_to_approve"
    decided(cast, export, "project_manager")
    assert taken(cast, export) == 201


def test_nobody_approves_his_own(cast: Cast) -> None:
    rooms(cast, 21)
    export = asked(cast, "cs_head")
    with pytest.raises(Refused) as refused:
        decided(cast, export)
    assert refused.value.decision.code == "own_request"
    with pytest.raises(IntegrityError), transaction.atomic():
        ExportRequest.objects.filter(pk=export.pk).update(
            approved=True, decided_at=cast.at, decided_by=export.asked_by
        )
    another = somebody(cast.cj, Role.CS_HEAD, "cs_head_2")
    assert decide_export(by=another, at=cast.at, export=export, approve=True).approved


def test_a_refusal_has_its_reason_and_gives_nothing(cast: Cast) -> None:
    rooms(cast, 21)
    export = asked(cast)
    with pytest.raises(Invalid):
        decided(cast, export, approve=False)
    refused = decided(cast, export, approve=False, reason="用途不明")
    assert state_of(refused, at=cast.at) is ExportState.REFUSED
    with pytest.raises(Conflict):
        taken(cast, export)
    with pytest.raises(Conflict) as again:
        decided(cast, export)
    assert again.value.decision.code == "decided_already"


def test_it_is_taken_within_a_day_by_its_asker(cast: Cast) -> None:
    rooms(cast, 21)
    export = decided(cast, asked(cast))
    with pytest.raises(Refused) as others:
        taken(cast, export, "cs_head")
    assert others.value.decision.code == "not_your_export"
    with pytest.raises(Conflict) as late:
        taken(cast, export, later=24)
    assert late.value.decision.code == "export_expired"
    assert state_of(export, at=cast.later(hours=24)) is ExportState.EXPIRED


def test_what_has_grown_past_its_approval_is_asked_for_anew(cast: Cast) -> None:
    rooms(cast, 20)
    export = asked(cast)
    cast.household()
    with pytest.raises(Conflict) as grown:
        taken(cast, export)
    assert grown.value.decision.code == "export_grown"


def test_the_same_scope_finds_its_request(cast: Cast) -> None:
    rooms(cast, 21)
    scope = Scope(columns=("phone", "unit"), filters={"use": "vacant"})
    rooms_of: dict[str, Any] = {"by": cast.cs_officer, "at": cast.at, "project": cast.cj}
    assert find_live(**rooms_of, scope=scope) is None
    rooms_scope = Scope(columns=("phone", "unit"))
    export = asked(cast, columns=("unit", "phone"))
    assert find_live(**rooms_of, scope=rooms_scope) == export
    assert find_live(**rooms_of, scope=scope) is None


@pytest.mark.parametrize(
    ("scope", "reason", "pointer"),
    [
        ({}, " ", "reason"),
        ({}, "長" * 201, "reason"),
        ({"kind": "letters"}, "核對", "kind"),
        ({"format": "docx"}, "核對", "format"),
        ({"columns": ("id_number",)}, "核對", "columns"),
        ({"filters": {"use": "castle"}}, "核對", "use"),
        ({"kind": "accessions"}, "核對", "filters"),
    ],
)
def test_each_fault_names_its_field(cast: Cast, scope: dict[str, Any], reason: str, pointer: str) -> None:
    with pytest.raises(Invalid) as wrong:
        ask_export(by=cast.cs_officer, at=cast.at, project=cast.cj, scope=Scope(**scope), reason=reason)
    assert [error.pointer for error in wrong.value.errors] == [pointer]
    assert not ExportRequest.objects.exists()


@pytest.mark.parametrize("who", ["front_desk", "eng_staff", "eng_head", "sec_records"])
def test_colleagues_outside_customer_service_are_refused(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        asked(cast, who)
    with pytest.raises(Refused):
        list_exports(by=getattr(cast, who), at=cast.at, project=cast.cj)


@pytest.mark.parametrize("who", ["viewer", "sysadmin", "xq_cs_head", "xq_cs_officer"])
def test_strangers_know_of_nothing(cast: Cast, who: str) -> None:
    export = asked(cast)
    with pytest.raises(NotKnown):
        asked(cast, who)
    with pytest.raises(NotKnown):
        find_export(by=getattr(cast, who), at=cast.at, export_id=export.pk)


def test_everybody_sees_his_own_and_the_head_all(cast: Cast) -> None:
    export = asked(cast)
    for who, total in (("cs_officer", 1), ("cs_officer_b", 0), ("cs_head", 1), ("auditor", 1)):
        assert list_exports(by=getattr(cast, who), at=cast.at, project=cast.cj).total == total
    with pytest.raises(NotKnown):
        find_export(by=cast.cs_officer_b, at=cast.at, export_id=export.pk)


def test_a_standing_permit_that_ended_takes_nothing(cast: Cast) -> None:
    rooms(cast, 3)
    export = asked(cast, "auditor")
    late = cast.at + timedelta(days=301)
    with pytest.raises(Refused):
        take_export(by=cast.auditor, at=late, export=export)


def test_a_day_of_accessions_is_counted_too(cast: Cast) -> None:
    cast.household()
    export = asked(cast, kind="accessions", filters={"volume": "cs", "date": "2026-07-06"})
    assert (export.rows, export.personal) == (0, True)


def test_numbers_begin_anew_each_year(cast: Cast) -> None:
    assert [asked(cast).number, asked(cast).number] == ["2026-0001", "2026-0002"]
    assert asked(cast, later=24 * 200).number == "2027-0001"
