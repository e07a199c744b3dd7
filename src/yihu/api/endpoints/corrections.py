"""Corrections: a mistake mended in place, with its reason (R1.10d)."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from ninja import Router

from yihu.api.answers import Answer, answer, require_current, version_tag
from yihu.api.callers import ApiRequest, enter_of, row_of
from yihu.api.endpoints.common import writing
from yihu.api.idempotency import once
from yihu.api.schemas.households import CorrectionOut, FinanceNoticeOut, FinanceTold, NewCorrection
from yihu.dossiers.operations import correct
from yihu.households.models import Correction, Household
from yihu.households.operations import tell_finance

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
                evidence=body.evidence,
                person_id=body.person_id,
            )
        done = CorrectionOut(
            id=record.pk,
            household_id=household.pk,
            field=record.field,
            corrected_at=record.corrected_at,
        )
        return answer(done, status=201, etag=version_tag(household.version + 1))

    return once(request, act)


@router.post("/{uuid:correction_id}/finance-notice", response=writing(FinanceNoticeOut, 201))
def tell_of_correction(request: ApiRequest, correction_id: UUID, body: FinanceTold) -> HttpResponse:
    """Record that 財務 was told of a corrected area; charges follow from no correction (R1.10d)."""
    _, by = enter_of(request, row_of(Correction), correction_id)

    def act() -> Answer:
        found = Correction.objects.get(pk=correction_id)
        notice = tell_finance(by=by, at=request.caller.at, correction=found, told=body.told)
        return answer(FinanceNoticeOut(correction_id=found.pk, told_at=notice.told_at), status=201)

    return once(request, act)
