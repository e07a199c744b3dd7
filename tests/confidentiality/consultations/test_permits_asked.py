"""Request → endorsement → approval → use → end (R1.6b, R1.6c, T12, T13, C3)."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from cast import RESIDENT_ID, Cast, engage
from confidentiality.consultations.requests import approved, asked, endorsed, permitted
from desk import filed
from dossiers.store.samples import pdf
from people import a_project, account_of, somebody
from yihu.accounts.models import Appointment
from yihu.accounts.operations import delegate, disable_account, revoke_delegation
from yihu.accounts.queries import actor_for
from yihu.confidentiality import consultations as acts
from yihu.confidentiality import frozen, reading
from yihu.confidentiality.models import Consultation, ConsultationRow
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Document, Dossier
from yihu.estate.operations import add_unit
from yihu.households.inputs import OwnerInput, PersonInput
from yihu.ledger.models import Entry
from yihu.policy.consultation import ConsultationState
from yihu.policy.decisions import Conflict, Invalid, NotKnown, Refused
from yihu.policy.delegation import Scope
from yihu.policy.vocabulary import SYSTEM, Carrier, Role

pytestmark = pytest.mark.clause("R1.6b")


def scanned(cast: Cast, who: str = "cs_records", **changes: Any) -> Document:
    """A filed paper of 1201 with images."""
    upload = dossiers.Upload(BytesIO(pdf(pages=2)), "信.pdf")
    given: dict[str, Any] = {"unit": cast.unit("3棟1單元1201"), "carrier": Carrier.BOTH, "upload": upload}
    return filed(cast, who, **(given | changes))


def stand_in(cast: Cast, frm: str, to: str, *, by: str = "", days: int = 5, **how: Any) -> Any:
    at = how.pop("at", cast.at)
    found = {
        row.account.username: row
        for row in Appointment.objects.filter(project=cast.cj).select_related("account")
    }
    given: dict[str, Any] = {"scope": Scope.CONSULTATIONS, "basis": "年假"} | how
    return delegate(
        by=getattr(cast, by or frm),
        at=at,
        delegator=found[frm],
        delegate=found[to],
        starts_at=given.pop("starts_at", at),
        ends_at=at + timedelta(days=days),
        **given,
    )


def state(cast: Cast, request: Consultation, **later: int) -> ConsultationState:
    return acts.state_of(Consultation.objects.get(pk=request.pk), at=cast.later(**later))


@pytest.mark.clause("R1.6c")
@pytest.mark.clause("R1.6")
@pytest.mark.acceptance("R1.6/1")
@pytest.mark.acceptance("check 3")
def test_it_works(cast: Cast) -> None:
    """R1.6 (c): 周 of security needs the contact of 1201 for a water leak."""
    request = asked(cast)
    assert state(cast, request) is ConsultationState.AWAITING_ENDORSEMENT
    endorsed(cast, request)
    given = approved(cast, request)
    assert given.row.number == "2026-0001"
    assert f"{given.valid_until:%H:%M}" == "18:00"
    (seen,) = acts.see_fields(by=cast.sec_staff, at=cast.later(minutes=5), consultation=given)
    assert seen.values == (("張曉芸", "13812341234"),)
    acts.end(by=cast.sec_staff, at=cast.later(minutes=9), consultation=given)
    (row,) = acts.open_register(by=cast.cs_head, at=cast.at, project=cast.cj).items
    assert (row.number, row.reader, row.department) == ("2026-0001", cast.sec_staff.name, "sec")
    assert (row.file_no, row.purpose) == ("CJ-03-1-1201/01", "漏水，要找業主")
    assert [item.word for item in row.items] == ["phone"]
    assert (row.approved_by, row.endorsed_by) == (cast.cs_head.name, cast.sec_head.name)
    assert (row.started_at, row.ended_at) == (cast.later(minutes=5), cast.later(minutes=9))
    actions = Entry.objects.filter(action__startswith="consultation.").order_by("seq")
    assert list(actions.values_list("action", flat=True)) == [
        "consultation.asked",
        "consultation.endorsed",
        "consultation.approved",
        "consultation.fields_viewed",
        "consultation.ended",
    ]


def test_at_one_past_six_access_is_gone(cast: Cast) -> None:
    given = permitted(cast)
    late = cast.later(hours=8, minutes=1)
    with pytest.raises(Conflict) as over:
        acts.see_fields(by=cast.sec_staff, at=late, consultation=given)
    assert over.value.decision.code == "permit_expired"


def test_a_document_opens_under_its_permit_alone(cast: Cast) -> None:
    paper, other = scanned(cast), scanned(cast, line="A07")
    with pytest.raises(Refused):
        reading.open_page(by=cast.sec_staff, at=cast.at, document_id=paper.pk, page=1)
    dossier = Dossier.objects.get(pk=paper.dossier_id)
    given = permitted(cast, dossier=dossier, items=[str(paper.pk)])
    at = cast.later(minutes=1)
    assert reading.open_page(by=cast.sec_staff, at=at, document_id=paper.pk, page=1).content
    assert reading.open_document(by=cast.sec_staff, at=at, document_id=paper.pk).permit_no == given.row.number
    with pytest.raises(Refused):
        reading.open_page(by=cast.sec_staff, at=at, document_id=other.pk, page=1)
    with pytest.raises(Refused):  # a colleague's permit is not one's own
        reading.open_page(by=cast.sec_records, at=at, document_id=paper.pk, page=1)
    for page in (0, 3, 10**6):
        with pytest.raises(NotKnown):
            reading.open_page(by=cast.sec_staff, at=at, document_id=paper.pk, page=page)
    with pytest.raises(Refused) as over:
        reading.open_page(by=cast.sec_staff, at=cast.later(hours=9), document_id=paper.pk, page=1)
    assert over.value.decision.code == "permit_expired"


def test_a_line_opens_what_lies_in_it(cast: Cast) -> None:
    paper = scanned(cast, line="A06")
    dossier = Dossier.objects.get(pk=paper.dossier_id)
    permitted(cast, dossier=dossier, items=["A06"])
    assert reading.open_page(by=cast.sec_staff, at=cast.at, document_id=paper.pk, page=2).content


def test_a_permit_that_ended_does_not_hide_one_that_runs(cast: Cast) -> None:
    paper = scanned(cast)
    dossier = Dossier.objects.get(pk=paper.dossier_id)
    first = approved(
        cast, endorsed(cast, asked(cast, dossier=dossier, items=["A06"])), until=cast.later(hours=2)
    )
    second = permitted(cast, dossier=dossier, items=["A06"])
    acts.start(by=cast.sec_staff, at=cast.at, consultation=second)
    acts.end(by=cast.sec_staff, at=cast.later(minutes=1), consultation=second)
    seen = reading.open_document(by=cast.sec_staff, at=cast.later(minutes=2), document_id=paper.pk)
    assert seen.permit_no == first.row.number


def test_an_idle_view_closes_and_opens_again(cast: Cast) -> None:
    paper = scanned(cast)
    given = permitted(cast, dossier=Dossier.objects.get(pk=paper.dossier_id), items=[str(paper.pk)])

    def look(minutes: int) -> bytes:
        at = cast.later(minutes=minutes)
        return reading.open_page(by=cast.sec_staff, at=at, document_id=paper.pk, page=1).content

    assert look(0)
    assert look(15)
    with pytest.raises(Refused) as closed:
        look(31)
    assert closed.value.decision.code == "view_closed"
    acts.start(by=cast.sec_staff, at=cast.later(minutes=32), consultation=given)
    assert look(33)


def test_a_permit_is_limited(cast: Cast) -> None:
    request = endorsed(cast, asked(cast, items=["phone", "id_number"]))
    until = cast.later(hours=1)
    given = approved(cast, request, items=["phone"], until=until)
    assert given.valid_until == until
    (seen,) = acts.see_fields(by=cast.sec_staff, at=cast.at, consultation=given)
    assert seen.field == "phone"
    assert RESIDENT_ID not in str(seen)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"items": []}, "items_not_asked"),
        ({"items": ["id_number"]}, "items_not_asked"),
        ({"until": timedelta(hours=9)}, "until_too_late"),
        ({"until": timedelta(hours=-1)}, "until_too_late"),
    ],
)
def test_a_permit_is_never_wider_than_asked(cast: Cast, how: dict[str, Any], code: str) -> None:
    request = endorsed(cast, asked(cast))
    if "until" in how:
        how = {"until": cast.at + how["until"]}
    with pytest.raises(Invalid) as wrong:
        approved(cast, request, **how)
    assert wrong.value.errors[0].code == code
    assert state(cast, request) is ConsultationState.AWAITING_APPROVAL


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"items": []}, "items_missing"),
        ({"items": ["Z99"]}, "item_unknown"),
        ({"items": ["00000000-0000-7000-8000-000000000000"]}, "item_unknown"),
        ({"items": ["A01", "B01"]}, "volumes_mixed"),
        ({"purpose": " "}, "purpose_missing"),
        ({"purpose": "長" * 201}, "purpose_missing"),
        ({"mode": "download"}, "mode_unknown"),
        ({"mode": "copy"}, "field_on_screen_only"),
    ],
)
def test_what_is_asked_badly_is_named(cast: Cast, how: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as wrong:
        asked(cast, **how)
    assert code in {error.code for error in wrong.value.errors}
    assert not Consultation.objects.exists()


def test_a_paper_of_another_file_is_unknown(cast: Cast) -> None:
    elsewhere = scanned(cast, unit=cast.unit("7棟1單元704"))
    with pytest.raises(Invalid) as wrong:
        asked(cast, items=[str(elsewhere.pk)])
    assert wrong.value.errors[0].code == "item_unknown"


@pytest.mark.parametrize("who", ["viewer", "sysadmin", "xq_cs_head"])
def test_strangers_learn_nothing(cast: Cast, who: str) -> None:
    request = asked(cast)
    with pytest.raises(NotKnown):
        asked(cast, who, dossier=request.dossier)
    with pytest.raises(NotKnown):
        acts.find_consultation(by=getattr(cast, who), at=cast.at, consultation_id=request.pk)


def test_colleagues_without_a_part_in_it_do_not_know_of_it(cast: Cast) -> None:
    request = asked(cast)
    for who in ("eng_head", "sec_records", "cs_officer", "front_desk"):
        with pytest.raises(NotKnown):
            acts.find_consultation(by=getattr(cast, who), at=cast.at, consultation_id=request.pk)
    for who in ("sec_staff", "sec_head", "cs_head", "cs_records", "auditor", "project_manager"):
        assert acts.find_consultation(by=getattr(cast, who), at=cast.at, consultation_id=request.pk)


def test_the_head_cannot_approve_his_own_request(cast: Cast) -> None:
    request = asked(cast, "cs_head", items=["A01"])
    assert state(cast, request) is ConsultationState.AWAITING_APPROVAL
    with pytest.raises(Refused) as own:
        approved(cast, request)
    assert own.value.decision.code == "own_request"
    assert approved(cast, request, "project_manager").climbed
    with pytest.raises(IntegrityError), transaction.atomic():  # nor behind the program's back
        Consultation.objects.filter(pk=request.pk).update(decided_by=cast.cs_head.account_id)


def test_who_may_not_answer_is_refused(cast: Cast) -> None:
    request = asked(cast)
    with pytest.raises(Conflict) as early:
        approved(cast, request)
    assert early.value.decision.code == "endorsement_awaited"
    endorsed(cast, request)
    with pytest.raises(Conflict) as twice:
        endorsed(cast, request)
    assert twice.value.decision.code == "no_endorsement_awaited"
    for who in ("sec_head", "eng_head", "cs_officer", "auditor"):
        with pytest.raises(Refused):
            approved(cast, request, who)
    approved(cast, request)
    with pytest.raises(Conflict) as decided:
        approved(cast, request)
    assert decided.value.decision.code == "decided_already"


def test_a_refusal_has_its_reason(cast: Cast) -> None:
    request = endorsed(cast, asked(cast))
    with pytest.raises(Invalid):
        acts.refuse_consultation(by=cast.cs_head, at=cast.at, consultation=request, reason=" ")
    acts.refuse_consultation(by=cast.cs_head, at=cast.at, consultation=request, reason="請總臺代為轉達")
    assert state(cast, request) is ConsultationState.REFUSED
    with pytest.raises(Conflict) as told:
        acts.start(by=cast.sec_staff, at=cast.at, consultation=request)
    assert told.value.decision.code == "permit_refused"
    assert not ConsultationRow.objects.exists()


@pytest.mark.clause("T12")
def test_without_a_deputy_it_climbs_and_is_countersigned(cast: Cast) -> None:
    """E24: 客服部負責人 is absent; after four office hours (10:00 → 16:00) the manager answers."""
    request = endorsed(cast, asked(cast))
    with pytest.raises(Refused) as early:
        approved(cast, request, "project_manager", at=cast.later(hours=5))
    assert early.value.decision.code == "not_climbed"
    at = cast.later(hours=6)
    waiting = acts.list_waiting(by=cast.project_manager, at=at, project=cast.cj)
    assert [row.pk for row in waiting] == [request.pk]
    assert approved(cast, request, "project_manager", at=at).climbed
    waiting = acts.list_waiting(by=cast.cs_head, at=cast.later(days=1), project=cast.cj)
    assert [row.pk for row in waiting] == [request.pk]
    with pytest.raises(Refused):
        acts.countersign(by=cast.eng_head, at=cast.later(days=1), consultation=request)
    signed = acts.countersign(by=cast.cs_head, at=cast.later(days=1), consultation=request)
    assert signed.countersigned_by_id == cast.cs_head.account_id
    with pytest.raises(Conflict):
        acts.countersign(by=cast.cs_head, at=cast.later(days=1), consultation=request)


def test_a_deputy_stands_in_as_recorded(cast: Cast) -> None:
    request = endorsed(cast, asked(cast))
    with pytest.raises(Refused):
        approved(cast, request, "cs_officer")
    delegation = stand_in(cast, "cs_head", "cs_officer")
    assert [row.pk for row in acts.list_waiting(by=cast.cs_officer, at=cast.at, project=cast.cj)]
    with pytest.raises(Refused) as taken:  # it stays with the deputy, however late
        approved(cast, request, "project_manager", at=cast.later(hours=7))
    assert taken.value.decision.code == "delegate_decides"
    given = approved(cast, request, "cs_officer")
    assert (given.climbed, given.decided_for_id) == (False, cast.cs_head.account_id)
    revoke_delegation(by=cast.cs_head, at=cast.later(minutes=1), delegation=delegation)
    another = endorsed(cast, asked(cast, dossier=given.dossier))
    with pytest.raises(Refused):
        approved(cast, another, "cs_officer", at=cast.later(minutes=2))


def test_a_deputy_of_other_matters_or_times_does_not(cast: Cast) -> None:
    request = endorsed(cast, asked(cast))
    stand_in(cast, "cs_head", "cs_officer", scope=Scope.LOANS)
    stand_in(cast, "cs_head", "cs_officer_b", starts_at=cast.later(days=1))
    for who in ("cs_officer", "cs_officer_b"):
        with pytest.raises(Refused):
            approved(cast, request, who)


def test_the_watermark_and_who_saw_this_know_the_permit(cast: Cast) -> None:
    paper = scanned(cast)
    permitted(cast, dossier=Dossier.objects.get(pk=paper.dossier_id), items=[str(paper.pk)])
    reading.open_page(by=cast.sec_staff, at=cast.at, document_id=paper.pk, page=1)
    shown = reading.open_household(
        by=cast.cs_officer, at=cast.at, household_id=Dossier.objects.get(pk=paper.dossier_id).household_id
    )
    assert any(entry.username == "sec_staff" for entry in shown.sights)


def test_a_disabled_reader_has_nothing(cast: Cast) -> None:
    """Check 9: the face asks who he is before anything else; the operation has no actor to give."""
    permitted(cast)
    disable_account(by=cast.sysadmin, at=cast.at, account=account_of(cast.sec_staff))
    assert actor_for(account=account_of(cast.sec_staff), project=cast.cj) is None


def test_paper_is_served_and_taken_back_by_the_custodian(cast: Cast) -> None:
    paper = scanned(cast)
    dossier = Dossier.objects.get(pk=paper.dossier_id)
    given = permitted(cast, dossier=dossier, items=[str(paper.pk)], mode="onsite")
    with pytest.raises(Refused):  # no image under a permit for paper
        reading.open_page(by=cast.sec_staff, at=cast.at, document_id=paper.pk, page=1)
    with pytest.raises(Refused) as self_served:
        acts.start(by=cast.sec_staff, at=cast.at, consultation=given)
    assert self_served.value.decision.code == "served_by_custodian"
    acts.start(by=cast.cs_records, at=cast.at, consultation=given)
    with pytest.raises(Invalid) as unseen:
        acts.end(by=cast.cs_records, at=cast.at, consultation=given)
    assert unseen.value.errors[0].code == "condition_missing"
    over = {"pages": 2, "condition": "good"}
    done = acts.end(by=cast.cs_records, at=cast.later(minutes=20), consultation=given, **over)
    assert (done.pages, done.condition, done.ended_by_id) == (2, "good", cast.cs_records.account_id)
    with pytest.raises(Conflict):
        acts.end(by=cast.cs_records, at=cast.later(minutes=21), consultation=given, **over)


def test_a_visitor_reads_what_was_asked_for_him(cast: Cast) -> None:
    paper = scanned(cast)
    dossier = Dossier.objects.get(pk=paper.dossier_id)
    with pytest.raises(Refused):
        asked(cast, "sec_staff", dossier=dossier, items=["A06"], reader="viewer")
    with pytest.raises(Invalid):
        asked(cast, "cs_officer", dossier=dossier, items=["A06"], reader="nobody")
    request = asked(cast, "cs_officer", dossier=dossier, items=["A06"], reader="viewer")
    with pytest.raises(NotKnown):
        reading.open_page(by=cast.viewer, at=cast.at, document_id=paper.pk, page=1)
    approved(cast, request)
    assert reading.open_page(by=cast.viewer, at=cast.at, document_id=paper.pk, page=1).content
    with pytest.raises(NotKnown):  # over is over, and he knows of nothing
        reading.open_page(by=cast.viewer, at=cast.later(hours=9), document_id=paper.pk, page=1)


@pytest.mark.clause("C15")
def test_every_sight_under_a_standing_permit_has_its_row(cast: Cast) -> None:
    paper = scanned(cast)
    dossier = Dossier.objects.get(pk=paper.dossier_id)
    reading.open_household(by=cast.auditor, at=cast.at, household_id=dossier.household_id)
    reading.open_catalogue(by=cast.auditor, at=cast.at, dossier_id=dossier.pk)
    for minute, page in ((0, 1), (1, 2), (14, 1)):
        reading.open_page(
            by=cast.project_manager, at=cast.later(minutes=minute), document_id=paper.pk, page=page
        )
    rows = acts.open_register(by=cast.cs_head, at=cast.at, project=cast.cj)
    assert [row.number for row in rows.items] == ["2026-0003", "2026-0002", "2026-0001"]
    assert {row.purpose for row in rows.items} == {"檢查檔案"}
    assert all(row.standing for row in rows.items)


@pytest.mark.clause("R1.6c")
def test_the_register_is_its_keepers(cast: Cast) -> None:
    permitted(cast)
    for who in ("cs_records", "project_manager", "auditor"):
        assert acts.open_register(by=getattr(cast, who), at=cast.at, project=cast.cj).total == 1
    assert acts.open_register(by=cast.eng_head, at=cast.at, project=cast.cj).total == 0
    for who in ("sec_staff", "cs_officer", "front_desk"):
        with pytest.raises(Refused) as no:
            acts.open_register(by=getattr(cast, who), at=cast.at, project=cast.cj)
        assert no.value.decision.clause == "R1.6c"
    with pytest.raises(NotKnown):
        acts.open_register(by=cast.viewer, at=cast.at, project=cast.cj)


@pytest.mark.clause("R1.6c")
def test_a_row_never_changes(cast: Cast) -> None:
    permitted(cast)
    assert frozen.missing(connection) == []
    for act in (
        lambda: ConsultationRow.objects.update(serial=7),
        lambda: ConsultationRow.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.clause("R1.2a")
def test_a_project_with_one_text_asks_its_only_custodian(db: None) -> None:
    """C1: where `process` is not adopted 客服部 keeps every volume and its head alone approves."""
    cast = engage()
    xq = a_project("YQ", ("community",))
    guard = somebody(xq, Role.SEC_STAFF, "yq_guard")
    head = somebody(xq, Role.CS_HEAD, "yq_head")
    unit = add_unit(by=SYSTEM, at=cast.at, project=xq, text="1棟101")
    owners = (OwnerInput(PersonInput("王小明")),)
    dossier = dossiers.open_household(by=head, at=cast.at, unit=unit, owners=owners).dossier
    who: dict[str, Any] = {"at": cast.at}
    request = acts.ask_consultation(
        **who, by=guard, dossier=dossier, items=["B01"], purpose="漏水", mode="screen"
    )
    assert request.volume == "cs"
    own_head = somebody(xq, Role.SEC_HEAD, "yq_sec_head")
    acts.endorse(**who, by=own_head, consultation=request)
    assert acts.approve(**who, by=head, consultation=request).approved
