"""Views to print, synthetic all: a file, a day, a household, an overview."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from yihu.confidentiality.consultations import ItemView
from yihu.confidentiality.consultations import RegisterRow as ConsultationRow
from yihu.confidentiality.reading import (
    CatalogueView,
    DayRegister,
    DocumentLine,
    HouseholdView,
    LineView,
    OverviewRow,
    OwnerView,
    RegisterRow,
)
from yihu.confidentiality.reading.household import MemberView
from yihu.confidentiality.reading.register import Reading
from yihu.policy.regulations.template import TEMPLATE
from yihu.policy.vocabulary import LINE_MARKS, Department, LineState
from yihu.registers import Label, bag_label, file_label

NOBODY = UUID(int=0)
CHINA = timezone(timedelta(hours=8))
PRINTED = datetime(2026, 7, 3, 17, 20, tzinfo=CHINA)
DAY = date(2026, 7, 3)
RECEIVED = datetime(2026, 7, 3, 1, 15, tzinfo=UTC)
FILE_NO = "CJ-03-2-1502/02"
IMPRINT: dict[str, Any] = {
    "company": "示範物業服務有限公司",
    "printed_at": PRINTED,
    "printed_by": "王芳",
    "anchor": "第 4213 條 7f3a-91c2-0d5e-b6a8",
}
MAKER: dict[str, Any] = {key: IMPRINT[key] for key in ("company", "printed_at", "printed_by")}


def member(name: str, relation: str = "子女", *, phones: tuple[str, ...] = ()) -> MemberView:
    return MemberView(NOBODY, name, "family", relation, phones)


def document(code: str, number: int, title: str, **changes: Any) -> DocumentLine:
    paper = DocumentLine(
        id=NOBODY,
        item_no=f"{FILE_NO}-{code}-{number:03}",
        title=title,
        volume="cs",
        pages=2,
        carrier="both",
        is_copy=False,
        formed_on=date(2021, 4, 18),
        received_at=RECEIVED,
        filed_at=RECEIVED,
        late=False,
        days_late=0,
        location="K-02 · 1層 · 37掛位",
        has_content=True,
        superseded=False,
        lost=False,
        readable=True,
    )
    return replace(paper, **changes)


STATES = {
    "A05": LineState.MISSING,
    "A08": LineState.LENT,
    "A10": LineState.MISSING,
    "C01": LineState.DESTROYED,
    "F02": LineState.LOST,
}
HELD = {
    "A01": (document("A01", 1, "入伙通知書"),),
    "A02": (document("A02", 1, "入伙手續書（五站）", pages=5),),
    "A03": (document("A03", 1, "業主使用公約簽署頁", carrier="paper"),),
    "A06": (
        document("A06", 1, "業主信息表"),
        document("A06", 2, "業主信息表（2026 更新）", late=True, days_late=2),
    ),
    "A08": (document("A08", 1, "不動產權證書複印件", is_copy=True),),
    "B03": (document("B03", 1, "水電改動圖", volume="eng", location="E1 · 袋B-017", pages=12),),
}


def line(code: str, **changes: Any) -> LineView:
    source = next(each for each in TEMPLATE if each.code == code)
    held = HELD.get(code, ())
    usual = LineState.PRESENT if held or source.system_kept else LineState.NOT_APPLICABLE
    state = STATES.get(code, usual)
    view = LineView(
        code=code,
        title=source.title,
        category=source.category,
        volume="eng" if source.category == "B" else Department.CS,
        follows=source.follows,
        retention=source.retention,
        items=source.items,
        clauses=source.clauses,
        required=source.category == "A" or bool(held) or source.system_kept,
        conditional=False,
        system_kept=source.system_kept,
        state=state,
        mark=LINE_MARKS[state],
        reason="由系統維護。" if source.system_kept else "",
        excused_by="",
        signatures_given=0,
        signatures_needed=0,
        copies_only=code == "B03",
        count=len(held),
        documents=held,
    )
    return replace(view, **changes)


def catalogue(*lines: LineView, **changes: Any) -> CatalogueView:
    shown = lines or tuple(line(each.code) for each in TEMPLATE)
    view = CatalogueView(
        dossier_id=NOBODY,
        household_id=NOBODY,
        project="CJ",
        file_no=FILE_NO,
        unit_label="3棟2單元1502",
        edition=1,
        lines=shown,
        waiting=(),
        seventeen=(),
        required=21,
        present=18,
        print_version=3,
        printed_at=RECEIVED,
        reprint_due=True,
        closed=False,
        version=7,
    )
    return replace(view, **changes)


def row(number: int, **changes: Any) -> RegisterRow:
    room = f"{number % 30 + 1:02}0{number % 4 + 1}"
    file_no = f"CJ-03-2-{room}/01"
    entry = RegisterRow(
        id=NOBODY,
        number=number,
        unit_label=f"3棟2單元{room}",
        file_no=file_no,
        household=("張曉芸", "周文博", "歐陽芷晴", "誠基商貿有限公司")[number % 4],
        item_no=f"{file_no}-A06-{number % 9 + 1:03}",
        title=("業主信息表", "入伙通知書", "房屋驗收表", "物品放行條")[number % 4],
        sign="-" if number % 7 == 6 else "+",
        pages=number % 5 + 1,
        carrier=("paper", "both", "electronic")[number % 3],
        location=f"K-02 · 1層 · {number:02}掛位",
        formed_on=DAY - timedelta(days=number % 40),
        received_at=RECEIVED + timedelta(minutes=number % 400),
        entered_at=RECEIVED + timedelta(minutes=number % 400 + 35),
        on_the_day=number % 5 != 4,
        entered_by="陳立",
        note="",
        read=True,
    )
    return replace(entry, **changes)


def day(rows: int = 7, **changes: Any) -> DayRegister:
    shown = changes.pop("shown", tuple(row(number) for number in range(1, rows + 1)))
    register = DayRegister(
        project="CJ",
        project_name="誠基公寓",
        volume="cs",
        day=DAY,
        rows=shown,
        readings=(Reading(RECEIVED + timedelta(hours=8), "王敏", rows, "件號與掛位相符。"),) if rows else (),
        unread=0,
        plus=sum(each.sign == "+" for each in shown),
        minus=sum(each.sign == "-" for each in shown),
    )
    return replace(register, **changes)


def owner(name: str, **changes: Any) -> OwnerView:
    person = OwnerView(
        id=NOBODY,
        name=name,
        share="（60%）",
        share_numerator=3,
        share_denominator=5,
        id_type="resident_id",
        id_number="110***********1234",
        phones=("138****6621", "010-****1234"),
    )
    return replace(person, **changes)


def household(**changes: Any) -> HouseholdView:
    view = HouseholdView(
        id=NOBODY,
        project="CJ",
        unit_id=NOBODY,
        unit_code="03-2-1502",
        unit_label="3棟2單元1502",
        unit_kind="residential",
        use="owner_occupied",
        area_m2="98.20",
        merged_with="",
        tenure_no=2,
        acquired_on=date(2021, 4, 18),
        opened_at=RECEIVED,
        ended_on=None,
        owners_registered=True,
        owners=(owner("張曉芸"), owner("李建國", share="（40%）", share_numerator=2)),
        members=(member("張小雨", "女兒"),),
        officer="陳立",
        dossier_id=NOBODY,
        file_no=FILE_NO,
        required=21,
        present=18,
        corrections=(),
        timeline=(),
        sights=(),
        version=7,
    )
    return replace(view, **changes)


def overview(rows: int) -> tuple[OverviewRow, ...]:
    return tuple(
        OverviewRow(
            id=NOBODY,
            dossier_id=NOBODY,
            file_no=f"CJ-03-2-{number:04}/01",
            unit_id=NOBODY,
            unit_label=f"3棟2單元{number:04}",
            kind="residential",
            use=("owner_occupied", "leased", "commercial_residential")[number % 3],
            area_m2="98.20",
            tenure_no=1,
            owners=("張曉芸（60%）", "李建國（40%）"),
            phone="138****6621",
            officer="陳立",
            required=21,
            present=21 - number % 4,
            acquired_on="2021-04-18",
            ended=number % 20 == 19,
        )
        for number in range(1, rows + 1)
    )


def labels(count: int) -> list[Label]:
    """Spine labels, and one sealed bag at their end."""
    files = [
        file_label(
            file_no=f"CJ-03-2-{number:04}/02",
            room=f"3棟2單元{number:04}",
            qr_target=f"https://example.org/CJ/households/{UUID(int=number)}/",
        )
        for number in range(1, count)
    ]
    held = [label.code for label in files]
    bag = bag_label(
        number="圖-0007", cabinet="工程 02", file_nos=held, qr_target="https://example.org/CJ/bags/7"
    )
    return [*files, bag]


def read_item(title: str, word: str = "phone", document: UUID | None = None) -> ItemView:
    return ItemView(word, "field", title, document, True, 0)


def consultation(number: int, **changes: Any) -> ConsultationRow:
    shown = ConsultationRow(
        number=f"2026-{number:04}",
        asked_at=RECEIVED,
        reader="周強",
        department="sec",
        outsider=False,
        unit_label="3棟1單元1201",
        file_no=FILE_NO,
        items=(read_item("聯繫電話"),),
        purpose="報修、漏水搶修：502 天花滲水，要聯繫樓上業主",
        mode="screen",
        endorsed_by="馬剛",
        endorsed_at=RECEIVED,
        endorsement="確需聯繫",
        approved_by="王敏",
        approved_at=RECEIVED,
        decision="",
        climbed=False,
        countersigned_by="",
        valid_until=RECEIVED + timedelta(hours=8),
        started_at=RECEIVED + timedelta(minutes=5),
        ended_at=RECEIVED + timedelta(minutes=9),
        ended_by="周強",
        pages=None,
        condition="",
        note="",
        standing=False,
        consultation_id=NOBODY,
    )
    return replace(shown, **changes)


def consultations() -> list[ConsultationRow]:
    unsaid = {"endorsed_by": "", "endorsement": ""}
    paper = {"mode": "onsite", "pages": 12, "condition": "good", "department": "eng", "reader": "林工"}
    outsider = {"department": "", "outsider": True, "reader": "業委會 陳女士"} | unsaid
    standing = {"standing": True, "department": "", "reader": "鄭審計", "items": (), "purpose": "季度檢查"}
    return [
        consultation(1),
        consultation(2, items=(read_item("水電圖", "B03", NOBODY),), **paper),
        consultation(3, ended_at=None, **outsider),
        consultation(4, ended_at=None, **(standing | unsaid)),
        consultation(5, climbed=True, approved_by="何經理", ended_at=RECEIVED + timedelta(days=1)),
    ]
