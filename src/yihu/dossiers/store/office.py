"""Office papers shown as their text, set in pages; the original is kept as it came.

What cannot be shown as text (pictures) is counted at the top of the first page, never dropped in silence.
"""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any, BinaryIO

import docx
import typst
from docx.table import Table
from python_calamine import CalamineWorkbook

from yihu.dossiers.store.fonts import FAMILY, page_fonts
from yihu.dossiers.store.limits import DEFAULT_LIMITS, Limits, Measures, check_pages, refusal, unreadable
from yihu.dossiers.store.packages import XLSX, inspect_package
from yihu.dossiers.store.pdf import inspect_pdf
from yihu.policy.vocabulary import N_

Block = str | list[list[str]]

_LINES_A_PAGE = 60
_MAX_TABLE_COLUMNS = 12
_NOTICE = "以下為文件的文字內容；原件按收到時的樣子保存。"
_PICTURES = "文件內另有圖片 {count} 幅，只在原件中。"
_TEMPLATE = """
#let blocks = json(bytes(sys.inputs.at("blocks")))
#set page("a4", margin: 18mm, numbering: "1 / 1")
#set text(font: sys.inputs.at("family"), size: 10pt, lang: "zh", region: "TW")
#set table(stroke: 0.4pt + luma(160), inset: 4pt)
#for block in blocks {
  if type(block) == str { par(block) }
  else { table(columns: (1fr,) * block.first().len(), ..block.flatten().map(cell => [#cell])) }
}
"""


def inspect_office(stream: BinaryIO, *, limits: Limits) -> tuple[str, Measures]:
    """Which kind it is, and its pages as we show them. Raises `Invalid` for what cannot be kept."""
    media_type = inspect_package(stream, limits=limits)
    shown = office_as_pdf(stream, media_type=media_type, limits=limits)
    return media_type, inspect_pdf(shown, limits=limits)


def office_as_pdf(stream: BinaryIO, *, media_type: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The text of a package that `inspect_package` found sound, as PDF. Raises `Invalid`."""
    stream.seek(0)
    content = io.BytesIO(stream.read())
    blocks = _read(_workbook if media_type == XLSX else _letter, content)
    lines = sum(1 if isinstance(block, str) else len(block) for block in blocks)
    check_pages(max(1, lines // _LINES_A_PAGE), limits=limits)
    return _set([_NOTICE, *_about_pictures(content), *blocks])


def _set(blocks: list[Block]) -> bytes:
    inputs = {"blocks": json.dumps(blocks, ensure_ascii=False), "family": FAMILY}
    try:
        pdf: bytes = typst.compile(
            _TEMPLATE.encode(),
            font_paths=page_fonts(),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_tags=False,
        )
    except typst.TypstError:
        raise refusal("unreadable", N_("文件的文字無法排成頁面。"), N_("請轉為 PDF 再交。")) from None
    return pdf


def _read(reader: Callable[[io.BytesIO], list[Block]], content: io.BytesIO) -> list[Block]:
    """What `reader` finds; a library may fail on a stranger's file in any way, a Rust panic included."""
    try:
        return reader(content)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:
        raise unreadable() from None


def _letter(content: io.BytesIO) -> list[Block]:
    blocks: list[Block] = []
    for part in docx.Document(content).iter_inner_content():
        if isinstance(part, Table):
            blocks += _table([[cell.text for cell in row.cells] for row in part.rows])
        else:
            blocks.append(part.text or " ")
    return blocks


def _workbook(content: io.BytesIO) -> list[Block]:
    book = CalamineWorkbook.from_filelike(content)
    blocks: list[Block] = []
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        blocks += [f"【{name}】", *_table([[_text(cell) for cell in row] for row in rows])]
    return blocks


def _table(rows: list[list[str]]) -> list[Block]:
    """The rows as one table, or as lines if it is too wide for the page; merged rows may be of any length."""
    width = max(map(len, rows), default=0)
    if not width:
        return []
    if width > _MAX_TABLE_COLUMNS:
        return [" ｜ ".join(filter(None, row)) or " " for row in rows]
    return [[row + [""] * (width - len(row)) for row in rows]]


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "minutes")
    return str(cell)


def _about_pictures(content: io.BytesIO) -> list[Block]:
    with zipfile.ZipFile(content) as package:
        count = sum(name.startswith(("word/media/", "xl/media/")) for name in package.namelist())
    return [_PICTURES.format(count=count)] if count else []
