"""What the forms of filing offer: catalogue lines by category, and the place where a paper would go next."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yihu.dossiers import queries, rights
from yihu.dossiers.models import Cabinet, Dossier, Placement
from yihu.dossiers.places import Location, storage_mode
from yihu.dossiers.template import Template
from yihu.estate.models import Project
from yihu.kernel.text import fold
from yihu.policy.regulations.model import CATEGORY_TITLES, CatalogueLine
from yihu.policy.vocabulary import Actor, Department, StorageMode

Choices = list[tuple[str, list[tuple[str, str]]]]
_PARTS = re.compile(r"[／/、，—\s]+")
_ASIDE = re.compile(r"（[^）]*）")
_SAYS_NOTHING = frozenset({"其他"})


@dataclass(frozen=True, slots=True)
class Shelf:
    """How a department keeps its paper, its cabinets, and where the next paper would go."""

    mode: StorageMode
    cabinets: tuple[str, ...]
    next: Location
    bags_too: bool


def shelf_of(project: Project, department: Department, *, dossier: Dossier | None = None) -> Shelf:
    """A department's shelf; with a file, its own earlier place comes first (R2.3.3.1)."""
    mode = storage_mode(project, department)
    cabinets = list(Cabinet.objects.filter(project=project, department=department).order_by("code"))
    own = earlier_place(dossier, department) if dossier else None
    return Shelf(
        mode=mode,
        cabinets=tuple(cabinet.code for cabinet in cabinets),
        next=own or _next(cabinets, mode),
        bags_too=department is Department.ENG,
    )


def earlier_place(dossier: Dossier, department: Department) -> Location | None:
    """Where the papers of a file already lie in a department's cabinets."""
    latest = (
        Placement.objects.filter(
            document__dossier=dossier, cabinet__department=department, until__isnull=True
        )
        .select_related("cabinet")
        .order_by("-placed_at", "-id")
        .first()
    )
    return _location(latest) if latest else None


def lines_for(by: Actor, template: Template) -> Choices:
    """The lines this person may file into, grouped by the letters of R1.3."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for line in rights.lines_offered(by=by, template=template):
        groups.setdefault(line.category.value, []).append((line.code, f"{line.code} {_(line.title)}"))
    return [(f"{letter} {_(CATEGORY_TITLES[letter])}", groups[letter]) for letter in sorted(groups)]


def likely_line(title: str, template: Template) -> CatalogueLine | None:
    """The line whose name stands in a title: this kind of paper normally goes there (R2.2.1.3)."""
    words = fold(title)
    named = [
        (len(part), line)
        for line in template.lines
        for part in _PARTS.split(_ASIDE.sub("", line.title))
        if len(part) > 1 and part not in _SAYS_NOTHING and fold(part) in words
    ]
    return max(named, key=lambda each: each[0])[1] if named else None


def _next(cabinets: list[Cabinet], mode: StorageMode) -> Location:
    if not cabinets:
        return Location()
    latest = (
        Placement.objects.filter(cabinet__in=cabinets)
        .select_related("cabinet")
        .order_by("-placed_at", "-id")
        .first()
    )
    cabinet = latest.cabinet if latest else cabinets[0]
    if mode is StorageMode.HANGING:
        shelf = latest.shelf if latest else ""
        return Location(cabinet=cabinet.code, shelf=shelf, position=queries.next_position(cabinet))
    if mode is StorageMode.POOLED_BINDER and latest and latest.binder:
        return Location(cabinet=cabinet.code, binder=latest.binder, binder_page=(latest.binder_page or 0) + 1)
    return Location(cabinet=cabinet.code)


def _location(placement: Placement) -> Location:
    return Location(
        cabinet=placement.cabinet.code,
        shelf=placement.shelf,
        position=placement.position,
        bag=placement.bag,
        binder=placement.binder,
        binder_page=placement.binder_page,
    )
