"""Settings from the environment: what they give, and the variable that nonsense names."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from yihu.config import environment


def test_it_works(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "zone").write_text("Asia/Taipei\n")
    monkeypatch.setenv("YIHU_TIME_ZONE_FILE", str(tmp_path / "zone"))
    assert environment.time_zone("YIHU_TIME_ZONE", "Asia/Shanghai") == "Asia/Taipei"
    monkeypatch.delenv("YIHU_LANGUAGE", raising=False)
    assert environment.choice("YIHU_LANGUAGE", "zh-hant", "en") == "zh-hant"


@pytest.mark.parametrize("value", ["Mars/Olympus", "../etc/passwd", "/etc/localtime", ""])
def test_a_time_zone_that_is_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("YIHU_TIME_ZONE", value)
    with pytest.raises(ImproperlyConfigured, match=r"YIHU_TIME_ZONE.*Asia/Shanghai"):
        environment.time_zone("YIHU_TIME_ZONE", "Asia/Shanghai")


def test_a_language_that_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIHU_LANGUAGE", "fr")
    with pytest.raises(ImproperlyConfigured, match=r"YIHU_LANGUAGE.*zh-hant, en"):
        environment.choice("YIHU_LANGUAGE", "zh-hant", "en")


def test_a_file_that_is_not_there_is_named_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIHU_SECRET_KEY_FILE", "/nowhere")
    with pytest.raises(ImproperlyConfigured, match=r"YIHU_SECRET_KEY_FILE"):
        environment.key("YIHU_SECRET_KEY", Path("/nowhere"))


def test_a_port_that_is_no_number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("YIHU_DATABASE_URL", "postgres://a:b@host:port/name")
    with pytest.raises(ImproperlyConfigured, match=r"YIHU_DATABASE_URL.*port"):
        environment.database("YIHU_DATABASE_URL", tmp_path)
