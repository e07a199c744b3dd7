"""doctor, ledger export, import, tick, worker, serve: each once, and what each refuses."""

import argparse
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from cast import Cast
from cli.conftest import Run
from intake.books import person
from intake.files import xlsx
from yihu.cli.commands import serve
from yihu.households import name_parts
from yihu.households.models import Household
from yihu.intake.models import Batch
from yihu.ledger import signing, triggers
from yihu.ledger.models import Checkpoint, Entry


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "YIHU_DATA_DIR", tmp_path)
    signing.make_signing_key()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "名冊.xlsx"
    path.write_bytes(xlsx(person(), person(房间="")).read())
    return path


def test_doctor_names_triggers_that_are_gone(cast: Cast, key: None, run: Run) -> None:
    triggers.remove(connection)
    code, out, _err = run("doctor")
    assert code == 1
    assert "ledger_entry" in out


def test_doctor_names_a_frozen_table_that_thawed(cast: Cast, key: None, run: Run) -> None:
    on = "" if connection.vendor == "sqlite" else " ON dossiers_filing"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER dossiers_filing_no_change{on}")
    code, out, _err = run("doctor")
    assert code == 1
    assert "dossiers_filing" in out


def test_doctor_tells_that_names_may_be_missed_and_init_mends_it(cast: Cast, key: None, run: Run) -> None:
    name_parts.remove(connection)
    code, out, _err = run("doctor")
    assert code == 1
    assert "households_namepart_added" in out
    assert "yihu init" in out
    name_parts.mend(connection)
    assert "households_namepart" not in run("doctor")[1]


def test_doctor_names_a_key_others_can_read(cast: Cast, key: None, run: Run) -> None:
    signing.key_path().chmod(0o644)
    code, out, _err = run("doctor")
    assert code == 1
    assert "ledger.key" in out


def test_the_ledger_goes_out_and_is_believed(cast: Cast, key: None, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    assert run("tick")[0] == 0
    assert run("ledger", "export", "--out", str(path))[0] == 0
    checked = subprocess.run(
        [sys.executable, "-m", "yihu.ledger.verifier", path], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("intact") == 3


def test_without_the_key_nothing_goes_out(
    cast: Cast, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "YIHU_DATA_DIR", tmp_path)
    code, _out, err = run("ledger", "export", "--out", str(tmp_path / "ledger.jsonl"))
    assert code == 1
    assert "簽章金鑰" in err
    assert list(tmp_path.glob("ledger*")) == []


def test_a_dry_run_brings_nothing_in(cast: Cast, run: Run, file: Path) -> None:
    words = ("import", "households", str(file), "--project", "CJ", "--as", "cs_officer")
    code, out, _err = run(*words, "--dry-run")
    assert code == 0
    assert "沒有房號，這一行未讀入。" in out
    assert not Household.objects.exists()
    code, out, _err = run(*words, "--json")
    answer = json.loads(out)
    assert (code, answer["state"], answer["counts"]["households"]) == (0, "confirmed", 1)


@pytest.mark.parametrize(
    ("who", "said"),
    [("eng_staff", "[R1.2a]"), ("nobody", "as: 這個帳號在本項目沒有職責。"), ("xq_cs_head", "as: ")],
)
def test_who_may_not_import_is_told(cast: Cast, run: Run, file: Path, who: str, said: str) -> None:
    code, _out, err = run("import", "households", str(file), "--project", "CJ", "--as", who)
    assert code == 2
    assert said in err
    assert not Batch.objects.exists()
    assert Entry.objects.filter(action="access.refused").count() == (who == "eng_staff")


@pytest.mark.parametrize("path", ["no.xlsx", "."])
def test_a_file_that_is_not_there(cast: Cast, run: Run, path: str) -> None:
    code, _out, err = run("import", "households", path, "--project", "CJ", "--as", "cs_officer")
    assert code == 2
    assert f"file: 讀不到檔案 {path}。" in err


def test_ticking_twice_changes_nothing(cast: Cast, key: None, run: Run) -> None:
    assert run("tick")[0] == 0
    written = Checkpoint.objects.count()
    assert written == 3
    assert run("worker", "--once")[0] == 0
    assert Checkpoint.objects.count() == written


def test_half_a_certificate_is_refused(db: None, run: Run) -> None:
    code, _out, err = run("serve", "--tls-cert", "no.pem")
    assert code == 2
    assert "tls-key" in err


def test_a_taken_port_is_said_before_the_address(db: None, run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = run("serve", "--port", str(port))
    assert (code, out) == (1, "")
    assert err.splitlines() == [f"{port} 埠已被其他程式佔用。請先結束該程式，或用 --port 另選一個。"]


def test_an_address_of_another_machine_is_refused(db: None, run: Run) -> None:
    code, out, err = run("serve", "--host", "192.0.2.1")
    assert (code, out) == (1, "")
    assert "192.0.2.1" in err


def test_serving_is_bounded_and_has_its_worker() -> None:
    arguments = argparse.Namespace(host="::1", port=80, workers=2, threads=4, tls_cert=None, tls_key=None)
    chosen = serve.options(arguments)
    assert chosen["worker_class"] == "gthread"
    assert ("on_starting" in chosen) == (connection.vendor == "sqlite")
