"""F05a as a workbook: the same rows as text, none of which a spreadsheet can take for a formula."""

import io
from datetime import datetime
from typing import Any, Final

import xlsxwriter

from yihu.confidentiality.reading import DayRegister
from yihu.policy.vocabulary import DEPARTMENT_TITLES, Department
from yihu.registers.accessions import long_day, row_cells, running_no
from yihu.registers.paper import ACCESSIONS, Imprint
from yihu.registers.script import Script, written

COLUMNS: Final = (
    ("序號", 6),
    ("房號", 16),
    ("檔號", 20),
    ("業戶名稱", 18),
    ("件號", 12),
    ("件名", 30),
    ("增減", 8),
    ("頁數", 6),
    ("載體", 11),
    ("存放位置", 20),
    ("形成日期", 12),
    ("收件", 12),
    ("歸檔", 12),
    ("當日", 6),
    ("經辦人", 10),
    ("備註", 20),
)
_HEAD_ROW: Final = 4
_ALIVE: Final = ("=", "+", "-", "@", "\t", "\r")


def accessions_xlsx(
    register: DayRegister,
    *,
    company: str,
    printed_at: datetime,
    printed_by: str,
    anchor: str = "",
    script: Script = "hant",
) -> bytes:
    """The day's rows as XLSX. Every cell is text; what begins like a formula is marked as text for good."""
    imprint = Imprint(company, printed_at, printed_by, anchor)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": written(ACCESSIONS.title, script), "company": company})
        sheet = book.add_worksheet(written(ACCESSIONS.title, script))
        _write_head(book, sheet, register, imprint, script)
        plain = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True})
        quoted = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True, "quote_prefix": True})
        for number, row in enumerate(register.rows, start=_HEAD_ROW + 1):
            for column, text in enumerate(row_cells(row, register.day, imprint, script).values()):
                sheet.write_string(number, column, text, quoted if text.startswith(_ALIVE) else plain)
    return out.getvalue()


def _write_head(book: Any, sheet: Any, register: DayRegister, imprint: Imprint, script: Script) -> None:
    last = len(COLUMNS) - 1
    department = written(DEPARTMENT_TITLES[Department(register.volume)], script)
    about = (
        f"{register.project} {register.project_name}　{department}　{long_day(register.day)}　"
        f"{running_no(register)}　{ACCESSIONS.number} / {ACCESSIONS.edition}"
    )
    printed = f"{imprint.printed_by} {imprint.printed_at:%Y-%m-%d %H:%M}　{imprint.anchor}"
    centred = book.add_format({"align": "center", "bold": True, "quote_prefix": True})
    titled = book.add_format({"align": "center", "bold": True, "font_size": 16})
    plain = book.add_format({"quote_prefix": True})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "bg_color": "#EBEBEB"})
    sheet.merge_range(0, 0, 0, last, "", centred)
    sheet.write_string(0, 0, imprint.company, centred)
    sheet.merge_range(1, 0, 1, last, written(ACCESSIONS.title, script), titled)
    sheet.write_string(2, 0, about, plain)
    sheet.write_string(3, 0, printed, plain)
    for column, (title, width) in enumerate(COLUMNS):
        sheet.write_string(_HEAD_ROW, column, written(title, script), head)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    foot = f"&L{written(ACCESSIONS.retention, script)}&C{written('第 &P 頁　共 &N 頁', script)}"
    sheet.set_footer(foot)
