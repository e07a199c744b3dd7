"""Reading: newest first, counted exactly, to the end."""

from datetime import timedelta
from uuid import UUID

import pytest

from ledger.scene import HOUSEHOLD, NOON, PROJECT, write
from yihu.ledger.operations import Written
from yihu.ledger.queries import entries_about, list_entries
from yihu.policy.decisions import Invalid
from yihu.policy.vocabulary import SYSTEM


def test_it_works(chain: list[Written]) -> None:
    page = list_entries(project_id=PROJECT, limit=4)
    entry = page.items[0]
    assert ([item.seq for item in page.items], page.total) == ([6, 5, 4, 3], 6)
    assert (entry.at, entry.device, entry.detail["number"]) == (NOON + timedelta(minutes=5), "Firefox", 5)
    assert entry.subjects["household"] == str(HOUSEHOLD)
    rest = list_entries(project_id=PROJECT, limit=4, after=page.next)
    assert ([item.seq for item in rest.items], rest.next, rest.total) == ([2, 1], None, 6)


@pytest.mark.parametrize(
    ("narrowed", "numbers"),
    [
        ({"action": "household.read"}, [7]),
        ({"username": "system"}, [8]),
        ({"subject": UUID(int=1002)}, [3]),
        ({"subject": HOUSEHOLD, "username": "cs_officer"}, [7, 6, 5, 4, 3, 2, 1]),
        ({"subject": HOUSEHOLD, "action": "document.moved"}, []),
    ],
)
def test_it_narrows(chain: list[Written], narrowed: dict[str, str | UUID], numbers: list[int]) -> None:
    write(6, action="household.read")
    write(7, by=SYSTEM, subjects={})
    page = list_entries(project_id=PROJECT, **narrowed)  # type: ignore[arg-type]
    assert ([item.seq for item in page.items], page.total) == (numbers, len(numbers))


def test_a_narrowed_list_pages_too(chain: list[Written]) -> None:
    page = list_entries(project_id=PROJECT, subject=HOUSEHOLD, limit=5)
    rest = list_entries(project_id=PROJECT, subject=HOUSEHOLD, limit=5, after=page.next)
    assert ([item.seq for item in rest.items], rest.total) == ([1], 6)


def test_entries_about_several_records_come_once(chain: list[Written]) -> None:
    found = entries_about(HOUSEHOLD, UUID(int=1003), actions=["document.filed"], limit=3)
    assert [entry.detail["number"] for entry in found] == [5, 4, 3]


@pytest.mark.parametrize("cursor", ["x", "WyJhIl0", "Wy0xXQ"])
@pytest.mark.django_db
def test_a_cursor_that_is_not_ours_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid):
        list_entries(project_id=PROJECT, after=cursor)
