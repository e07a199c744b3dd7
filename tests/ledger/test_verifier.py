"""The verifier as someone else runs it: one command, no Django, none of the program."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from ledger.scene import NOON, PROJECT, write
from yihu.ledger import checkpoints, export, signing, verifier
from yihu.ledger.operations import Written


@pytest.fixture
def file(chain: list[Written], tmp_path: Path) -> Path:
    checkpoints.checkpoint_all(at=NOON)
    return exported(tmp_path)


def exported(folder: Path) -> Path:
    path = folder / "ledger.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        assert export.write_export(connection, at=NOON, file=lines) >= 12
    return path


@pytest.mark.acceptance("check 26")
def test_it_works(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "yihu.ledger.verifier", file], capture_output=True, text=True, check=False
    )
    short = checkpoints.sign_head(project_id=PROJECT, at=NOON).short
    assert (done.returncode, done.stderr) == (0, "")
    assert f"intact: chain {PROJECT}: 6 entries, {short}" in done.stdout


def test_it_imports_nothing_of_the_program(file: Path) -> None:
    names = "[name for name in sys.modules if name.split('.')[0] in ('django', 'yihu')]"
    look = f"import sys, yihu.ledger.verifier; print({names})"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['yihu', 'yihu.ledger', 'yihu.ledger.verifier']"


def test_it_wants_the_key_it_is_given(file: Path) -> None:
    key = signing.load_signing_key().public_key().public_bytes_raw().hex()
    assert verifier.main([str(file), "--key", key]) == 0
    assert verifier.main([str(file), "--key", "00" * 32]) == 1


def test_it_tells_the_short_form_of_a_paper_printed_earlier(
    chain: list[Written], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = checkpoints.sign_head(project_id=PROJECT, at=NOON)
    write(7)
    file = exported(tmp_path)
    assert verifier.main([str(file), "--at", "6"]) == 0
    out = capsys.readouterr().out
    assert f"earlier: chain {PROJECT}: 6 entries, {printed.short}" in out
    assert (
        f"intact: chain {PROJECT}: 7 entries, {checkpoints.sign_head(project_id=PROJECT, at=NOON).short}"
        in out
    )


def test_a_size_that_no_chain_had_is_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verifier.main([str(file), "--at", "9"]) == 2
    assert "no chain ever had 9 entries" in capsys.readouterr().err


def test_a_file_cut_off_is_named(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    with pytest.raises(verifier.Fault, match="entry 6 and all after"):
        verifier.check(lines[:-2])
    with pytest.raises(verifier.Fault, match="cut off"):
        verifier.check(lines[:-1])


def test_an_edit_of_the_file_is_named(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if json.loads(line)["kind"] == "entry")
    lines[place] = lines[place].replace("A01", "A02")
    with pytest.raises(verifier.Fault, match="entry 1 was edited"):
        verifier.check(lines)


@pytest.mark.parametrize("content", ["not json", "[]", '{"kind": "entry"}', "\udcff"])
def test_what_is_no_export_is_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other"
    path.write_text(content, encoding="utf-8", errors="surrogateescape")
    assert verifier.main([str(path)]) == 2
    assert verifier.main([str(tmp_path / "absent")]) == 2
