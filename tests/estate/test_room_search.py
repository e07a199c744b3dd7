import pytest

from yihu.estate.room_search import SearchForm, search_forms
from yihu.estate.rooms import RoomReading, parse_room


def finds(query: str, room: str) -> bool:
    return any(_matches(form, parse_room(room)) for form in search_forms(query))


def _matches(form: SearchForm, unit: RoomReading) -> bool:
    asked = {name: getattr(form, name) for name in ("code", "phase", "building", "entrance", "room")}
    return all(value is None or getattr(unit, name) == value for name, value in asked.items())


@pytest.mark.clause("R1.10")
@pytest.mark.parametrize(
    ("query", "room"),
    [
        ("3-1201", "3棟1201"),
        ("3-1201", "3棟1單元1201"),
        ("3-1201", "3棟2單元1201"),
        ("1201", "3棟2單元1201"),
        ("3棟", "3棟2單元1201"),
        ("3棟2單元", "3棟2單元1201"),
        ("1-101", "1-1-0101"),
        ("1-0101", "1-1-101"),
        ("2-1-001", "2期1号楼001"),
        ("商场107门市", "商場107"),
        ("門衛室旁小屋", "门卫室旁小屋"),
    ],
)
def test_it_works(query: str, room: str) -> None:
    assert finds(query, room)


@pytest.mark.parametrize(
    ("query", "room"),
    [("3-1201", "13棟1201"), ("3-1201", "3棟1202"), ("3棟1單元1201", "3棟2單元1201"), ("", "3-1201")],
)
def test_it_finds_nothing_else(query: str, room: str) -> None:
    assert not finds(query, room)


def test_the_exact_room_comes_first() -> None:
    assert search_forms("3-1201")[0] == SearchForm(code="03-1201")
