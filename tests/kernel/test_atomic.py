"""Files that are there whole or not at all."""

from pathlib import Path

import pytest

from yihu.kernel.atomic import sweep_parts, written_whole


def test_it_works(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    with written_whole(path) as file:
        file.write(b"whole")
        assert not path.exists()
    assert path.read_bytes() == b"whole"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def write_half(path: Path) -> None:
    with written_whole(path) as file:
        file.write(b"half")
        raise ConnectionResetError


def test_an_interrupted_write_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        write_half(tmp_path / "file")
    assert not list(tmp_path.iterdir())


def test_a_dead_writers_part_is_swept_and_a_living_ones_is_not(tmp_path: Path) -> None:
    (tmp_path / "file.0a0a0a0a.part").write_bytes(b"half")
    with written_whole(tmp_path / "other") as file:
        file.write(b"whole")
        assert sweep_parts(tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["other"]
