"""F04b 業主信息表 as print (R3.5.1.12): blank for the desk, or filled with what a household shows, masked."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from yihu.confidentiality.reading import HouseholdView, OwnerView
from yihu.policy.vocabulary import ID_TYPE_TITLES, UNIT_KIND_TITLES, USE_TITLES, IdType, UnitKind
from yihu.registers.paper import OWNER, Imprint
from yihu.registers.press import typeset
from yihu.registers.script import Script, written

_USES: Final = {str(use): title for use, title in USE_TITLES.items()}
_HOLDINGS: Final = {"sole": "單獨所有", "shares": "按份共有", "joint": "共同共有"}
_MANNERS: Final = ("買賣", "贈與", "繼承", "離婚析產", "法院裁判", "其他")
_NOTICES: Final = ("短信", "微信", "電話", "紙質")
_OWNER_ROWS: Final = 3
_MEMBER_ROWS: Final = 5
_NOBODY: Final[dict[str, Any]] = {
    **dict.fromkeys(("name", "kind", "number", "share", "relation"), ""),
    "phones": (),
}


def owner_form_pdf(
    household: HouseholdView | None,
    *,
    company: str,
    printed_at: datetime,
    printed_by: str,
    qr_target: str = "",
    anchor: str = "",
    keep_years: int | None = None,
    contact: str = "",
    script: Script = "hant",
) -> bytes:
    """The owner's form with the notice of line A11 at its foot; without a household the blank form.

    Id numbers and phones stay as masked as `household` has them. `keep_years` is P20 of K10 and `contact`
    the 客服部's telephone, for the notice; left out, there is a line to write them on. Raises `Unavailable`.
    """
    imprint = Imprint(company, printed_at, printed_by, anchor)
    data = {
        **(_filled(household, script) if household else _blank(script)),
        "made_on": f"{printed_at:%Y-%m-%d}" if household else "",
        "manner": _choices(dict(zip(_MANNERS, _MANNERS, strict=True)), (), script),
        "notices": _choices(dict(zip(_NOTICES, _NOTICES, strict=True)), (), script),
        "keep_years": "" if keep_years is None else str(keep_years),
        "contact": contact,
    }
    about = household.file_no if household else ""
    return typeset(OWNER, data, imprint=imprint, script=script, qr_target=qr_target, about=about)


def _blank(script: Script) -> dict[str, Any]:
    return {
        **dict.fromkeys(("file_no", "unit", "kind", "area", "acquired", "officer"), ""),
        "owners": [_NOBODY] * _OWNER_ROWS,
        "members": [_NOBODY] * _MEMBER_ROWS,
        "holding": _choices(_HOLDINGS, (), script),
        "use": _choices(_USES, (), script),
    }


def _filled(household: HouseholdView, script: Script) -> dict[str, Any]:
    members = [
        {"name": each.name, "relation": each.relation, "phones": each.phones} for each in household.members
    ]
    return {
        "file_no": household.file_no,
        "unit": household.unit_label,
        "kind": written(UNIT_KIND_TITLES[UnitKind(household.unit_kind)], script),
        "area": household.area_m2,
        "acquired": household.acquired_on.isoformat() if household.acquired_on else "",
        "officer": household.officer,
        "owners": _padded([_owner(each, script) for each in household.owners], _OWNER_ROWS),
        "members": _padded(members, _MEMBER_ROWS),
        "holding": _choices(_HOLDINGS, _holding(household.owners), script),
        "use": _choices(_USES, (household.use,), script),
    }


def _owner(owner: OwnerView, script: Script) -> dict[str, Any]:
    return {
        "name": owner.name,
        "kind": written(ID_TYPE_TITLES[IdType(owner.id_type)], script) if owner.id_type else "",
        "number": owner.id_number,
        "share": owner.share.strip("（）"),
        "phones": owner.phones,
    }


def _holding(owners: Collection[OwnerView]) -> tuple[str, ...]:
    """How the title is held, as far as the shares say it; nothing while no owner is known."""
    if not owners:
        return ()
    if len(owners) == 1:
        return ("sole",)
    return ("shares",) if any(owner.share_numerator for owner in owners) else ("joint",)


def _choices(titles: Mapping[str, str], chosen: Collection[str], script: Script) -> list[dict[str, Any]]:
    return [{"chosen": key in chosen, "label": written(title, script)} for key, title in titles.items()]


def _padded(rows: list[dict[str, Any]], least: int) -> list[dict[str, Any]]:
    return rows + [dict(_NOBODY)] * max(1, least - len(rows))
