"""Areas of workbooks in the unit that their column or cell names; kept in square metres (Annex K)."""

from decimal import Decimal

import pytest

from intake.books import book
from yihu.intake.headers import Recognised, recognise
from yihu.intake.readings import HouseholdReader
from yihu.policy.vocabulary import Locality

HEAD = ("房號", "業主姓名", "聯繫電話")


def read(header: str, cell: str, locality: Locality = Locality.CN) -> tuple[Decimal | None, list[str]]:
    """The area of the one row, and the codes of all problems."""
    workbook = book((*HEAD, header), ("3-1201", "陳大文", "", cell))
    form = recognise(workbook)
    assert isinstance(form, Recognised)
    reader = HouseholdReader(workbook, form, locality=locality)
    (household,) = reader
    return household.unit.area, [each.code for each in (*reader.problems, *household.problems)]


@pytest.mark.parametrize(
    ("header", "cell", "metres"),
    [
        ("建築面積（㎡）", "98.2", "98.2"),
        ("面積（平方呎）", "532", "49.42"),
        ("面積平方呎", "532", "49.42"),
        ("建築面積(sq. ft.)", "532", "49.42"),
        ("面積（坪）", "30.25", "100.00"),
        ("坪數", "30.25", "100.00"),
        ("面積", "532呎", "49.42"),
        ("面積", "30.25坪", "100.00"),
        ("面積（坪）", "100㎡", "100"),
    ],
)
def test_it_works(header: str, cell: str, metres: str) -> None:
    area, codes = read(header, cell)
    assert str(area) == metres
    assert "area_form" not in codes


def test_a_unit_nobody_knows_is_not_guessed() -> None:
    area, codes = read("面積", "3畝")
    assert area is None
    assert "area_form" in codes


@pytest.mark.parametrize(
    ("header", "locality", "asked"),
    [
        ("面積", Locality.CN, False),
        ("面積", Locality.HK, True),
        ("面積", Locality.TW, True),
        ("面積（坪）", Locality.TW, False),
    ],
)
def test_where_areas_have_several_units_a_bare_column_is_asked_about(
    header: str, locality: Locality, asked: bool
) -> None:
    assert ("area_unit_unsaid" in read(header, "98.2", locality)[1]) is asked
