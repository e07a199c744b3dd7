"""What must be known of a workbook before a parser touches it.

The parser lays a sheet out as one rectangle, so that a single cell far away (`XFD1048576`) would ask for more
memory than any machine has and end the whole process. Such cells are looked for in the packed file first.
"""

import re
import zipfile
import zlib
from io import BytesIO

from yihu.intake.old_excel_guard import BrokenFileError, look_into
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_

ROW_LIMIT = 199_999
COLUMN_LIMIT = 104
CELL_LIMIT = 4_000_000
OLD_COLUMN_LIMIT = 256
UNPACKED_LIMIT = 600 * 1024 * 1024
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 20
_LONGEST_CELL = 256
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_FAR = re.compile(
    rb"""\sr\s*=\s*["'](?:(?P<column>[A-Z]{3,}|[D-Z][A-Z])\d+|[A-Z]+(?:[2-9]\d{5}|\d{7,}))["'][^>]*>"""
)


def guard(data: bytes) -> None:
    """Refuse what is no workbook, what would unpack to too much, and cells out of all bounds.

    Raises `Invalid` with field `file`: `not_a_workbook`, `password_protected`, `too_large`, `far_cell`.
    """
    if data.startswith(_OLE):
        _guard_old(data)
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _guard_archive(archive)
    except BROKEN as error:
        raise _invalid("not_a_workbook") from error


def _guard_old(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _invalid("password_protected")
    try:
        book = look_into(data)
    except BrokenFileError as error:
        raise _invalid("not_a_workbook") from error
    if book.password:
        raise _invalid("password_protected")
    if book.columns > OLD_COLUMN_LIMIT or book.rows > ROW_LIMIT:
        raise _invalid("far_cell")


def _guard_archive(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = {member.filename.lower() for member in members}
    if "xl/workbook.xml" not in names:
        raise _invalid(_kind_of(names))
    if sum(member.file_size for member in members) > UNPACKED_LIMIT:
        raise _invalid("too_large")
    for member in members:
        if _SHEET.search(member.filename):
            _guard_sheet(archive, member)


def _kind_of(names: set[str]) -> str:
    """What an archive that is no `.xlsx` seems to be."""
    if "xl/workbook.bin" in names or "content.xml" in names:
        return "another_format"
    return "a_document" if "word/document.xml" in names else "not_a_workbook"


def _guard_sheet(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    before = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            window = before + chunk
            if any(not found[0].endswith(b"/>") for found in _FAR.finditer(window)):
                raise _invalid("far_cell")
            before = window[-_LONGEST_CELL:]


def _invalid(code: str) -> Invalid:
    text, mend = _TEXTS[code]
    return Invalid(FieldError("file", text, mend, code, params={"rows": ROW_LIMIT, "columns": COLUMN_LIMIT}))


_TEXTS = {
    "not_a_workbook": (N_("這個檔案不是可以讀取的試算表。"), N_("請另存為 .xlsx 或 .xls 後再上載。")),
    "another_format": (
        N_("這種試算表（.ods、.xlsb）不能讀取。"),
        N_("請在試算表軟件中另存為 .xlsx 後再上載。"),
    ),
    "a_document": (
        N_("這是文件，不是試算表。"),
        N_("表格請貼到試算表，另存為 .xlsx 後再上載；文件請到「收件」歸檔。"),
    ),
    "password_protected": (N_("這個試算表設有密碼。"), N_("請在試算表軟件中取消密碼後再上載。")),
    "too_large": (N_("這個試算表解開後太大。"), N_("請分成幾個檔案，並刪去圖片。")),
    "far_cell": (
        N_("試算表在第 %(rows)s 行之後或第 %(columns)s 欄之後還有內容。"),
        N_("請刪去遠離表格的儲存格，或分成幾個檔案。"),
    ),
}
