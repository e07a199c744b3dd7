"""F01 《業戶檔案查閱登記表》 as print and workbook (R1.6c, R1.S1): a month of readings; blank or filled."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import xlsxwriter

from yihu.confidentiality.consultations import RegisterRow
from yihu.policy.consultation import MODE_TITLES, Mode
from yihu.policy.vocabulary import DEPARTMENT_TITLES, Department
from yihu.registers.paper import CONSULTATIONS, Imprint
from yihu.registers.press import typeset
from yihu.registers.script import Script, written

COLUMNS: Final = (
    ("number", "編號", 12),
    ("asked", "申請時間", 17),
    ("reader", "查閱人", 14),
    ("department", "部門／單位", 12),
    ("unit", "房號", 18),
    ("file_no", "檔號", 20),
    ("items", "查閱內容", 34),
    ("purpose", "查閱目的", 34),
    ("mode", "方式", 10),
    ("endorsed", "本部門意見", 16),
    ("approved", "客服部負責人許可", 18),
    ("approved_at", "許可時間", 17),
    ("until", "有效至", 17),
    ("used", "開始—結束", 24),
    ("checked", "頁數／狀況", 14),
)
_CONDITIONS: Final = {"good": "完好", "damaged": "破損"}
_HEAD_ROW: Final = 3
_ALIVE: Final = ("=", "+", "-", "@", "\t", "\r")


def consultations_pdf(
    rows: Sequence[RegisterRow] | None,
    *,
    company: str,
    project: str,
    month: str = "",
    printed_at: datetime,
    printed_by: str,
    anchor: str = "",
    script: Script = "hant",
) -> bytes:
    """A month (`2026-07`) in the order of its numbers; None gives the blank form. Raises `Unavailable`."""
    imprint = Imprint(company, printed_at, printed_by, anchor)
    data = {
        "project": project,
        "month": f"{month[:4]} 年 {month[5:]} 月" if month else "",
        "total": "" if rows is None else f"{len(rows)} 行",
        "rows": [row_cells(row, imprint, script) for row in rows or ()],
        "quiet": rows is not None and not rows,
    }
    return typeset(CONSULTATIONS, data, imprint=imprint, script=script, about=month)


def consultations_xlsx(
    rows: Sequence[RegisterRow],
    *,
    company: str,
    project: str,
    month: str,
    printed_at: datetime,
    printed_by: str,
    anchor: str = "",
    script: Script = "hant",
) -> bytes:
    """The same rows; every cell is text, none of which a spreadsheet can take for a formula."""
    imprint = Imprint(company, printed_at, printed_by, anchor)
    title, out = written(CONSULTATIONS.title, script), io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "company": company, "comments": printed_by})
        sheet = book.add_worksheet(title)
        about = f"{project}　{month}　{CONSULTATIONS.number} / {CONSULTATIONS.edition}"
        said = book.add_format({"quote_prefix": True})
        bold = book.add_format({"bold": True, "font_size": 14, "quote_prefix": True})
        head = book.add_format({"bold": True, "border": 1, "align": "center", "bg_color": "#EBEBEB"})
        plain = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True})
        quoted = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True, "quote_prefix": True})
        sheet.write_string(0, 0, f"{company}　{title}", bold)
        sheet.write_string(1, 0, about, said)
        sheet.write_string(2, 0, f"{printed_by} {printed_at:%Y-%m-%d %H:%M}　{anchor}", said)
        for place, (_name, words, width) in enumerate(COLUMNS):
            sheet.write_string(_HEAD_ROW, place, written(words, script), head)
            sheet.set_column(place, place, width)
        for number, row in enumerate(rows, start=_HEAD_ROW + 1):
            cells = row_cells(row, imprint, script)
            for place, (name, _words, _width) in enumerate(COLUMNS):
                text = cells[name]
                sheet.write_string(number, place, text, quoted if text.startswith(_ALIVE) else plain)
        sheet.freeze_panes(_HEAD_ROW + 1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        line = f"{printed_by} {printed_at:%Y-%m-%d %H:%M}".replace("&", "＆")[:120]
        sheet.set_footer(f"&L{line}　{written(CONSULTATIONS.retention, script)}&R&P / &N")
    return out.getvalue()


def row_cells(row: RegisterRow, imprint: Imprint, script: Script) -> dict[str, str]:
    """One row in words."""

    def say(text: str) -> str:
        return written(text, script)

    titles = [item.title if item.document_id else say(item.title) for item in row.items]
    if row.standing:
        department = say("常設授權")
    elif row.department:
        department = say(DEPARTMENT_TITLES[Department(row.department)])
    else:
        department = say("訪客")
    checked = [f"{row.pages} {say('頁')}"] if row.pages else []
    checked += [say(_CONDITIONS[row.condition])] if row.condition else []
    climbed = f"（{say('代行')}）" if row.climbed else ""
    return {
        "number": row.number,
        "asked": _moment(row.asked_at, imprint),
        "reader": row.reader,
        "department": department,
        "unit": row.unit_label,
        "file_no": row.file_no,
        "items": "、".join(titles) or say("檔案"),
        "purpose": row.purpose,
        "mode": say(MODE_TITLES[Mode(row.mode)]),
        "endorsed": f"{row.endorsed_by} {row.endorsement}".strip(),
        "approved": f"{row.approved_by}{climbed}",
        "approved_at": _moment(row.approved_at, imprint),
        "until": _moment(row.valid_until, imprint),
        "used": _span(row, imprint),
        "checked": " ".join(checked),
    }


def _span(row: RegisterRow, imprint: Imprint) -> str:
    if row.started_at is None:
        return ""
    begun = imprint.local(row.started_at)
    ended = imprint.local(row.ended_at) if row.ended_at else None
    if ended is None:
        return f"{begun:%m-%d %H:%M}—"
    close = f"{ended:%H:%M}" if ended.date() == begun.date() else f"{ended:%m-%d %H:%M}"
    return f"{begun:%m-%d %H:%M}—{close}"


def _moment(at: datetime | None, imprint: Imprint) -> str:
    return f"{imprint.local(at):%Y-%m-%d %H:%M}" if at else ""
