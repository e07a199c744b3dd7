"""What the page of a file shows, prepared: the template only prints."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yihu.confidentiality import reading
from yihu.confidentiality.reading import CatalogueView, HouseholdView, LineView
from yihu.dossiers import queries
from yihu.gate.queries import VehicleRow, vehicles_of
from yihu.intake.queries import origin_of
from yihu.policy.access import Object, Verb
from yihu.policy.regulations.model import CATEGORY_TITLES
from yihu.policy.seventeen import CONDITIONAL_TEXT
from yihu.policy.vocabulary import (
    CARRIER_TITLES,
    ID_TYPE_TITLES,
    UNIT_KIND_TITLES,
    USE_TITLES,
    VOLUME_TITLES,
    Carrier,
    Department,
    IdType,
    LineState,
    UnitKind,
    Use,
)
from yihu.web import dates, floor_areas, names
from yihu.web.households import corrections, ticks
from yihu.web.households.happenings import words
from yihu.web.projects import ProjectRequest
from yihu.web.rights import allows

_ANY, _ANY_LINE = UUID(int=0), "any-line"


def context(request: ProjectRequest, shown: HouseholdView, catalogue: CatalogueView | None) -> dict[str, Any]:
    """Everything the page shows of a household."""
    writes = allows(request, Object.HOUSEHOLD, Verb.WRITE)
    files = allows(request, Object.DOCUMENT_FILING, Verb.FILE)
    volume = _volume(request, catalogue)
    return {
        "household": shown,
        "head": _head(request, shown, catalogue, writes=writes, files=files),
        "facts": _facts(request, shown, writes=writes),
        "owners": [_owner(owner) for owner in shown.owners],
        "members": shown.members,
        "vehicles": _vehicles(request, shown),
        "origin": _origin(request, shown),
        "corrections": corrections.listed(request, shown),
        "catalogue": catalogue,
        "volume": volume,
        "tabs": _tabs(catalogue, volume) if catalogue else [],
        "groups": _groups(request, catalogue, volume, files=files) if catalogue else [],
        "seventeen": _seventeen(catalogue) if catalogue else "",
        "waiting": catalogue.waiting if catalogue else (),
        "files": files,
        "prints": writes,
        "reveals": allows(request, Object.IDENTITY, Verb.REVEAL),
        "timeline": [words(request, entry) for entry in shown.timeline],
        "sights": [words(request, entry) for entry in shown.sights],
        "neighbours": queries.neighbours(project=request.project, unit_id=shown.unit_id),
    }


def _vehicles(request: ProjectRequest, shown: HouseholdView) -> list[VehicleRow]:
    """The live registrations, for who may read vehicles (R2.1.3)."""
    return vehicles_of(shown.id) if allows(request, Object.VEHICLE, Verb.READ) else []


def _origin(request: ProjectRequest, shown: HouseholdView) -> str:
    """Which file and rows the household was brought in from, for who reads imports."""
    found = origin_of(shown.id) if allows(request, Object.IMPORTS, Verb.READ) else None
    if found is None:
        return ""
    rows = _("、").join(map(str, found.rows[:5]))
    said = _("導入自「%(file)s」第 %(rows)s 行，%(day)s")
    return said % {"file": found.file_name, "rows": rows, "day": dates.day(found.at)}


def _head(
    request: ProjectRequest,
    shown: HouseholdView,
    catalogue: CatalogueView | None,
    *,
    writes: bool,
    files: bool,
) -> dict[str, Any]:
    code = request.project.code
    since = dates.day(shown.acquired_on or shown.opened_at)
    actions = []
    if writes and not shown.owners_registered:
        actions.append(
            {
                "url": reverse("household_owners", args=[code, shown.id]),
                "title": _("登記業主"),
                "primary": True,
            }
        )
    if files:
        room = urlencode({"unit": shown.unit_label})
        actions.append(
            {
                "url": f"{reverse('receipts', args=[code])}?{room}",
                "title": _("收件"),
                "primary": shown.owners_registered,
            }
        )
    badges = [{"tone": "", "text": _(USE_TITLES[Use(shown.use)])}]
    if not shown.owners_registered:
        badges.append({"tone": "due", "text": _("業主待補")})
    if shown.ended_on:
        badges.append({"tone": "late", "text": _("原業戶 · 已封存")})
    return {
        "file_no": shown.file_no,
        "period": _("第 %(tenure)s 業戶期 %(since)s 至今") % {"tenure": shown.tenure_no, "since": since},
        "title": shown.unit_label,
        "people": [names.owner_named(owner) for owner in shown.owners],
        "badges": badges,
        "present": catalogue.present if catalogue else None,
        "required": catalogue.required if catalogue else None,
        "tone": "former" if shown.ended_on else "due" if not shown.owners_registered else "",
        "actions": actions,
    }


def _facts(request: ProjectRequest, shown: HouseholdView, *, writes: bool) -> list[dict[str, Any]]:
    correct = reverse("correction", args=[request.project.code, shown.id]) if writes else ""
    phone = next((phone for owner in shown.owners for phone in owner.phones), "")
    told = floor_areas.phrase(shown.area_m2, floor_areas.shown_in(request.project))
    area = {"name": _("建築面積"), "value": told}
    if correct:
        area |= {"url": f"{correct}?field=area_m2", "verb": _("更正")}
    facts = [
        {"name": _("聯繫電話"), "value": phone},
        area,
        {"name": _("物業類型"), "value": _(UNIT_KIND_TITLES[UnitKind(shown.unit_kind)])},
        {"name": _("責任客戶主任"), "value": shown.officer},
    ]
    if shown.merged_with:
        facts.append({"name": _("合併使用"), "value": shown.merged_with})
    return facts


def _owner(owner: reading.OwnerView) -> dict[str, Any]:
    return {
        "name": names.owner_named(owner),
        "id_type": _(ID_TYPE_TITLES[IdType(owner.id_type)]) if owner.id_type else "",
        "id": owner.id,
        "id_number": owner.id_number,
        "phones": _("、").join(owner.phones),
    }


def _volume(request: ProjectRequest, catalogue: CatalogueView | None) -> str:
    """The divider asked for, else one's own, else the first there is."""
    held = [volume for volume in Department if catalogue and catalogue.of(volume)]
    for wanted in (request.GET.get("volume"), request.actor.department):
        if wanted in held:
            return str(wanted)
    return str(held[0]) if held else ""


