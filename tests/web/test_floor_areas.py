"""Pages ask for floor areas and show them in the unit of the locality; what is kept is m² (Annex K)."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from cast import Cast
from doors import client_of
from yihu.estate.models import Project, Unit
from yihu.households.models import Correction
from yihu.policy.floor_area import AreaUnit
from yihu.web import floor_areas

NEW_UNIT = "/CJ/estate/units/new/"
ASKED = {"room": "9棟101", "kind": "shop", "use": "vacant"}


def moved(cast: Cast, locality: str) -> Any:
    """An officer's browser, the project being in `locality`."""
    Project.objects.filter(pk=cast.cj.pk).update(locality=locality)
    return client_of(cast.cs_officer)


def sized(cast: Cast, metres: str = "98.20") -> str:
    """The page of a household whose unit has an area."""
    dossier = cast.household()
    Unit.objects.filter(pk=dossier.household.unit_id).update(area_m2=Decimal(metres))
    return f"/CJ/households/{dossier.household_id}/"


def test_it_works() -> None:
    assert floor_areas.phrase("98.20", AreaUnit.SQUARE_METRE) == "98.20 平方米"
    assert floor_areas.phrase("98.20", AreaUnit.SQUARE_FOOT) == "1057 平方呎（98.20 平方米）"
    assert floor_areas.phrase(Decimal("100.00"), AreaUnit.PING) == "30.25 坪（100.00 平方米）"
    assert (floor_areas.phrase(None, AreaUnit.PING), floor_areas.figure("", AreaUnit.PING)) == ("", "")


@pytest.mark.parametrize(
    ("locality", "typed", "unit", "kept"),
    [
        ("CN", "88.5", "", "88.50"),
        ("HK", "532", "ft2", "49.42"),
        ("HK", "532", "", "49.42"),
        ("HK", "49.4", "m2", "49.40"),
        ("TW", "30.25", "ping", "100.00"),
    ],
)
def test_a_unit_is_entered_as_people_say_it(
    cast: Cast, locality: str, typed: str, unit: str, kept: str
) -> None:
    sent = {**ASKED, "area": typed, "area_unit": unit}
    assert moved(cast, locality).post(NEW_UNIT, sent).status_code == 302
    assert str(Unit.objects.get(code__contains="101", building__code="09").area_m2) == kept


@pytest.mark.parametrize(("locality", "typed"), [("CN", "8.123"), ("HK", "532.5"), ("TW", "三十坪")])
def test_what_is_no_area_stays_in_the_form(cast: Cast, locality: str, typed: str) -> None:
    before = Unit.objects.count()
    page = moved(cast, locality).post(NEW_UNIT, {**ASKED, "area": typed})
    assert page.status_code == 422
    assert f'value="{typed}"' in page.content.decode()
    assert "面積無效" in "".join(page.context["form"].errors["area"])
    assert Unit.objects.count() == before


def test_a_unit_of_area_there_is_not_is_refused(cast: Cast) -> None:
    page = moved(cast, "HK").post(NEW_UNIT, {**ASKED, "area": "5", "area_unit": "mu"})
    assert page.status_code == 422
    assert "area_unit" in page.context["form"].errors


@pytest.mark.parametrize(
    ("locality", "head", "shown"),
    [("CN", "（平方米）", "98.20"), ("HK", "（平方呎）", "1057"), ("TW", "（坪）", "29.71")],
)
@pytest.mark.parametrize("page", ["households/", "estate/"])
def test_lists_name_the_unit_at_the_head(cast: Cast, locality: str, head: str, shown: str, page: str) -> None:
    sized(cast)
    text = moved(cast, locality).get(f"/CJ/{page}").content.decode()
    assert f"面積{head}" in text
    assert f">{shown}<" in text


def test_the_file_and_the_unit_tell_both(cast: Cast) -> None:
    url, client = sized(cast), moved(cast, "HK")
    room = f"/CJ/estate/units/{cast.unit('3棟1單元1201').pk}/"
    for page in (url, room):
        assert "1057 平方呎（98.20 平方米）" in client.get(page).content.decode()


@pytest.mark.clause("R1.10d")
def test_a_correction_is_typed_and_read_in_the_same_unit(cast: Cast) -> None:
    url, client = sized(cast), moved(cast, "HK")
    asked = {"field": "area_m2", "new": "1,060", "area_unit": "ft2", "reason": "產權證為準"}
    assert client.post(f"{url}corrections/", asked).status_code == 302
    kept = Correction.objects.get()
    assert (kept.old, kept.new) == ("98.20", "98.48")
    assert "建築面積（平方呎）：1057 → 1060" in client.get(url).content.decode()


@pytest.mark.clause("R1.10d")
def test_a_correction_that_is_no_area_stays_in_the_form(cast: Cast) -> None:
    url, client = sized(cast), moved(cast, "TW")
    page = client.post(f"{url}corrections/", {"field": "area_m2", "new": "1.234", "reason": "錯"})
    assert page.status_code == 422
    assert 'value="1.234"' in page.content.decode()
    assert "new" in page.context["form"].errors


@pytest.mark.clause("R1.10d")
def test_other_corrections_are_told_in_words(cast: Cast) -> None:
    url, client = sized(cast), moved(cast, "CN")
    client.post(f"{url}corrections/", {"field": "kind", "new": "office", "reason": "登記錯"})
    with translation.override("zh-hant"):
        assert "物業類型：住宅 → 辦公" in client.get(url).content.decode()
