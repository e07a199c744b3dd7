"""Disk full, read-only directory, locked database: told with the mend, nothing half-done, three languages."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from django.conf import settings
from django.db import OperationalError
from time_machine import TimeMachineFixture

from api.calls import Calls, pdf, refused
from browser import LANGUAGES
from cast import Cast
from desk import desk, scan
from yihu.dossiers.models import AccessionRow, Document, Dossier
from yihu.dossiers.store import blobs
from yihu.households.models import Household
from yihu.ledger import writing
from yihu.ledger.models import Entry

Broken = Callable[[pytest.MonkeyPatch], None]


def full_disk(patch: pytest.MonkeyPatch) -> None:
    """The disk is full in the middle of a document."""

    def seal(_source: object, target: BinaryIO, **_more: object) -> int:
        target.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    patch.setattr(blobs, "seal", seal)


def read_only(patch: pytest.MonkeyPatch) -> None:
    """The data directory cannot be written."""

    def written_whole(_path: Path) -> Any:
        raise OSError(errno.EROFS, "Read-only file system")

    patch.setattr(blobs, "written_whole", written_whole)


def locked(patch: pytest.MonkeyPatch) -> None:
    """The database is locked when the last row of the act, the ledger's, would be written."""
    real = writing.write

    def write(*given: Any, **more: Any) -> Any:
        if "document.received" in repr(given) + repr(more):
            raise OperationalError("database is locked")
        return real(*given, **more)

    patch.setattr(writing, "write", write)


TROUBLES = [
    (full_disk, 507, {"zh-hant": "清出空間", "zh-hans": "清出空间", "en": "space"}),
    (read_only, 503, {"zh-hant": "權限", "zh-hans": "权限", "en": "permission"}),
    (locked, 503, {"zh-hant": "再試", "zh-hans": "再试", "en": "again"}),
]


def traces() -> tuple[object, ...]:
    """All that a receipt would leave: rows, entries of it, files."""
    kept = sorted(path for path in (settings.YIHU_DATA_DIR).rglob("*") if path.is_file() and is_content(path))
    counts = [model.objects.count() for model in (Document, Dossier, Household, AccessionRow)]
    return (counts, Entry.objects.filter(action="document.received").count(), kept)


def is_content(path: Path) -> bool:
    """Whether a file is a document's, not the database's."""
    return "documents" in path.parts or len(path.parent.name) == 2


@pytest.fixture(autouse=True)
def _that_day(cast: Cast, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(cast.at, tick=False)


def test_a_receipt_leaves_traces(cast: Cast) -> None:
    before = traces()
    desk(cast).post("receipts/new/", room="3棟2單元1502", title="信", act="receive", file=scan())
    assert [one == other for one, other in zip(before, traces(), strict=True)] == [False, False, False]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("trouble", "status", "said"), TROUBLES)
def test_on_a_page(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Broken,
    status: int,
    said: dict[str, str],
    language: str,
) -> None:
    records, before = desk(cast), traces()
    records.client.cookies["yihu_language"] = language
    with monkeypatch.context() as patch:
        trouble(patch)
        answer = records.post("receipts/new/", room="3棟2單元1502", title="信", act="receive", file=scan())
    assert answer.status_code == status
    assert said[language] in answer.content.decode()
    assert traces() == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("trouble", "status", "said"), TROUBLES)
def test_in_the_api(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Broken,
    status: int,
    said: dict[str, str],
    language: str,
) -> None:
    records, before = Calls(cast).cs_records, traces()
    sent = {"unit_id": cast.unit().pk, "title": "信", "pages": 1, "carrier": "both", "file": pdf()}
    with monkeypatch.context() as patch:
        trouble(patch)
        answer = records.form("/receipts", sent, Accept_Language=language)
    codes = {"full_disk": "disk_full", "read_only": "read_only", "locked": "ledger_unwritable"}
    problem = refused(answer, status, codes[trouble.__name__])
    assert said[language] in problem["mend"]
    assert traces() == before
