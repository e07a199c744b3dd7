"""Households as the API shows them, from what the gate let through."""

from collections.abc import Sequence

from yihu.api.schemas.households import (
    CatalogueCounts,
    CorrectionRow,
    FileRef,
    HouseholdOut,
    HouseholdRow,
    MemberOut,
    OwnerOut,
    TimelineEntry,
    VehicleRef,
)
from yihu.confidentiality.reading import HouseholdView, OverviewRow
from yihu.gate.queries import VehicleRow


def household_row(row: OverviewRow) -> HouseholdRow:
    """A row of the list."""
    return HouseholdRow(
        id=row.id,
        dossier=FileRef(id=row.dossier_id, file_no=row.file_no),
        unit_id=row.unit_id,
        unit_label=row.unit_label,
        tenure_no=row.tenure_no,
        owners=list(row.owners),
        phone=row.phone,
        use=row.use,
        officer=row.officer,
        catalogue=_counts(row.required, row.present),
        arrears_over_quarter=False,
        former=row.ended,
    )


def household_out(view: HouseholdView, *, vehicles: Sequence[VehicleRow] = ()) -> HouseholdOut:
    """A household whole."""
    return HouseholdOut(
        id=view.id,
        project=view.project,
        unit_id=view.unit_id,
        unit_label=view.unit_label,
        unit_code=view.unit_code,
        kind=view.unit_kind,
        area_m2=view.area_m2,
        use=view.use,
        tenure_no=view.tenure_no,
        acquired_on=view.acquired_on,
        opened_at=view.opened_at,
        ended_on=view.ended_on,
        owners_registered=view.owners_registered,
        owners=[
            OwnerOut(
                id=owner.id,
                name=owner.name,
                id_type=owner.id_type,
                id_number=owner.id_number,
                phones=list(owner.phones),
                phone=next(iter(owner.phones), ""),
                share=owner.share,
            )
            for owner in view.owners
        ],
        members=[
            MemberOut(
                id=member.id,
                name=member.name,
                kind=member.kind,
                relation=member.relation,
                phones=list(member.phones),
            )
            for member in view.members
        ],
        tenancies=[],
        vehicles=[
            VehicleRef(id=car.id, number=car.number, plate=car.plate, ends_on=car.ends_on) for car in vehicles
        ],
        officer=view.officer,
        dossier=FileRef(id=view.dossier_id, file_no=view.file_no),
        catalogue=_counts(view.required, view.present),
        corrections=[
            CorrectionRow(
                field=one.field,
                old=one.old,
                new=one.new,
                reason=one.reason,
                corrected_at=one.corrected_at,
                corrected_by=one.corrected_by,
            )
            for one in view.corrections
        ],
        timeline=[
            TimelineEntry(
                seq=entry.seq, at=entry.at, action=entry.action, by=entry.username, detail=dict(entry.detail)
            )
            for entry in sorted((*view.timeline, *view.sights), key=lambda entry: -entry.seq)
        ],
    )


def _counts(required: int, present: int) -> CatalogueCounts:
    return CatalogueCounts(required=required, present=present, missing=required - present)
