"""Households: opened, listed masked, read one by one."""

from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router

from yihu.api.answers import Answer, answer, shown, version_tag
from yihu.api.callers import ApiRequest, enter, enter_of, row_of
from yihu.api.endpoints.common import page, reading, writing
from yihu.api.endpoints.household_views import household_out, household_row
from yihu.api.idempotency import once
from yihu.api.schemas.base import Page
from yihu.api.schemas.households import (
    FileRef,
    HouseholdOpened,
    HouseholdOut,
    HouseholdRow,
    HouseholdsAsked,
    NewHousehold,
    NewOwner,
    RevealBody,
    Revealed,
)
from yihu.confidentiality import reading as eyes
from yihu.confidentiality.reveals import reveal
from yihu.dossiers import operations as dossiers
from yihu.estate.models import Unit
from yihu.estate.queries import get_unit
from yihu.gate.queries import vehicles_of
from yihu.households.inputs import OwnerInput, PersonInput
from yihu.households.models import Household
from yihu.kernel.paging import Page as Listed

router = Router(tags=["households"])


@router.post("", response=writing(HouseholdOpened, 201, 200))
def open_household(request: ApiRequest, body: NewHousehold) -> HttpResponse:
    """Open tenure and file together (R1.1, R1.2a); 200 where this completes the file a first paper opened.

    409 `open_file_exists` names the existing file where owners are registered already.
    """
    project, by = enter_of(request, row_of(Unit), body.unit_id)

    def act() -> Answer:
        opened = dossiers.open_household(
            by=by,
            at=request.caller.at,
            unit=get_unit(project, body.unit_id),
            owners=[_owner(one) for one in body.owners],
            acquired_on=body.acquired_on,
            use=body.use,
        )
        household = opened.dossier.household
        body_out = HouseholdOpened(
            id=household.pk,
            tenure_no=household.tenure_no,
            dossier=FileRef(id=opened.dossier.pk, file_no=opened.dossier.file_no),
        )
        return answer(body_out, status=201 if opened.created else 200, etag=version_tag(household.version))

    return once(request, act)


@router.get("", response=reading(Page[HouseholdRow]))
def list_households(
    request: ApiRequest,
    asked: Query[HouseholdsAsked],
) -> Page[HouseholdRow]:
    """《業戶情況一覽表》, masked, with an exact total; `missing` is a catalogue line, `area` an area's code.

    Charges are not kept yet: nobody is in arrears, and `arrears=true` finds nobody.
    """
    in_, by = enter(request, asked.project)
    found = eyes.list_households(
        by=by,
        at=request.caller.at,
        project=in_,
        filters=eyes.Filters(asked.q, asked.use or "", asked.area, asked.missing, asked.former),
        cursor=asked.cursor,
        limit=asked.limit,
    )
    return page(Listed((), None, 0) if asked.arrears else found, household_row, Page[HouseholdRow])


@router.get("/{uuid:household_id}", response=reading(HouseholdOut))
def show_household(request: ApiRequest, household_id: UUID) -> HttpResponse:
    """A household; the sight is registered (R1.6)."""
    _, by = enter_of(request, row_of(Household), household_id)
    view = eyes.open_household(by=by, at=request.caller.at, household_id=household_id)
    cars = vehicles_of(household_id)
    return shown(household_out(view, vehicles=cars), etag=version_tag(view.version))


@router.post("/{uuid:household_id}/reveal", response=writing(Revealed))
def reveal_value(request: ApiRequest, household_id: UUID, body: RevealBody) -> Revealed:
    """Show a phone or an id number whole, with a reason; registered each time, so it takes no key (R1.8)."""
    _, by = enter_of(request, row_of(Household), household_id)
    done = reveal(
        by=by,
        at=request.caller.at,
        household_id=household_id,
        person_id=body.person_id,
        field=body.field,
        reason=body.reason,
    )
    return Revealed(value=done.value, expires_in=done.expires_in)


def _owner(owner: NewOwner) -> OwnerInput:
    phones = (owner.phone,) if owner.phone.strip() else ()
    person = PersonInput(owner.name, owner.id_type, owner.id_number, phones)
    return OwnerInput(person, owner.share or "")
