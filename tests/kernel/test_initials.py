import runpy

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sources
from yihu.kernel.initials import LONGEST, initials_of


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("張三", "zs"),
        ("张三", "zs"),
        ("歐陽娜娜", "oynn"),
        ("Ann Lee", "al"),
        ("𠮷田", "t"),
        ("誠基物業管理有限公司2", "cjwyglyxgs2"),
        ("·", ""),
    ],
)
def test_it_works(name: str, spelled: str) -> None:
    assert initials_of(name) == spelled


@pytest.mark.parametrize(("name", "readings"), [("單先明", {"dxm", "sxm"}), ("區小明", {"qxm", "oxm"})])
def test_a_surname_is_found_under_each_reading(name: str, readings: set[str]) -> None:
    assert readings <= set(initials_of(name).split())


@given(st.text(max_size=80))
def test_initials_are_plain_and_fit_their_column(name: str) -> None:
    spelled = initials_of(name)
    assert (len(spelled) <= LONGEST, spelled.isascii()) == (True, True)


def test_the_table_is_what_its_tool_writes() -> None:
    tool = runpy.run_path(str(sources.ROOT / "tools" / "initials.py"))
    table = (sources.ROOT / "src/yihu/kernel/initials.txt").read_text(encoding="utf-8")
    assert "".join(tool["lines"]()) == table
