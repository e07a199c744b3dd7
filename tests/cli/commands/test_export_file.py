"""`yihu export households`: masked, few, recorded; more awaits approval (P19)."""

from pathlib import Path

import pytest

from cast import Cast
from cli.conftest import Run
from intake.books import person
from intake.files import brought
from yihu.ledger.models import Entry


def words(out: Path, who: str = "cs_officer", reason: str = "核對") -> tuple[str, ...]:
    return ("export", "households", "--project", "CJ", "--as", who, "--reason", reason, "--out", str(out))


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_it_works(cast: Cast, run: Run, tmp_path: Path, name: str) -> None:
    cast.household()
    code, _out, err = run(*words(tmp_path / name))
    assert code == 0, err
    assert Entry.objects.filter(action="export.written").count() == 1
    written = (tmp_path / name).read_bytes()
    assert b"13812341234" not in written
    assert name != "a.csv" or "138****1234" in written.decode()


def test_more_than_twenty_rows_await_approval(cast: Cast, run: Run, tmp_path: Path) -> None:
    brought(cast, *(person(房间=str(1001 + n), 身份证号="") for n in range(21)))
    code, _out, err = run(*words(tmp_path / "a.csv"))
    assert code == 3
    assert "R1.8" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "who", "reason", "said"),
    [
        ("a.docx", "cs_officer", "核對", "out:"),
        ("a.csv", "cs_officer", " ", "reason:"),
        ("a.csv", "eng_staff", "核對", "[R1.8]"),
        ("a.csv", "viewer", "核對", "沒有這一頁"),
    ],
)
def test_refusals(cast: Cast, run: Run, tmp_path: Path, name: str, who: str, reason: str, said: str) -> None:
    code, _out, err = run(*words(tmp_path / name, who, reason))
    assert code == 2
    assert said in err
    assert list(tmp_path.iterdir()) == []
