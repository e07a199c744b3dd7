"""A form as a workbook, ready to print: the same head, columns and foot as on paper, every cell text."""

import io
from collections.abc import Sequence
from typing import Final

import xlsxwriter

from yihu.confidentiality.reading import CatalogueView, HouseholdView
from yihu.policy.vocabulary import ID_TYPE_TITLES, LINE_MARKS, IdType
from yihu.registers.paper import CATALOGUE, OWNER, Form, Imprint
from yihu.registers.script import Script, written
from yihu.registers.signature_boxes import day_box, sign

_ALIVE: Final = ("=", "+", "-", "@", "\t", "\r")
_A4: Final = 9
_HEAD_ROW: Final = 4
_CATALOGUE: Final = (
    *(("代碼", 8), ("應有資料名稱", 34), ("在冊", 6), ("件數", 6), ("件號", 8), ("件名", 28), ("頁數", 6)),
    *(("日期", 12), ("存放位置", 18), ("保管期限", 12), ("備註", 18)),
)
_CATALOGUE_SIGNED: Final = ("製表人", "審核人（部門主管）", "日期")
_OWNER_SIGNED: Final = ("客戶主任（核驗證件）", "檔案專人（歸檔）")
_OWNER: Final = (
    ("身份", 8),
    ("姓名／單位", 24),
    ("證件種類", 14),
    ("證件號碼", 24),
    ("份額", 8),
    ("電話", 22),
    ("關係", 12),
)


def catalogue_xlsx(view: CatalogueView, *, imprint: Imprint, script: Script = "hant") -> bytes:
    """F05b: a row a line, and one for each of its papers."""
    rows: list[tuple[str, ...]] = []
    for line in view.lines:
        head = (line.code, line.title, LINE_MARKS[line.state], str(line.count or ""))
        rows.append((*head, *[""] * 5, line.retention, line.reason))
        for paper in line.documents:
            number = paper.item_no.rpartition(f"{line.code}-")[2]
            day = (paper.formed_on or imprint.local(paper.received_at).date()).isoformat()
            rows.append(("", "", "", "", number, paper.title, str(paper.pages), day, paper.location, "", ""))
    about = f"{view.file_no}　{view.unit_label}"
    maker, reader, day = (written(label, script) for label in _CATALOGUE_SIGNED)
    signed = [f"{maker}\n{imprint.printed_by}", reader, day_box(day)]
    return _book(CATALOGUE, about, _CATALOGUE, rows, signed, imprint=imprint, script=script)


def owner_form_xlsx(household: HouseholdView, *, imprint: Imprint, script: Script = "hant") -> bytes:
    """F04b: who owns and who lives there, their numbers masked as the household shows them."""
    owners = [
        (
            written("業主", script),
            owner.name,
            written(ID_TYPE_TITLES[IdType(owner.id_type)], script) if owner.id_type else "",
            owner.id_number,
            owner.share.strip("（）"),
            "、".join(owner.phones),
            "",
        )
        for owner in household.owners
    ]
    members = [
        (written("成員", script), each.name, "", "", "", "、".join(each.phones), each.relation)
        for each in household.members
    ]
    about = f"{household.file_no}　{household.unit_label}"
    signed = [written(label, script) for label in _OWNER_SIGNED]
    return _book(OWNER, about, _OWNER, [*owners, *members], signed, imprint=imprint, script=script)


def _book(
    form: Form,
    about: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[str]],
    signed: Sequence[str],
    *,
    imprint: Imprint,
    script: Script,
) -> bytes:
    out = io.BytesIO()
    title, last = written(form.title, script), len(columns) - 1
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(title)
        centred = book.add_format({"align": "center", "bold": True, "quote_prefix": True})
        titled = book.add_format({"align": "center", "bold": True, "font_size": 16})
        right = book.add_format({"align": "right", "quote_prefix": True})
        plain = book.add_format({"quote_prefix": True})
        head = book.add_format({"bold": True, "border": 1, "align": "center", "bg_color": "#EBEBEB"})
        cell = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True})
        quoted = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True, "quote_prefix": True})
        for row, text, how in (
            (0, imprint.company, centred),
            (1, title, titled),
            (2, f"{form.number} / {form.edition}", right),
        ):
            sheet.merge_range(row, 0, row, last, "", how)
            sheet.write_string(row, 0, text, how)
        sheet.write_string(
            3,
            0,
            f"{about}　{imprint.printed_by} {imprint.printed_at:%Y-%m-%d %H:%M}　{imprint.anchor}",
            plain,
        )
        for number, (name, width) in enumerate(columns):
            sheet.write_string(_HEAD_ROW, number, written(name, script), head)
            sheet.set_column(number, number, width)
        for place, values in enumerate(rows, start=_HEAD_ROW + 1):
            for number, text in enumerate(values):
                sheet.write_string(place, number, text, quoted if text.startswith(_ALIVE) else cell)
        sign(book, sheet, signed, row=_HEAD_ROW + 1 + len(rows), last=last)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.freeze_panes(_HEAD_ROW + 1, 0)
        sheet.set_footer(f"&L{written(form.retention, script)}&C{written('第 &P 頁　共 &N 頁', script)}")
    return out.getvalue()
