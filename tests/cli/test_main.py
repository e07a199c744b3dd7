"""What every command shares: exit codes, and trouble said with its mend instead of a traceback."""

import errno
import importlib

import pytest
from django.db import OperationalError

from cli.conftest import Run

COMMANDS = (
    *("init", "demo", "doctor", "serve", "worker", "tick", "import", "export", "verify"),
    *("user", "ledger"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    code, out, _err = run(command, "--help")
    assert code == 0
    assert out.startswith(f"usage: yihu {command}")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("tick", "--at", "2026-07-06"),
        ("serve", "--port", "70000"),
        ("demo", "--households", "0"),
        ("import", "moons", "x.xlsx", "--project", "CJ", "--as", "a"),
    ],
)
def test_bad_use_is_2(run: Run, words: tuple[str, ...]) -> None:
    code, _out, err = run(*words)
    assert code == 2
    assert "usage:" in err


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "磁碟已滿"),
        (OSError(errno.EROFS, "Read-only file system"), "資料目錄不能寫入"),
        (OperationalError("database is locked"), "資料庫正忙"),
        (OperationalError("no such table: ledger_entry"), "yihu init"),
        (OperationalError("something nobody foresaw"), "yihu doctor"),
    ],
)
def test_the_machines_trouble_has_its_mend(
    run: Run, monkeypatch: pytest.MonkeyPatch, trouble: Exception, said: str
) -> None:
    def fails(_arguments: object) -> int:
        raise trouble

    monkeypatch.setattr(importlib.import_module("yihu.cli.commands.doctor"), "run", fails)
    code, _out, err = run("doctor")
    assert code == 1
    assert said in err
    assert "Traceback" not in err


def test_a_directory_that_init_cannot_write_has_its_mend(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("yihu.cli.ground.prepare", fails)
    code, _out, err = run("init")
    assert code == 1
    assert "資料目錄不能寫入" in err
