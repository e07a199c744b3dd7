"""The columns of 《業戶情況一覽表》 (F04) as data: what each shows, how masked, how sensitive, for whom.

What needs a later part (欠費, 裝修, 普查, 租期) is absent, not empty. No column holds an id number or an
image of one (C11), and none is added without its sensitivity.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from yihu.confidentiality.reading.overview_rows import Extra, OverviewRow
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.floor_area import AreaUnit, in_unit
from yihu.policy.vocabulary import N_, UNIT_KIND_TITLES, USE_TITLES, Role, UnitKind, Use


class Level(StrEnum):
    """How sensitive a field is (domain Part 2): public, internal, personal, sensitive."""

    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    L4 = "L4"


class Mask(StrEnum):
    """What of a value is shown (P18)."""

    WHOLE = "whole"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Wording:
    """How cells are worded: fixed words by `say`, areas in `area_unit`, catalogue lines by their titles."""

    say: Callable[[str], str] = str
    area_unit: AreaUnit = AreaUnit.SQUARE_METRE
    lines: Mapping[str, str] = field(default_factory=dict)


Cell = Callable[[OverviewRow, Wording], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `width` in characters on paper, `extra` what it takes beside rows; `desk`: 總臺 sees it."""

    code: str
    title: str
    level: Level
    cell: Cell
    width: int
    number: bool = False
    mask: Mask = Mask.WHOLE
    extra: Extra | None = None
    desk: bool = False
    chosen: bool = False


def _kind(row: OverviewRow, words: Wording) -> str:
    return words.say(UNIT_KIND_TITLES[UnitKind(row.kind)])


def _use(row: OverviewRow, words: Wording) -> str:
    return words.say(USE_TITLES[Use(row.use)])


def _area(row: OverviewRow, words: Wording) -> str:
    if not row.area_m2 or words.area_unit is AreaUnit.SQUARE_METRE:
        return row.area_m2
    return str(in_unit(Decimal(row.area_m2), unit=words.area_unit))


def _owners(row: OverviewRow, words: Wording) -> str:
    return "、".join(row.owners) or words.say(N_("業主待補"))


def _catalogue(row: OverviewRow, words: Wording) -> str:
    return f"{row.present}/{row.required}" if row.required else ""


def _complete(row: OverviewRow, words: Wording) -> str:
    return f"{row.present * 100 // row.required}%" if row.required else ""


def _gaps(row: OverviewRow, words: Wording) -> str:
    return "、".join(words.say(words.lines.get(code, code)) for code in row.gaps)


def _note(row: OverviewRow, words: Wording) -> str:
    said = [words.say(N_("原業戶"))] if row.ended else []
    said += [words.say(N_("本週更正"))] if row.corrected else []
    return "、".join(said)


COLUMNS: tuple[Column, ...] = (
    Column("unit", N_("房號"), Level.L2, lambda row, _w: row.unit_label, 14, desk=True, chosen=True),
    Column("building", N_("棟"), Level.L2, lambda row, _w: row.building, 6, extra=Extra.PLACE, desk=True),
    Column("entrance", N_("單元"), Level.L2, lambda row, _w: row.entrance, 6, extra=Extra.PLACE, desk=True),
    Column("room", N_("室號"), Level.L2, lambda row, _w: row.room, 8, extra=Extra.PLACE, desk=True),
    Column("file_no", N_("檔號"), Level.L2, lambda row, _w: row.file_no, 18, desk=True, chosen=True),
    Column("tenure", N_("業戶期"), Level.L2, lambda row, _w: str(row.tenure_no), 6, number=True),
    Column("owners", N_("業主"), Level.L3, _owners, 18, desk=True, chosen=True),
    Column(
        "phone",
        N_("聯繫電話"),
        Level.L3,
        lambda row, _w: row.phone,
        13,
        mask=Mask.PHONE,
        desk=True,
        chosen=True,
    ),
    Column("kind", N_("物業類型"), Level.L2, _kind, 8),
    Column("use", N_("使用狀態"), Level.L2, _use, 8, desk=True, chosen=True),
    Column("area", N_("建築面積"), Level.L2, _area, 9, number=True, chosen=True),
    Column("tenants", N_("租戶"), Level.L3, lambda row, _w: "、".join(row.tenants), 14, extra=Extra.TENANTS),
    Column(
        "residents",
        N_("常住人數"),
        Level.L3,
        lambda row, _w: str(row.residents or ""),
        6,
        number=True,
        extra=Extra.RESIDENTS,
    ),
    Column("plates", N_("車牌"), Level.L3, lambda row, _w: "、".join(row.plates), 12, extra=Extra.PLATES),
    Column("acquired", N_("取得日期"), Level.L2, lambda row, _w: row.acquired_on, 11),
    Column("officer", N_("責任客戶主任"), Level.L2, lambda row, _w: row.officer, 10, desk=True, chosen=True),
    Column("catalogue", N_("目錄"), Level.L2, _catalogue, 7, number=True, chosen=True),
    Column("complete", N_("目錄完整率"), Level.L2, _complete, 7, number=True),
    Column("gaps", N_("缺項"), Level.L2, _gaps, 30, extra=Extra.GAPS),
    Column("note", N_("備註"), Level.L2, _note, 14, extra=Extra.CORRECTED, chosen=True),
)
BY_CODE: Mapping[str, Column] = MappingProxyType({column.code: column for column in COLUMNS})


def offered_to(role: Role | None) -> tuple[Column, ...]:
    """The columns that somebody in this role may choose among."""
    return tuple(column for column in COLUMNS if column.desk) if role == Role.FRONT_DESK else COLUMNS


def chosen_from(codes: Collection[str], offered: Iterable[Column]) -> tuple[Column, ...]:
    """Those of `offered` that are chosen, in the order of the form; the usual ones where none is.

    A choice that was kept and is not offered (any more) is left out; the room always stands first.
    """
    offered = tuple(offered)
    wanted = [column for column in offered if column.code in codes]
    wanted = wanted or [column for column in offered if column.chosen]
    return tuple(wanted) if any(column.code == "unit" for column in wanted) else (BY_CODE["unit"], *wanted)


def require_offered(codes: Collection[str], offered: Iterable[Column]) -> None:
    """Raise `Invalid` for a column that there is not, or not for this person."""
    known = {column.code for column in offered}
    unknown = [code for code in codes if code not in known]
    if unknown:
        text, mend = N_("沒有這一欄。"), N_("可選：%(expected)s。")
        said = {"expected": ", ".join(sorted(known))}
        raise Invalid(FieldError("columns", text, mend, code="column_unknown", params=said))


def extras_of(columns: Iterable[Column]) -> frozenset[Extra]:
    """What these columns take beside the rows."""
    return frozenset(column.extra for column in columns if column.extra)


def is_personal(columns: Iterable[Column]) -> bool:
    """Whether a row of these columns holds L3 data, which is what P19 counts."""
    return any(column.level in (Level.L3, Level.L4) for column in columns)
