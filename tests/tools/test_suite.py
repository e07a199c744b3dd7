"""What the machine lacks is named, each with its mend, and nothing else is."""

import runpy

import pytest

import browser
import postgres
import sources

suite = runpy.run_path(str(sources.ROOT / "tools" / "suite.py"))


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.setattr(postgres, "find_programs", lambda: None)
    monkeypatch.setattr(browser, "find_chromium", lambda: None)
    assert list(suite["what_is_missing"]()) == ["PostgreSQL", "browser stories"]


def test_a_server_of_ones_own_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://localhost/postgres")
    monkeypatch.setattr(postgres, "find_programs", lambda: None)
    assert "PostgreSQL" not in suite["what_is_missing"]()
