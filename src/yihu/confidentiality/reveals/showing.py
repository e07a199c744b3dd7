"""One value in clear, after its record and its ledger entry are written (R1.8)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from yihu.confidentiality import events, gate
from yihu.confidentiality.consultations import using
from yihu.confidentiality.models import Consultation, Reveal
from yihu.confidentiality.reading.household import find_household
from yihu.households import ciphers
from yihu.households.models import Household, Person
from yihu.ledger.operations import append
from yihu.policy import permission
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import Conflict, FieldError, Invalid, NotKnown, refuse
from yihu.policy.revealing import LONGEST_REASON, SHOWN_FOR, RevealField
from yihu.policy.vocabulary import N_, Actor


@dataclass(frozen=True, slots=True)
class Revealed:
    """A value in clear, and for how many seconds a face may show it."""

    value: str
    expires_in: int


def reveal(
    *, by: Actor, at: datetime, household_id: UUID, person_id: UUID, field: str, reason: str
) -> Revealed:
    """Show a phone (all of them) or an id number of an owner or member whole; a permit for it does too.

    Raises `Refused` R1.8, `NotKnown`, `Invalid` (`reason`, `field`), `Conflict` `nothing_registered`.
    """
    project_id = gate.own_project(by)
    asked = {"by": by, "at": at, "project_id": project_id, "thing": Object.IDENTITY, "verb": Verb.REVEAL}
    allowed = bool(gate.decide(**asked))  # type: ignore[arg-type]
    if not allowed and not using.holds_permit(by=by, project_id=project_id):
        gate.require(**asked)  # type: ignore[arg-type]
    household = find_household(by=by, household_id=household_id)
    kind = _well_asked(field, reason)
    permit = None
    if not allowed:
        permit = using.permit_for_field(by=by, at=at, dossier=household.dossier.pk, field=kind)
        if permit is None:
            gate.require(**asked)  # type: ignore[arg-type]
    person = _person(household, person_id)
    with transaction.atomic():
        value = _value(person, kind)
        Reveal.objects.create(
            project_id=project_id,
            household=household,
            person=person,
            field=kind,
            reason=reason.strip(),
            revealed_at=at,
            revealed_by_id=permission.person(by),
            consultation=permit,
        )
        _record(by, at, household, person, kind, permit)
    return Revealed(value, int(SHOWN_FOR.total_seconds()))


def revealable(*, by: Actor, at: datetime, project_id: UUID) -> bool:
    """Whether this person's role shows values whole."""
    return bool(gate.decide(by=by, at=at, project_id=project_id, thing=Object.IDENTITY, verb=Verb.REVEAL))


def _well_asked(field: str, reason: str) -> RevealField:
    errors = []
    if not reason.strip() or len(reason.strip()) > LONGEST_REASON:
        text, mend = N_("沒有寫明查看的理由。"), N_("請寫明理由，最多 200 個字。")
        errors.append(FieldError("reason", text, mend, code="reason_missing", clause="R1.8"))
    if field not in set(RevealField):
        said = {"expected": ", ".join(RevealField)}
        text, mend = N_("不在可選的值之中。"), N_("可選：%(expected)s。")
        errors.append(FieldError("field", text, mend, code="field_unknown", params=said))
    if errors:
        raise Invalid(*errors)
    return RevealField(field)


def _person(household: Household, person_id: UUID) -> Person:
    """An owner or member of the household as it is now; another household's person is as unknown as none."""
    near = Q(ownerships__household=household, ownerships__ends_on__isnull=True) | Q(
        memberships__household=household, memberships__ends_on__isnull=True
    )
    person = Person.objects.filter(near, pk=person_id).distinct().first()
    if person is None:
        raise NotKnown
    return person


def _value(person: Person, field: RevealField) -> str:
    if field is RevealField.ID_NUMBER:
        values = [ciphers.unseal(person.id_number, ciphers.ID_NUMBER)] if person.id_number else []
    else:
        held = person.phones.filter(until__isnull=True).order_by("position", "since", "id")
        values = [ciphers.unseal(number, ciphers.PHONE) for number in held.values_list("number", flat=True)]
    if not values:
        raise Conflict(
            refuse("nothing_registered", N_("沒有登記這一項。"), mend=N_("請先登記，或聯繫客戶主任。"))
        )
    return "、".join(values)


def _record(
    by: Actor,
    at: datetime,
    household: Household,
    person: Person,
    field: RevealField,
    permit: Consultation | None,
) -> None:
    subjects: dict[str, UUID | str] = {
        "dossier": household.dossier.pk,
        "household": household.pk,
        "person": person.pk,
    }
    if permit:
        subjects["consultation"] = permit.pk
    append(
        project_id=household.project_id,
        by=by,
        at=at,
        action=events.REVEALED,
        subjects=subjects,
        detail={"field": field},
    )
