"""The data directory and its keys: made once, readable by the owner alone, never made anew over data."""

import stat
from pathlib import Path

import pytest

from yihu.cli import ground
from yihu.policy.decisions import Unavailable


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("YIHU_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("YIHU_MASTER_KEY", raising=False)
    monkeypatch.delenv("YIHU_SECRET_KEY", raising=False)
    return tmp_path / "var"


def test_it_works(root: Path) -> None:
    ground.prepare()
    keys = {path.name: path.read_text() for path in (root / "keys").iterdir()}
    assert set(keys) == {"secret.key", "master.key", "ledger.key"}
    assert len(set(keys.values())) == 3
    assert stat.S_IMODE(root.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (root / "keys").iterdir()} == {0o600}
    ground.prepare()
    assert {path.name: path.read_text() for path in (root / "keys").iterdir()} == keys


def test_a_key_given_in_the_environment_is_not_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIHU_MASTER_KEY", "given")
    ground.prepare()
    assert not (root / "keys" / "master.key").exists()


@pytest.mark.parametrize(("data", "key"), [("keyring.sqlite3", "master.key"), ("checkpoints", "ledger.key")])
def test_no_new_key_is_made_over_data_whose_key_is_gone(root: Path, data: str, key: str) -> None:
    ground.prepare()
    (root / "keys" / key).unlink()
    (root / data).touch()
    with pytest.raises(Unavailable) as refused:
        ground.prepare()
    assert refused.value.decision.code == "key_lost"
    assert not (root / "keys" / key).exists()
