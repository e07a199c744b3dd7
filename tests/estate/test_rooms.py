import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.estate.rooms import parse_room, room_from_columns
from yihu.kernel.text import fold
from yihu.policy.vocabulary import UnitKind

PIECES = (
    *"0123456789ABSPF東西期區号號樓楼棟栋幢座單单元門梯層层室房户商場铺車位负地下一二十零#-－ ·/",
    *("單元", "商鋪", "12", "101"),
)
VALUES = (
    "1",
    "03",
    "12",
    "A",
    "B1",
    "S",
    "東",
    "甲",
    "001",
    "0101",
    "1201",
    "1502A",
    "A502",
    "十二",
    "0",
    "3A",
)
MARKS = (*"棟座梯層樓號室期區#- ", "", "號樓", "單元", "商鋪", "車位", "商場", "車庫", "桂花樓")
JOINED = st.lists(
    st.tuples(st.sampled_from(VALUES), st.sampled_from(MARKS)).map("".join), min_size=1, max_size=4
)
ROOM_LIKE = st.one_of(JOINED, st.lists(st.sampled_from(PIECES), max_size=12)).map("".join)


@pytest.mark.clause("R1.10")
@pytest.mark.parametrize(
    ("typed", "code", "label"),
    [
        ("3-1201", "03-1201", "3棟1201"),
        ("03棟1201", "03-1201", "3棟1201"),
        ("3幢12层01", "03-1201", "3棟1201"),
        ("３－１２０１", "03-1201", "3棟1201"),
        ("3 - 1201", "03-1201", "3棟1201"),
        ("3棟2單元1502", "03-2-1502", "3棟2單元1502"),
        ("3-2-1502", "03-2-1502", "3棟2單元1502"),
        ("三棟二單元一五〇二", "03-2-1502", "3棟2單元1502"),
        ("1号楼1单元101室", "01-1-101", "1棟1單元101"),
        ("3号楼 1单元 101", "03-1-101", "3棟1單元101"),
        ("2期1号楼001", "2期-01-001", "2期1棟001"),
        ("A-1-502", "A-1-502", "A棟1單元502"),
        ("a-1-502", "A-1-502", "A棟1單元502"),
        ("商场107门市", "商场-107", "商场107"),
        ("商場107門市", "商场-107", "商場107"),
        ("S-07", "S-07", "S-07"),
        ("s07", "S-07", "S-07"),
        ("1#楼", "01栋", "1棟"),
        ("一號樓", "01栋", "1棟"),
        ("3座", "03栋", "3棟"),
        ("1-1-0101", "01-1-0101", "1棟1單元0101"),
        ("3座12樓A室", "03-12A", "3棟12A"),
        ("3栋12层101", "03-12F101", "3棟12層101"),
        ("3栋101商铺", "03-商铺101", "3棟商鋪101"),
        ("1-0-101", "01-商铺101", "1棟商鋪101"),
        ("東區3棟1201", "东区-03-1201", "東區3棟1201"),
        ("地下車庫A-012", "地下车库-A-012", "地下車庫A棟012"),
        ("负一层05", "B1F05", "B1層05"),
        ("3-2-15-1502", "03-2-1502", "3棟2單元1502"),
    ],
)
def test_it_works(typed: str, code: str, label: str) -> None:
    reading = parse_room(typed)
    assert (reading.parsed, reading.code, reading.label) == (True, code, label)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("3-1201", None),
        ("S-07", UnitKind.SHOP),
        ("商場107", UnitKind.SHOP),
        ("P-012", UnitKind.PARKING),
        ("地下車庫012", UnitKind.PARKING),
        ("3棟儲藏室05", UnitKind.STORAGE),
    ],
)
def test_the_kind_is_guessed(typed: str, kind: UnitKind | None) -> None:
    assert parse_room(typed).kind_hint == kind


@pytest.mark.clause("R1.10")
@pytest.mark.parametrize(
    "typed",
    [
        "張三",
        "13812345678",
        "CJ-03-1-1201/02",
        "2026-07-01",
        "門衛室旁小屋",
        "3棟1201（張三）",
        "?",
        "3--",
        "-101",
        "A",
    ],
)
def test_what_cannot_be_read_is_kept_whole(typed: str) -> None:
    reading = parse_room(typed)
    assert (reading.parsed, reading.label, reading.code) == (False, typed, fold(typed))


@given(st.one_of(st.text(), ROOM_LIKE))
def test_nothing_is_lost_and_nothing_raises(text: str) -> None:
    reading = parse_room(text)
    if not reading.parsed:
        assert (reading.label, reading.room, reading.code) == (text.strip(), text.strip(), fold(text))


@given(ROOM_LIKE)
def test_label_and_code_read_back_as_the_same_room(text: str) -> None:
    reading = parse_room(text)
    if reading.parsed:
        assert parse_room(reading.label) == reading
        assert parse_room(reading.code).code == reading.code


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        (("1", "1", "1", "1001"), "01-1-1001"),
        (("3棟", "2單元", "", "1502室"), "03-2-1502"),
        (("01", "", "", "0101"), "01-0101"),
        (("3号楼", "0", "1", "12"), "03-商铺12"),
        (("3", "2", "12", "01"), "03-2-1201"),
        (("3", "2", "", "3-2-1502"), "03-2-1502"),
        (("3", "2", "", "3棟2單元1502"), "03-2-1502"),
        (("商場", "", "", "107"), "商场-107"),
        (("", "", "", "3-1201"), "03-1201"),
    ],
)
def test_columns_are_put_together(columns: tuple[str, str, str, str], code: str) -> None:
    building, entrance, floor, room = columns
    reading = room_from_columns(building=building, entrance=entrance, floor=floor, room=room)
    assert (reading.parsed, reading.code) == (True, code)


@pytest.mark.parametrize("room", ["1-2", "大堂", "4-1502"])
def test_columns_that_disagree_are_kept_whole(room: str) -> None:
    reading = room_from_columns(building="3", entrance="2", floor="", room=room)
    assert (reading.parsed, reading.code) == (False, fold(f"3·2·{room}"))


def test_a_lettered_room_stays_in_its_building() -> None:
    assert room_from_columns(building="3", entrance="", floor="", room="A502").code == "03-A502"


@given(
    st.from_regex(r"[0-9]{1,3}", fullmatch=True),
    st.from_regex(r"([0-9]{1,2})?", fullmatch=True),
    st.from_regex(r"[0-9]{3,5}", fullmatch=True),
)
def test_columns_of_numbers_read_as_the_same_text(building: str, entrance: str, room: str) -> None:
    typed = "-".join(filter(None, (building, entrance, room)))
    assert room_from_columns(building=building, entrance=entrance, floor="", room=room) == parse_room(typed)
