"""`yihu export KIND`: masked, recorded, over the thresholds of P19 by another's word."""

from pathlib import Path

import pytest

from cast import Cast
from cli.conftest import Run
from intake.books import person
from intake.files import brought
from registers import prints
from yihu.confidentiality.exports import decide_export
from yihu.confidentiality.models import ExportRequest
from yihu.kernel import clock
from yihu.ledger.models import Entry

pytestmark = pytest.mark.clause("R1.8")


def words(out: Path, *more: str, who: str = "cs_officer", reason: str = "核對") -> tuple[str, ...]:
    asked = ("--project", "CJ", "--as", who, "--reason", reason, "--out", str(out))
    return ("export", "households", *asked, *more)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.pdf"])
def test_it_works(cast: Cast, run: Run, tmp_path: Path, name: str) -> None:
    cast.household()
    code, out, err = run(*words(tmp_path / name))
    assert code == 0, err
    assert "0001" in out
    assert Entry.objects.filter(action="export.taken").count() == 1
    written = (tmp_path / name).read_bytes()
    assert b"13812341234" not in written
    assert name != "a.csv" or "138****1234" in written.decode()


@pytest.mark.acceptance("check 5")
def test_more_rows_are_filed_and_written_once_approved(cast: Cast, run: Run, tmp_path: Path) -> None:
    brought(cast, *(person(房间=str(1001 + n), 身份证号="") for n in range(21)))
    for _ in range(2):
        code, out, err = run(*words(tmp_path / "a.csv"))
        assert (code, out.strip()[-4:]) == (3, "0001")
        assert "R1.8" in err
        assert list(tmp_path.iterdir()) == []
    export = ExportRequest.objects.get()
    decide_export(by=cast.cs_head, at=clock.now(), export=export, approve=True)
    assert run(*words(tmp_path / "a.csv", "--use", "leased"))[0] == 0
    code, _out, err = run(*words(tmp_path / "b.csv"))
    assert code == 0, err
    assert len((tmp_path / "b.csv").read_text().splitlines()) == 23


def test_columns_and_filters_narrow_it(cast: Cast, run: Run, tmp_path: Path) -> None:
    cast.household()
    assert run(*words(tmp_path / "a.csv", "--columns", "unit,use", "--missing", "A01", "--area", "A"))[0] == 0
    heads, row, _mark = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert (heads, row) == ("序號,房號,使用狀態", "001,3棟1單元1201,空置")


def test_a_day_of_accessions_is_written_too(cast: Cast, run: Run, tmp_path: Path) -> None:
    asked = words(tmp_path / "a.xlsx", "--volume", "cs", "--date", "2026-07-06")
    code, _out, err = run("export", "accessions", *asked[2:])
    assert code == 0, err
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("name", "who", "reason", "more", "said"),
    [
        ("a.docx", "cs_officer", "核對", (), "out:"),
        ("a.csv", "cs_officer", " ", (), "reason:"),
        ("a.csv", "cs_officer", "核對", ("--columns", "id_number"), "columns:"),
        ("a.csv", "cs_officer", "核對", ("--area", "ZZ"), "area:"),
        ("a.csv", "eng_staff", "核對", (), "[R1.8]"),
        ("a.csv", "viewer", "核對", (), "沒有這一頁"),
    ],
)
def test_refusals(
    cast: Cast,
    run: Run,
    tmp_path: Path,
    name: str,
    who: str,
    reason: str,
    more: tuple[str, ...],
    said: str,
) -> None:
    code, _out, err = run(*words(tmp_path / name, *more, who=who, reason=reason))
    assert code == 2
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_a_print_for_a4(cast: Cast, run: Run, tmp_path: Path) -> None:
    cast.household()
    code, _out, err = run(*words(tmp_path / "a.pdf", "--paper", "a4"))
    assert code == 0, err
    assert prints.sizes_mm((tmp_path / "a.pdf").read_bytes()) == {(297, 210)}
