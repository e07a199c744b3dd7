"""Steps by which a tenure opens; an operation takes them in its transaction and writes the entry."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Max

from yihu.estate.models import Unit
from yihu.households import persons
from yihu.households.inputs import MemberInput, OwnerInput
from yihu.households.models import Household, Member, Ownership
from yihu.policy import shares
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_, Actor


def open_tenure(*, by: Actor, at: datetime, unit: Unit) -> tuple[Household, bool]:
    """The unit's open household, made now if there is none; True says that it was made (R1.1, R2.3.1).

    The unit's row is locked first, so that of a hundred first papers one opens the file.
    """
    Unit.objects.select_for_update().only("id").get(pk=unit.pk)
    household = Household.objects.filter(unit=unit, ended_on__isnull=True).first()
    if household:
        return household, False
    latest = Household.objects.filter(unit=unit).aggregate(latest=Max("tenure_no"))["latest"] or 0
    household = Household.objects.create(
        project_id=unit.project_id, unit=unit, tenure_no=latest + 1, opened_at=at, opened_by_id=by.account_id
    )
    return household, True


def register_owners(
    *, by: Actor, at: datetime, household: Household, owners: Sequence[OwnerInput], acquired_on: date | None
) -> list[Ownership]:
    """Write the owners of a household that has none yet. Raises `Invalid` naming the owner and field."""
    if not owners:
        raise Invalid(
            FieldError(
                "owners",
                N_("至少要有一位業主。"),
                mend=N_("填寫業主的姓名或單位名稱。"),
                code="owners_missing",
            )
        )
    fractions = _shares(owners)
    people = [
        persons.record(
            by=by, at=at, project=household.unit.project, person=owner.person, pointer=f"owners/{place}"
        )
        for place, owner in enumerate(owners)
    ]
    if len({person.pk for person in people}) < len(people):
        raise Invalid(
            FieldError(
                "owners",
                N_("同一位業主寫了兩次。"),
                mend=N_("刪去重複的一位，或改正證件號碼。"),
                code="owner_twice",
            )
        )
    rows = [
        Ownership(
            project_id=household.project_id,
            household=household,
            person=person,
            share_numerator=share.numerator if share else None,
            share_denominator=share.denominator if share else None,
            position=place,
            starts_on=acquired_on,
        )
        for place, (person, share) in enumerate(zip(people, fractions, strict=True), start=1)
    ]
    Ownership.objects.bulk_create(rows)
    household.acquired_on = acquired_on
    household.owners_registered_at = at
    household.version += 1
    household.save(update_fields=["acquired_on", "owners_registered_at", "version"])
    return rows


def _shares(owners: Sequence[OwnerInput]) -> list[Fraction | None]:
    """Each share as an exact fraction; together one, or all absent. Raises `Invalid` naming the owner."""
    read: list[Fraction | None] = []
    for place, owner in enumerate(owners):
        try:
            read.append(shares.parse_share(owner.share) if owner.share.strip() else None)
        except Invalid as fault:
            raise Invalid(
                *(replace(error, pointer=f"owners/{place}/share") for error in fault.errors)
            ) from None
    decision = shares.check_shares(read)
    if not decision:
        raise Invalid(
            FieldError(
                "owners", decision.reason, decision.mend, decision.code, decision.clause, decision.params
            )
        )
    return read


def add_members(*, by: Actor, at: datetime, household: Household, members: Sequence[MemberInput]) -> None:
    """Write those who live or work in the unit; somebody already written is left as he is."""
    for place, member in enumerate(members):
        person = persons.record(
            by=by, at=at, project=household.unit.project, person=member.person, pointer=f"members/{place}"
        )
        Member.objects.get_or_create(
            household=household,
            person=person,
            ends_on=None,
            defaults={"project_id": household.project_id, "kind": member.kind, "relation": member.relation},
        )
