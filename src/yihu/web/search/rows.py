"""Hits as pages show them: where they lead, what the field says, and the part of it that was typed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yihu.confidentiality.ways import WAY_TITLES, Grants, Way
from yihu.households.models import Member
from yihu.policy.vocabulary import N_
from yihu.search import Hit, Kind

_RELATIONS: dict[str, str] = {
    Member.Kind.FAMILY: N_("家屬"),
    Member.Kind.TENANT: N_("租戶"),
    Member.Kind.STAFF: N_("員工"),
    Member.Kind.OTHER: N_("其他人員"),
}
_EXAMPLES: dict[Way, str] = {
    Way.ROOM: N_("房號：3-1201、03棟1201、1201，或開頭幾位"),
    Way.NAME: N_("姓名：全名或其中任何一字，繁體簡體都可以；曾用名也可以"),
    Way.INITIALS: N_("拼音首字母：zxy"),
    Way.PHONE: N_("電話：全號或末四位"),
    Way.ID_NUMBER: N_("證件號碼：全號或末四位"),
    Way.FILE_NO: N_("檔號：全號或其中一段"),
    Way.PLATE: N_("車牌：全號或其中一段"),
}


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit; `before`, `part` and `after` together are what the field says."""

    url: str
    unit: str
    names: str
    field: str
    before: str
    part: str
    after: str
    relation: str
    former: bool


def hit_rows(code: str, hits: Iterable[Hit]) -> list[HitRow]:
    """The hits of the project with this code."""
    return [_row(code, hit) for hit in hits]


def url_of(code: str, hit: Hit) -> str:
    """Where a hit leads: to the household's file, or to the unit where there is none to see."""
    if hit.household_id:
        return f"/{code}/households/{hit.household_id}/"
    return f"/{code}/estate/units/{hit.unit_id}/"


def examples(grants: Grants) -> list[str]:
    """What can be typed by those who may look in these ways."""
    return [_(text) for way, text in _EXAMPLES.items() if way in grants.ways]


def named(way: Way) -> str:
    """A way of finding in the reader's language."""
    return _(WAY_TITLES[way])


def _row(code: str, hit: Hit) -> HitRow:
    before, part, after = hit.matched.partition(hit.part) if hit.part else (hit.matched, "", "")
    if hit.field in {Way.PHONE_TAIL, Way.ID_TAIL}:
        before, part, after = hit.matched.removesuffix(hit.part), hit.part, ""
    return HitRow(
        url=url_of(code, hit),
        unit=hit.unit_label,
        names="" if hit.kind is Kind.PERSON and hit.matched in hit.names else _("、").join(hit.names),
        field=named(hit.field),
        before=before,
        part=part,
        after=after,
        relation=_(_RELATIONS[hit.relation]) if hit.relation in _RELATIONS else "",
        former=hit.former,
    )
