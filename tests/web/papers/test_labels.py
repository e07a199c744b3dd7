"""檔案標籤: printed by building, household, cabinet; registered; from any place of a begun sheet."""

import pytest

from cast import Cast
from desk import desk
from yihu.ledger.queries import list_entries


def printed(cast: Cast) -> list[int]:
    found = list_entries(project_id=cast.cj.pk, action="paper.printed", limit=10).items
    return [entry.detail["labels"] for entry in found]


def test_it_works(cast: Cast) -> None:
    cast.household()
    answer = desk(cast, "cs_officer").post("papers/labels/", whose="building:03", sheet="3x8", start=5)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert printed(cast) == [1]


def test_one_file_has_its_own(cast: Cast) -> None:
    household = cast.household().household_id
    at = desk(cast, "cs_officer")
    assert "打印" in at.get(f"households/{household}/label/").content.decode()
    answer = at.post(f"households/{household}/label/", whose="file", sheet="2x7", start=14)
    assert answer.content.startswith(b"%PDF")
    assert printed(cast) == [1]


def test_bags_and_cabinets_of_the_own_volume(cast: Cast) -> None:
    at = desk(cast, "eng_head")
    page = at.get("papers/labels/").content.decode()
    assert "bags:" in page
    assert "building:" not in page
    assert at.post("papers/labels/", whose="cabinets", sheet="3x8", start=1).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"sheet": "2x7", "start": 20}, "起始位置不在此標籤紙上。"),
        ({"sheet": "3x8", "start": 0}, "1"),
        ({"whose": "building:05", "sheet": "3x8", "start": 1}, ""),
        ({"whose": "bags:ZZ", "sheet": "3x8", "start": 1}, ""),
    ],
)
def test_what_cannot_be_printed_stays_on_the_form(cast: Cast, asked: dict[str, object], said: str) -> None:
    cast.household()
    answer = desk(cast, "cs_officer").post("papers/labels/", **{"whose": "building:03", **asked})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_others_are_refused_and_strangers_know_nothing(cast: Cast) -> None:
    household = cast.household().household_id
    assert desk(cast, "eng_staff").get(f"households/{household}/label/").status_code == 403
    assert desk(cast, "viewer").get(f"households/{household}/label/").status_code == 404
    assert desk(cast, "xq_cs_head").get("papers/labels/").status_code == 404
