"""The kinds there are, by name."""

from yihu.intake.examination import examine
from yihu.intake.kinds import documents, vehicles
from yihu.intake.kinds.model import Kind
from yihu.intake.models import Batch
from yihu.intake.snapshot import stamp_of
from yihu.intake.workbooks import glance
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_

KINDS: dict[str, Kind] = {
    each.name: each
    for each in (
        Kind(Batch.Kind.HOUSEHOLDS.value, examine=examine, glance=glance, stamp=stamp_of),
        Kind(Batch.Kind.VEHICLES.value, examine=vehicles.examine, glance=glance, stamp=vehicles.stamp_of),
        Kind(
            Batch.Kind.DOCUMENTS.value,
            examine=documents.examine,
            glance=documents.glance,
            stamp=documents.stamp_of,
            largest=documents.LARGEST,
            large_from=30,
            bring_in=documents.bring_in,
        ),
    )
}


def kind_of(name: str) -> Kind:
    """The kind of that name. Raises `Invalid` (`kind`)."""
    found = KINDS.get(name)
    if found is None:
        raise Invalid(
            FieldError(
                "kind",
                N_("沒有這種導入。"),
                N_("目前可以導入：%(expected)s。"),
                "kind_unknown",
                params={"expected": ", ".join(KINDS)},
            )
        )
    return found
