"""A formula without a value is named as one, with its row and cell."""

from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter

from intake.books import ROOMS
from intake.test_readings import reader
from yihu.intake import formulas
from yihu.intake.workbooks import Workbook, read_workbook

HOUSE = ("3", "1", "1201", "12", "18", "是", "110", "", "94.5", "", "", "2001", "王小明", "", "", "", "")


def book(formula: tuple[int, int], value: object = "") -> BytesIO:
    """Two households under their headers; a formula stands in one cell, counted from 0."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as written:
        sheet = written.add_worksheet("房屋 & 業主")
        for number, row in enumerate((ROOMS, HOUSE, (*HOUSE[:2], "1202", *HOUSE[3:]))):
            sheet.write_row(number, 0, row)
        sheet.write_formula(*formula, "=A1&B1", value=value)
    return BytesIO(stream.getvalue())


def read(stream: BytesIO) -> Workbook:
    return read_workbook(stream)


def test_it_works() -> None:
    households, found = reader(read(book((2, 2))))
    assert [household.unit.room for household in households] == ["1201"]
    told = [(one.code, one.row, one.column) for one in found.problems if one.row == 3]
    assert told == [("room_unvalued", 3, "C")]
    assert found.account.refused == 1


@pytest.mark.parametrize(("column", "letter"), [(8, "I"), (0, "A"), (12, "M")])
def test_a_cell_beside_the_room_is_named_as_well(column: int, letter: str) -> None:
    households, found = reader(read(book((2, column))))
    problems = [*found.problems, *(one for each in households for one in each.problems)]
    assert ("formula_unvalued", 3, letter) in {(one.code, one.row, one.column) for one in problems}
    assert found.account.skipped == 0


def test_a_value_is_taken() -> None:
    households, _ = reader(read(book((2, 2), "1305")))
    assert [household.unit.room for household in households] == ["1201", "1305"]


def test_a_cell_between_two_chunks_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = book((2, 2)).getvalue()
    monkeypatch.setattr(formulas, "_CHUNK", 16)
    assert formulas.without_value(data) == {"房屋 & 業主": {3: frozenset({3})}}


@pytest.mark.parametrize(
    ("cell", "columns"),
    [
        (b'<c r="AB2"><f>A1</f></c>', {28}),
        (b'<c r="B2" s="1"><f t="shared" si="0"/><v/></c>', {2}),
        (b'<c t="str" r="B2"><f>A1</f><v></v></c>', set()),
        (b'<c r="B2"><f>A1</f><v>0</v></c>', set()),
        (b'<c r="B2"><v></v></c>', set()),
    ],
)
def test_what_is_without_value(cell: bytes, columns: set[int]) -> None:
    stream = BytesIO()
    with ZipFile(BytesIO(book((0, 30), "x").getvalue())) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, cell if name.endswith("sheet1.xml") else old.read(name))
    found = formulas.without_value(stream.getvalue()).get("房屋 & 業主", {})
    assert set(found.get(2, ())) == columns
