"""The people of one row: several may stand in one cell, and placeholders stand for what nobody knew."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from yihu.intake.cells import ID_TYPES, Line, read_share
from yihu.intake.headers import Field
from yihu.intake.shapes import MemberReading, MemberRole, OwnerReading
from yihu.kernel.text import NAME_LIMIT, fold, narrow, normalise_name
from yihu.policy.decisions import refuse
from yihu.policy.identity import check_identity, identify, looks_destroyed, normalise_id
from yihu.policy.phones import check_phone
from yihu.policy.vocabulary import N_, IdType, Locality

_BETWEEN_NAMES = re.compile(r"[,，、;；/\n]+(?![^(（]*[)）])")
_BETWEEN_SHARES = re.compile(r"[,，、;；\n]+")
_BESIDE = re.compile(r"(.+?)\s*[(（]([0-9+*\- /.%]{2,})[)）]")
_SHARE = re.compile(r"[0-9.]+%|[0-9]+/[0-9]+")
_BETWEEN_NUMBERS = re.compile(r"[,，、;；/\n]+")
_NO_NAMES = frozenset(
    ["无", "暂无", "未知", "不详", "待定", "空", "空置", "业主", "-", "--", "/", "—", "none", "null", "n/a"]
)
_DESTROYED = refuse(
    "number_destroyed",
    N_("證件號碼可能被試算表當作數字，末幾位已失真，未採用。"),
    mend=N_("請把該欄設為文字格式，按原件重填。"),
    clause="R2.1.1",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as a row describes them."""

    name: str
    id_type: IdType | None = None
    id_number: str = ""
    phones: tuple[str, ...] = ()
    share: Fraction | None = None

    def as_owner(self) -> OwnerReading:
        return OwnerReading(self.name, self.id_type, self.id_number, self.phones, self.share)

    def as_member(self, role: MemberRole) -> MemberReading:
        return MemberReading(self.name, role, self.phones, self.id_type, self.id_number)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a row names people of one sort."""

    name: Field
    phone: Field
    id_number: Field


OWNERS = Columns(Field.NAME, Field.PHONE, Field.ID_NUMBER)
TENANTS = Columns(Field.TENANT, Field.TENANT_PHONE, Field.TENANT_ID)
RELATIVES = Columns(Field.RELATIVE, Field.RELATIVE_PHONE, Field.RELATIVE_ID)


def read_people(line: Line, *, locality: Locality, where: Columns = OWNERS) -> tuple[Person, ...]:
    """Everybody named in the row, each with their own numbers where these can be told apart."""
    if where.name not in line.layout.columns:
        return ()
    named = _names(line, where)
    names, beside = [each[0] for each in named], [each[1] for each in named]
    phones = _phones(line, where, len(names))
    ids = _parts(line, where.id_number, _BETWEEN_NUMBERS, len(names), "ids_differ")
    shares = [""] * len(names)
    if where is OWNERS:
        shares = _parts(line, Field.SHARE, _BETWEEN_SHARES, len(names), "shares_differ")
    return tuple(
        _person(
            line,
            where,
            name,
            phones[index] or _if_phone(beside[index]),
            ids[index],
            shares[index] or _if_share(beside[index]),
            locality=locality,
        )
        for index, name in enumerate(names)
    )


def _if_phone(beside: str) -> list[str]:
    return [beside] if beside and not _SHARE.fullmatch(beside) else []


def _if_share(beside: str) -> str:
    return beside if _SHARE.fullmatch(beside) else ""


def _names(line: Line, where: Columns) -> list[tuple[str, str]]:
    """Each name, with the telephone or share that stands in brackets behind it."""
    text = line.text(where.name)
    one_latin = text.isascii() and re.fullmatch(r"[A-Za-z.'-]+, [A-Za-z .'-]+", text)
    parts = [text] if one_latin or fold(text) in _NO_NAMES else _BETWEEN_NAMES.split(text)
    split = [_BESIDE.fullmatch(part.strip()) for part in parts]
    named = [
        (normalise_name(found[1]), narrow(found[2])) if found else (normalise_name(part), "")
        for part, found in zip(parts, split, strict=True)
    ]
    names = [(name, beside) for name, beside in named if name and fold(name) not in _NO_NAMES]
    if len(names) < len([name for name, _ in named if name]):
        line.warn(where.name, "name_placeholder")
    if any(len(name) > NAME_LIMIT for name, _ in names):
        line.warn(where.name, "name_long", limit=NAME_LIMIT)
        return []
    if not text and (line.text(where.phone) or line.text(where.id_number)):
        line.warn(where.name, "name_missing")
    return names


def _phones(line: Line, where: Columns, people: int) -> list[list[str]]:
    """Each one's own; one person may have several, and a single one is the first person's, as co-owners often
    give one telephone."""
    found = [part.strip() for part in _BETWEEN_NUMBERS.split(line.text(where.phone)) if part.strip()]
    if people == 1:
        return [found]
    if len(found) == 1 and people:
        return [found, *([] for _ in range(people - 1))]
    return [[part] if part else [] for part in _spread(line, where.phone, found, people, "phones_differ")]


def _parts(line: Line, at: Field, between: re.Pattern[str], people: int, code: str) -> list[str]:
    text = line.text(at)
    found = [text] if people == 1 else [part.strip() for part in between.split(text) if part.strip()]
    return _spread(line, at, found, people, code)


def _spread(line: Line, at: Field, found: list[str], people: int, code: str) -> list[str]:
    if len(found) == people:
        return found
    if any(found) and people:
        line.warn(at, code)
    return [""] * people


def _person(
    line: Line,
    where: Columns,
    name: str,
    phones: list[str],
    number: str,
    share: str,
    *,
    locality: Locality,
) -> Person:
    id_type, id_number = _identity(line, where, number, locality)
    read = [_phone(line, where, phone, locality) for phone in phones]
    own = tuple(dict.fromkeys(filter(None, read)))
    return Person(name, id_type, id_number, own, read_share(line, share))


def _phone(line: Line, where: Columns, text: str, locality: Locality) -> str:
    checked = check_phone(text=text, locality=locality)
    if not checked:
        line.refuse(where.phone if where.phone in line.layout.columns else where.name, checked.decision)
    return checked.value


def _identity(line: Line, where: Columns, text: str, locality: Locality) -> tuple[IdType | None, str]:
    if not text:
        return None, ""
    stated = fold(line.text(Field.ID_TYPE)) if where is OWNERS else ""
    if stated and stated not in ID_TYPES:
        line.warn(Field.ID_TYPE, "id_type_unknown")
    id_type = ID_TYPES.get(stated)
    if id_type:
        decision = check_identity(id_type=id_type, number=text, locality=locality)
    else:
        id_type, decision = identify(number=text, locality=locality)
    if decision and looks_destroyed(text):
        decision = _DESTROYED
    if not decision:
        line.refuse(where.id_number, decision)
        return None, ""
    return id_type, normalise_id(id_type=id_type, number=text)


def merged(owners: list[OwnerReading], new: OwnerReading) -> bool:
    """Whether `new` is one of `owners` once more; then what it adds is filled in."""
    for index, old in enumerate(owners):
        if old.name == new.name and (
            not old.id_number or not new.id_number or old.id_number == new.id_number
        ):
            owners[index] = replace(
                old,
                id_type=old.id_type or new.id_type,
                id_number=old.id_number or new.id_number,
                phones=tuple(dict.fromkeys((*old.phones, *new.phones))),
                share=old.share or new.share,
            )
            return True
    return False
