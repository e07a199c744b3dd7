"""Ticks are derived, gaps are kept: this step brings the kept gaps in line with the derived ticks.

Whatever changes what a file holds, or what it should hold, calls `refresh` before its transaction ends.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Count, F, Q, Sum

from yihu.dossiers import catching_up
from yihu.dossiers.models import (
    Document,
    Dossier,
    Gap,
    GapRollup,
    HouseholdCircumstance,
    NotApplicable,
    Signer,
)
from yihu.dossiers.template import Template, template_for
from yihu.households.models import Ownership
from yihu.policy import catalogue
from yihu.policy.vocabulary import Circumstance, LineState, UnitKind, Use


def derive(
    *, dossier: Dossier, template: Template, excused: Mapping[str, str] | None = None
) -> tuple[catalogue.LineStatus, ...]:
    """The state of every line of a file, from its documents and its household's circumstances (R1.4c).

    `excused` are the reasons by line of what is declared not applicable, for a caller who has them.
    """
    if excused is None:
        declared = NotApplicable.objects.filter(dossier=dossier, withdrawn_at__isnull=True)
        excused = dict(declared.values_list("line", "reason"))
    return catalogue.derive(template.lines, get_facts(dossier), _holdings(dossier), excused)


def get_facts(dossier: Dossier) -> catalogue.HouseholdFacts:
    """What the requirement rules ask about a household."""
    household = dossier.household
    kinds = HouseholdCircumstance.objects.filter(household=household, ended_at__isnull=True).values_list(
        "kind", flat=True
    )
    return catalogue.HouseholdFacts(
        tenure_no=household.tenure_no,
        use=Use(household.unit.use),
        unit_kind=UnitKind(household.unit.kind),
        owners=Ownership.objects.filter(household=household, ends_on__isnull=True).count(),
        circumstances=frozenset(Circumstance(kind) for kind in kinds),
    )


def refresh(*, dossier: Dossier, at: datetime) -> None:
    """Bring gaps, counts and roll-ups of one file in line with its derived catalogue."""
    statuses = derive(dossier=dossier, template=template_for(dossier, at=at))
    whole = catalogue.completeness(statuses)
    wanted = {status.code for status in statuses if status.state in (LineState.MISSING, LineState.LOST)}
    required = {
        status.code for status in statuses if status.required and status.state != LineState.NOT_APPLICABLE
    }
    since = dict(Gap.objects.filter(dossier=dossier).values_list("line", "since"))
    kept, before = set(since), set(dossier.required_lines)
    Gap.objects.filter(dossier=dossier, line__in=kept - wanted).delete()
    Gap.objects.bulk_create(
        Gap(project_id=dossier.project_id, dossier=dossier, line=line, since=at)
        for line in sorted(wanted - kept)
    )
    _roll_up(
        dossier,
        missing=_difference(wanted, kept),
        required=_difference(required, before),
    )
    closed = [(line, since[line]) for line in kept - wanted]
    catching_up.follow(dossier, opened=wanted - kept, closed=closed, at=at)
    dossier.required_lines = sorted(required)
    dossier.required_count, dossier.present_count = whole.required, whole.present
    dossier.version = F("version") + 1
    dossier.changed_at = at
    dossier.save(update_fields=["required_lines", "required_count", "present_count", "version", "changed_at"])
    dossier.refresh_from_db(fields=["version"])


def _difference(now: set[str], before: set[str]) -> Counter[str]:
    return Counter(dict.fromkeys(now - before, 1) | dict.fromkeys(before - now, -1))


def _roll_up(dossier: Dossier, *, missing: Counter[str], required: Counter[str]) -> None:
    lines = sorted(set(missing) | set(required))
    if not lines:
        return
    GapRollup.objects.bulk_create(
        (GapRollup(project_id=dossier.project_id, line=line) for line in lines), ignore_conflicts=True
    )
    for line in lines:
        GapRollup.objects.filter(project_id=dossier.project_id, line=line).update(
            missing=F("missing") + missing[line], required=F("required") + required[line]
        )


def _holdings(dossier: Dossier) -> dict[str, catalogue.Holding]:
    on_file = Document.objects.filter(dossier=dossier, filing__isnull=False, supersession__isnull=True)
    lost = Q(losses__isnull=False, losses__ended_at__isnull=True)
    rows = on_file.values("line").annotate(
        documents=Count("id", distinct=True),
        lost=Count("id", filter=lost, distinct=True),
        copies=Count("id", filter=Q(is_copy=True), distinct=True),
    )
    pages = dict(on_file.values_list("line").annotate(Sum("pages")))
    signatures = _signatures(on_file.exclude(lost))
    return {
        row["line"]: catalogue.Holding(
            code=row["line"],
            documents=row["documents"],
            pages=pages[row["line"]],
            signatures=signatures.get(row["line"], 0),
            copies_only=row["copies"] == row["documents"],
            lost=row["lost"],
        )
        for row in rows
    }


def _signatures(documents: Iterable[Document]) -> Counter[str]:
    """Distinct named signers a line, and one for each document that names nobody."""
    lines = {document.pk: document.line for document in documents}
    named = set(Signer.objects.filter(document__in=lines).values_list("document_id", "person_id"))
    people = Counter(line for line, _ in {(lines[document], person) for document, person in named})
    signed = {document for document, _ in named}
    return people + Counter(line for document, line in lines.items() if document not in signed)
