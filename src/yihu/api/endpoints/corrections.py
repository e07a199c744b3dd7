"""Corrections: a mistake mended in place, with its reason (R1.10d)."""

from django.db import transaction
from django.http import HttpResponse
from ninja import Router

from yihu.api.answers import Answer, answer, require_current, version_tag
from yihu.api.callers import ApiRequest, enter_of, row_of
from yihu.api.endpoints.common import writing
from yihu.api.idempotency import once
from yihu.api.schemas.households import CorrectionOut, NewCorrection
from yihu.dossiers.operations import correct
from yihu.households.models import Household

router = Router(tags=["corrections"])


@router.post("", response=writing(CorrectionOut, 201))
def create_correction(request: ApiRequest, body: NewCorrection) -> HttpResponse:
    """Replace a mistaken value, keeping both with the reason; `old` must still be what the field says."""
    _, by = enter_of(request, row_of(Household), body.household_id)

    def act() -> Answer:
        with transaction.atomic():
            household = (
                Household.objects.select_for_update(of=("self",))
                .select_related("unit")
                .get(pk=body.household_id)
            )
            require_current(request, version_tag(household.version))
            record = correct(
                by=by,
                at=request.caller.at,
                household=household,
                field=body.field,
                new=body.new,
                reason=body.reason,
                old=body.old,
            )
        done = CorrectionOut(
            id=record.pk,
            household_id=household.pk,
            field=record.field,
            corrected_at=record.corrected_at,
        )
        return answer(done, status=201, etag=version_tag(household.version + 1))

    return once(request, act)
