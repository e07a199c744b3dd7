"""Workbooks as uploads: real `.xlsx` bytes of the rows that `books` makes."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from cast import Cast
from intake.books import ROOMS, SHARED, person
from yihu.intake import operations
from yihu.intake.models import Batch
from yihu.intake.operations import Result, Upload

OTHER_IDS = ("110101190001010022", "110101190001010030", "110101190001010049")


def xlsx(*rows: Sequence[str], header: Sequence[str] = ROOMS) -> BytesIO:
    """A workbook with one sheet 资产信息."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("资产信息")
        for number, row in enumerate((header, *rows)):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
    stream.seek(0)
    return stream


def tried(cast: Cast, *rows: Sequence[str], who: str = "cs_officer", stream: BytesIO | None = None) -> Batch:
    """A dry run of those rows by somebody."""
    upload = Upload(stream or xlsx(*(rows or [person()])), "名冊.xlsx")
    by = getattr(cast, who)
    return operations.try_file(by=by, at=cast.at, project=cast.cj, kind="households", upload=upload)


def brought(cast: Cast, *rows: Sequence[str], stream: BytesIO | None = None) -> Result:
    """Those rows tried and confirmed."""
    return operations.confirm(by=cast.cs_officer, at=cast.at, batch=tried(cast, *rows, stream=stream))


def shared_file(name: str) -> BytesIO:
    """One of the shared workbooks."""
    return BytesIO((SHARED / name).read_bytes())
