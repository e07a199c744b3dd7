"""One record for one person (R1.1d): found by the sealed id number, else made anew."""

from datetime import datetime

from yihu.estate.models import Project
from yihu.households import ciphers
from yihu.households.inputs import PersonInput
from yihu.households.models import Person, Phone
from yihu.kernel import text
from yihu.kernel.initials import initials_of
from yihu.policy import identity
from yihu.policy import phones as phone_numbers
from yihu.policy.decisions import Decision, FieldError, Invalid
from yihu.policy.vocabulary import N_, Actor, IdType, Locality


def record(*, by: Actor, at: datetime, project: Project, person: PersonInput, pointer: str) -> Person:
    """The person's record, made if the id number is new here. Raises `Invalid` with every fault."""
    checked = _check(project=project, person=person, pointer=pointer)
    known = _find(project, checked)
    row = known or _make(by=by, at=at, project=project, person=checked)
    for phone in checked.phones:
        _add_phone(by=by, at=at, person=row, number=phone)
    return row


def _check(*, project: Project, person: PersonInput, pointer: str) -> PersonInput:
    locality = Locality(project.locality)
    errors: list[FieldError] = []
    name = text.normalise_name(person.name)
    if not name:
        errors.append(
            FieldError(
                f"{pointer}/name",
                N_("沒有姓名。"),
                mend=N_("填寫姓名或單位名稱。"),
                code="name_missing",
                clause="R2.1.1",
            )
        )
    elif len(name) > text.NAME_LIMIT:
        errors.append(
            FieldError(
                f"{pointer}/name",
                N_("姓名超過 %(limit)s 個字。"),
                mend=N_("填寫證件上的姓名。"),
                code="name_too_long",
                params={"limit": text.NAME_LIMIT},
            )
        )
    id_number = ""
    if person.id_number:
        checked = identity.read_identity(
            id_type=person.id_type or IdType.RESIDENT_ID, number=person.id_number, locality=locality
        )
        id_number = checked.value
        errors.extend(_fault(f"{pointer}/id_number", checked.decision))
    phones = []
    for place, typed in enumerate(person.phones):
        where = f"{pointer}/phone" if len(person.phones) == 1 else f"{pointer}/phones/{place}"
        read = phone_numbers.check_phone(text=typed, locality=locality)
        phones.append(read.value)
        errors.extend(_fault(where, read.decision))
    if errors:
        raise Invalid(*errors)
    id_type = (person.id_type or IdType.RESIDENT_ID) if id_number else person.id_type
    return PersonInput(name, id_type, id_number, tuple(phones))


def _fault(pointer: str, decision: Decision) -> list[FieldError]:
    if decision:
        return []
    return [
        FieldError(pointer, decision.reason, decision.mend, decision.code, decision.clause, decision.params)
    ]


def _find(project: Project, person: PersonInput) -> Person | None:
    if not person.id_number:
        return None
    index = ciphers.index(person.id_number, ciphers.ID_NUMBER)
    return Person.objects.filter(project=project, id_type=person.id_type, id_index=index).first()


def _make(*, by: Actor, at: datetime, project: Project, person: PersonInput) -> Person:
    sealed = ciphers.seal(person.id_number, ciphers.ID_NUMBER) if person.id_number else None
    return Person.objects.create(
        project=project,
        name=person.name,
        name_fold=text.fold(person.name),
        initials=initials_of(person.name),
        is_organisation=person.id_type == IdType.ORGANISATION,
        id_type=person.id_type or "",
        id_number=sealed.value if sealed else None,
        id_index=sealed.index if sealed else None,
        id_tail_index=sealed.tail_index if sealed else None,
        recorded_at=at,
        recorded_by_id=by.account_id,
    )


def _add_phone(*, by: Actor, at: datetime, person: Person, number: str) -> None:
    sealed = ciphers.seal(number, ciphers.PHONE)
    current = Phone.objects.filter(person=person, until__isnull=True)
    if current.filter(number_index=sealed.index).exists():
        return
    Phone.objects.create(
        project_id=person.project_id,
        person=person,
        number=sealed.value,
        number_index=sealed.index,
        tail_index=sealed.tail_index,
        position=current.count() + 1,
        since=at,
        recorded_by_id=by.account_id,
    )
