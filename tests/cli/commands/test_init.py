"""`yihu init` in a process of its own, on a data directory of its own; then what it made is intact."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def yihu(data: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("YIHU_", "DJANGO_"))
    }
    environment |= {"YIHU_DATA_DIR": str(data), **more}
    command = [sys.executable, "-m", "yihu.cli.main", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.slow
def test_it_works(tmp_path: Path) -> None:
    data = tmp_path / "var"
    for _again in range(2):
        answer = yihu(data, "init")
        assert answer.returncode == 0, answer.stderr
    answer = yihu(data, "verify", "--json")
    assert answer.returncode == 0, answer.stderr
    assert '"intact": true' in answer.stdout
    assert (data / "yihu.sqlite3").exists()
    assert yihu(data, "doctor").returncode == 0


@pytest.mark.slow
def test_a_key_that_is_none_is_named(tmp_path: Path) -> None:
    answer = yihu(tmp_path / "var", "verify", YIHU_MASTER_KEY="not base64!")
    assert answer.returncode == 2
    assert "YIHU_MASTER_KEY" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.slow
def test_without_init_the_mend_is_said(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    answer = yihu(tmp_path / "var", "user", "add", "a", "--role", "cs_head", "--project", "CJ")
    assert answer.returncode == 1
    assert "yihu init" in answer.stderr
