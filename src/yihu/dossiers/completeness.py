"""Ticks are derived, gaps are kept: this step brings the kept gaps in line with the derived ticks.

Whatever changes what a file holds, or what it should hold, calls `refresh` before its transaction ends.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, QuerySet

from yihu.database.prepared import prepared
from yihu.dossiers import catching_up
from yihu.dossiers.models import Dossier, Gap, GapRollup, HouseholdCircumstance, NotApplicable
from yihu.dossiers.papers import Paper, holdings, papers_of
from yihu.dossiers.template import Template, template_for
from yihu.households.models import Ownership
from yihu.policy import catalogue
from yihu.policy.vocabulary import Circumstance, LineState, UnitKind, Use


def derive(
    *,
    dossier: Dossier,
    template: Template,
    excused: Mapping[str, str] | None = None,
    papers: Iterable[Paper] | None = None,
) -> tuple[catalogue.LineStatus, ...]:
    """The state of every line of a file, from its papers and its household's circumstances (R1.4c).

    `excused`, the reasons by line of what is declared not applicable, and `papers` are for a caller who has
    them.
    """
    if excused is None:
        declared = NotApplicable.objects.filter(dossier=dossier, withdrawn_at__isnull=True)
        excused = dict(declared.values_list("line", "reason"))
    held = holdings(papers_of(dossier.pk) if papers is None else papers)
    return catalogue.derive(template.lines, get_facts(dossier), held, excused)


def get_facts(dossier: Dossier) -> catalogue.HouseholdFacts:
    """What the requirement rules ask about a household."""
    household = dossier.household
    return catalogue.HouseholdFacts(
        tenure_no=household.tenure_no,
        use=Use(household.unit.use),
        unit_kind=UnitKind(household.unit.kind),
        owners=_owners.first(household.pk) or 0,
        circumstances=frozenset(map(Circumstance, _circumstances(household.pk))),
    )


@prepared
def _owners(household: UUID) -> "QuerySet[Ownership, int]":
    held = Ownership.objects.filter(household=household, ends_on__isnull=True)
    return held.values("household").annotate(number=Count("id")).values_list("number", flat=True)


@prepared
def _circumstances(household: UUID) -> "QuerySet[HouseholdCircumstance, str]":
    now = HouseholdCircumstance.objects.filter(household=household, ended_at__isnull=True)
    return now.values_list("kind", flat=True)


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