def _tabs(catalogue: CatalogueView, here: str) -> list[dict[str, Any]]:
    tabs = []
    for volume in Department:
        lines = [
            line for line in catalogue.of(volume) if line.required and line.state != LineState.NOT_APPLICABLE
        ]
        if not catalogue.of(volume):
            continue
        present = sum(line.state in (LineState.PRESENT, LineState.LENT) for line in lines)
        tabs.append(
            {
                "url": f"?volume={volume}#catalogue",
                "title": _(VOLUME_TITLES[volume]),
                "current": volume == here,
                "count": f"{present}/{len(lines)}",
                "gap": present < len(lines),
            }
        )
    return tabs


def _groups(
    request: ProjectRequest, catalogue: CatalogueView, volume: str, *, files: bool
) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    ways = _Ways.of(request.project.code, catalogue)
    for line in catalogue.of(volume):
        groups.setdefault(line.category, []).append(_line(catalogue, line, ways, files=files))
    return [
        {
            "letter": letter,
            "title": _(CATEGORY_TITLES[letter]),
            "lines": ticks.tick_lines(line for line in lines if not line["idle"]),
            "idle": [line["title"] for line in lines if line["idle"]],
        }
        for letter, lines in groups.items()
    ]


def _seventeen(catalogue: CatalogueView) -> SafeString:
    """權籍檔案: the 17 items in their order, conditional ones saying 視情況 (R3.5.1)."""
    return ticks.numbered_lines(
        {
            "number": item.number,
            "title": _(item.title),
            "state": item.state.value,
            "note": _(CONDITIONAL_TEXT) if item.conditional else "",
        }
        for item in catalogue.seventeen
    )


@dataclass(frozen=True, slots=True)
class _Ways:
    """The addresses that the lines lead to, each written once; `_ANY` stands for what changes by line."""

    page: str
    receipts: str
    excuse: str

    @classmethod
    def of(cls, code: str, catalogue: CatalogueView) -> "_Ways":
        return cls(
            page=reverse("document", args=[code, _ANY]),
            receipts=reverse("receipts", args=[code]),
            excuse=reverse("not_applicable", args=[code, catalogue.dossier_id, _ANY_LINE]),
        )


def _line(catalogue: CatalogueView, line: LineView, ways: _Ways, *, files: bool) -> dict[str, Any]:
    """A line as `ticks` prints it."""
    latest = line.documents[-1] if line.documents else None
    missing = line.state in (LineState.MISSING, LineState.LOST)
    acts = {}
    if missing and files and not catalogue.closed:
        query = urlencode({"unit": catalogue.unit_label, "line": line.code})
        acts = {
            "file_url": f"{ways.receipts}?{query}",
            "excuse_url": ways.excuse.replace(_ANY_LINE, line.code),
        }
    return {
        "title": _(line.title),
        "state": line.state.value,
        "note": _note(line),
        "where": _where(latest) if latest else "",
        "when": dates.day(latest.filed_at) if latest else "",
        "late": any(document.late for document in line.documents),
        "missing": missing,
        "catch_up": dates.day(line.catch_up_until) if missing else "",
        "idle": line.state == LineState.NOT_APPLICABLE and not line.excused_by,
        "documents": [
            {
                "title": document.title,
                "url": ways.page.replace(str(_ANY), str(document.id)),
                "item_no": document.item_no,
                "where": _where(document),
                "superseded": document.superseded,
                "lost": document.lost,
            }
            for document in line.documents
        ],
        **acts,
    }


def _note(line: LineView) -> str:
    parts = []
    if line.signatures_needed > 1 and line.signatures_given < line.signatures_needed:
        parts.append(
            _("%(needed)s 位業主，已簽 %(given)s 位")
            % {"needed": line.signatures_needed, "given": line.signatures_given}
        )
    elif line.count > 1:
        parts.append(_("%(count)s 件") % {"count": line.count})
    if line.copies_only and line.count:
        parts.append(_("僅複印件"))
    if line.reason and line.state == LineState.NOT_APPLICABLE:
        excuse = {"reason": _(line.reason), "who": line.excused_by}
        parts.append(_("%(reason)s（%(who)s）") % excuse if line.excused_by else _(line.reason))
    if line.follows == "unit":
        parts.append(_("隨房"))
    return " · ".join(parts)


def _where(document: reading.DocumentLine) -> str:
    pages = _("%(carrier)s %(pages)s 頁") % {
        "carrier": _(CARRIER_TITLES[Carrier(document.carrier)]),
        "pages": document.pages,
    }
    place = names.place_named(document.place)
    return f"{pages} · {place}" if place else pages
