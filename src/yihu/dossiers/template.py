"""The catalogue template of a project: the lines of its regulations and those it added (R1.4b)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from yihu.database.prepared import prepared
from yihu.dossiers.models import CatalogueAddition, Dossier
from yihu.estate import queries as estate
from yihu.estate.models import Project
from yihu.policy.composition import EffectivePolicy
from yihu.policy.regulations.model import CatalogueLine, Category, Follows, Requirement
from yihu.policy.vocabulary import Department


@dataclass(frozen=True, slots=True)
class Template:
    """An edition of the catalogue: its lines in order."""

    edition: int
    lines: tuple[CatalogueLine, ...]

    def line(self, code: str) -> CatalogueLine | None:
        """The line of that code, or None."""
        return next((line for line in self.lines if line.code == code), None)


def day_of(project: Project, at: datetime) -> date:
    """The calendar day of an instant in the project's zone."""
    return at.astimezone(ZoneInfo(project.time_zone)).date()


def template_of(
    project: Project, *, at: datetime, edition: int | None = None, policy: EffectivePolicy | None = None
) -> Template:
    """The project's template as of `at`; `edition` is that of a closed file, which keeps its own (R1.4).

    `policy` is the project's of that day, for a caller who has it.
    """
    if policy is None:
        policy = estate.effective_policy(project, day_of(project, at))
    added = [each for each in _additions(project.pk) if edition is None or each.edition <= edition]
    return Template(
        edition=edition or (added[-1].edition if added else 1),
        lines=(*policy.lines, *(_line(addition) for addition in added)),
    )


@prepared
def _additions(project: UUID) -> "QuerySet[CatalogueAddition, CatalogueAddition]":
    return CatalogueAddition.objects.filter(project=project).order_by("edition", "code")


def template_for(dossier: Dossier, *, at: datetime, policy: EffectivePolicy | None = None) -> Template:
    """The template that a file is judged by."""
    return template_of(dossier.project, at=at, edition=dossier.catalogue_edition, policy=policy)


def _line(addition: CatalogueAddition) -> CatalogueLine:
    return CatalogueLine(
        code=addition.code,
        title=addition.title,
        category=Category(addition.category),
        items=(),
        clauses=("R1.4b",),
        follows=Follows(addition.follows),
        rule=Requirement(addition.rule),
        retention=addition.retention,
        volume=Department(addition.volume),
    )
