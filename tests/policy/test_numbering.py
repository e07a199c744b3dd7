"""檔號 and register numbers."""

import pytest

from yihu.policy.numbering import file_no, item_no, register_no


@pytest.mark.clause("R1.1")
def test_it_works() -> None:
    assert file_no("CJ", "03-2-1502", 2) == "CJ-03-2-1502/02"
    assert item_no("CJ-03-1-1201/02", "A05", 3) == "CJ-03-1-1201/02-A05-003"
    assert register_no(2026, 1) == "2026-0001"


def test_large_numbers_are_never_cut() -> None:
    assert file_no("CJ", "1", 100) == "CJ-1/100"
    assert item_no("CJ-1/01", "G01", 1234) == "CJ-1/01-G01-1234"
    assert register_no(2026, 12345) == "2026-12345"


def test_numbers_start_at_one() -> None:
    with pytest.raises(ValueError, match="start at 1"):
        file_no("CJ", "1", 0)
    with pytest.raises(ValueError, match="start at 1"):
        item_no("CJ-1/01", "A05", 0)
    with pytest.raises(ValueError, match="start at 1"):
        register_no(2026, 0)
