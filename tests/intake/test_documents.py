"""Scans named by room (R2.2.1.3): received one by one, filed where the line is certain, none twice."""

import zipfile
from io import BytesIO
from typing import Any

import pytest

from cast import Cast
from desk import scan
from yihu.dossiers.models import Document, Filing
from yihu.intake import operations, queries
from yihu.intake.models import Batch, BroughtIn
from yihu.intake.operations import Upload
from yihu.intake.paper_names import line_of, read_name
from yihu.policy.decisions import Conflict, Invalid
from yihu.policy.regulations.template import TEMPLATE


def pdf(mark: str) -> bytes:
    """A scan of its own."""
    return scan().read() + f"\n% {mark}\n".encode()


def packed(members: dict[str, bytes]) -> BytesIO:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as book:
        for name, data in members.items():
            book.writestr(name, data)
    stream.seek(0)
    return stream


def tried(cast: Cast, members: dict[str, bytes]) -> Batch:
    how: dict[str, Any] = {"by": cast.cs_officer, "at": cast.at, "project": cast.cj, "kind": "documents"}
    return operations.try_file(**how, upload=Upload(packed(members), "掃描.zip"))


def brought(cast: Cast, members: dict[str, bytes]) -> Batch:
    return operations.confirm(by=cast.cs_officer, at=cast.at, batch=tried(cast, members)).batch


SAME = pdf("same")
GOOD = {
    "3-1-1201/身份證複印件.pdf": pdf("a"),
    "3棟2單元1502_房屋驗收表 2.pdf": pdf("b"),
    "3棟2單元1502/業主公約.pdf": pdf("c"),
    "3棟2單元1502/合照.pdf": pdf("d"),
}


@pytest.mark.clause("R2.2.1.3", "R2.3.1")
def test_it_works(cast: Cast) -> None:
    batch = brought(cast, GOOD)
    filed = dict(Filing.objects.values_list("document__title", "document__line"))
    assert filed == {"身份證複印件": "A07", "房屋驗收表": "A04"}
    assert set(Document.objects.filter(filing=None).values_list("title", flat=True)) == {"業主公約", "合照"}
    assert (batch.brought_in["documents"], batch.brought_in["filed"]) == (4, 2)
    assert set(batch.problems.values_list("code", flat=True)) == {"line_unsure", "signers_needed"}
    origin = queries.origin_of(Document.objects.get(title="合照").pk)
    assert origin is not None
    assert (origin.file_name, origin.sheet) == ("掃描.zip", "3棟2單元1502/合照.pdf")


def test_broken_off_it_goes_on_without_doubling(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    batch, seen = tried(cast, GOOD), []

    def power_cut(*given: Any, **named: Any) -> Any:
        seen.append(given)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return receive(*given, **named)

    from yihu.intake.kinds import documents

    receive = documents.dossiers.receive
    with monkeypatch.context() as broken:
        broken.setattr(documents.dossiers, "receive", power_cut)
        with pytest.raises(KeyboardInterrupt):
            operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch)
    assert Document.objects.count() == 2
    result = operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch)
    assert (Document.objects.count(), BroughtIn.objects.count(), result.counts["documents"]) == (4, 4, 4)


def test_it_is_cancelled_between_two_papers(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = tried(cast, GOOD)
    from yihu.intake.kinds import documents

    receive = documents.dossiers.receive

    def cancelled_meanwhile(*given: Any, **named: Any) -> Any:
        operations.cancel(by=cast.cs_head, at=cast.at, batch=batch)
        return receive(*given, **named)

    monkeypatch.setattr(documents.dossiers, "receive", cancelled_meanwhile)
    with pytest.raises(Conflict):
        operations.confirm(by=cast.cs_officer, at=cast.at, batch=batch)
    assert (Document.objects.count(), BroughtIn.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("members", "codes"),
    [
        ({"無房號/合同.pdf": pdf("a")}, {"room_unnamed"}),
        ({"9-9-9999/合同.pdf": pdf("a")}, {"unit_unknown"}),
        ({"../3-1-1201/身份證.pdf": pdf("a")}, {"path_wicked"}),
        ({"C:/3-1-1201/身份證.pdf": pdf("a")}, {"path_wicked"}),
        ({"__MACOSX/3-1-1201/._a.pdf": b"x", "3-1-1201/Thumbs.db": b"x"}, {"left_alone"}),
        ({"3-1-1201/身份證.pdf": SAME, "3-1-1201/身份證2.pdf": SAME}, {"paper_again"}),
    ],
)
def test_what_is_not_taken_is_said(cast: Cast, members: dict[str, bytes], codes: set[str]) -> None:
    batch = tried(cast, members)
    assert set(batch.problems.values_list("code", flat=True)) == codes


def test_a_paper_that_is_there_is_not_received_again(cast: Cast) -> None:
    brought(cast, GOOD)
    again = tried(cast, GOOD)
    assert (again.tried["documents"], again.tried["skipped"]) == (0, 4)


def test_what_the_store_refuses_is_said_in_its_words(cast: Cast) -> None:
    batch = brought(cast, {"3-1-1201/身份證.exe": b"MZ\x00\x01 no paper", "3-1-1201/房產證.pdf": pdf("a")})
    assert batch.brought_in["documents"] == 1
    refused = batch.problems.get(severity="error")
    assert refused.header == "3-1-1201/身份證.exe"
    book = queries.errors_workbook(batch, say=lambda problem: problem.code, words=str)
    assert book.startswith(b"PK")


def test_a_bomb_is_left_packed(cast: Cast) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("3-1-1201/身份證.pdf", b"\x00" * 20_000_000)
    how: dict[str, Any] = {"by": cast.cs_officer, "at": cast.at, "project": cast.cj, "kind": "documents"}
    batch = operations.try_file(**how, upload=Upload(BytesIO(stream.getvalue()), "a.zip"))
    assert batch.problems.get().code == "paper_too_large"


def test_names_written_on_another_machine_are_read(cast: Cast) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as book:
        info = zipfile.ZipInfo("placeholder-name-of-24b.pdf")
        book.writestr(info, pdf("a"))
    name = "3-1-1201/身份证件.pdf".encode("gb18030")
    wanted = name + b"_" * (len("placeholder-name-of-24b.pdf") - len(name))
    data = stream.getvalue().replace(b"placeholder-name-of-24b.pdf", wanted)
    how: dict[str, Any] = {"by": cast.cs_officer, "at": cast.at, "project": cast.cj, "kind": "documents"}
    batch = operations.try_file(**how, upload=Upload(BytesIO(data), "a.zip"))
    assert batch.tried["documents"] == 1


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04broken"])
def test_what_is_no_archive_is_refused(cast: Cast, data: bytes) -> None:
    how: dict[str, Any] = {"by": cast.cs_officer, "at": cast.at, "project": cast.cj, "kind": "documents"}
    with pytest.raises(Invalid) as refused:
        operations.try_file(**how, upload=Upload(BytesIO(data), "a.zip"))
    assert refused.value.errors[0].code == "not_an_archive"


@pytest.mark.parametrize(
    ("path", "room", "title"),
    [
        ("3-1201/身份證複印件.pdf", "3-1201", "身份證複印件"),
        ("3-1201_業主公約.pdf", "3-1201", "業主公約"),
        ("入伙資料/3棟1單元1201 房屋驗收表 2.jpg", "3棟1單元1201", "房屋驗收表"),
        ("3棟/1201/合同.pdf", "1201", "合同"),
        ("2026/合照.jpg", "2026", "合照"),
    ],
)
def test_a_name_says_room_and_title(path: str, room: str, title: str) -> None:
    named = read_name(path)
    assert (named.room, named.title) == (room, title)


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("房屋驗收表", "A04"),
        ("身份证", "A07"),
        ("裝修管理協議（掃描）", "B02"),
        ("租賃合同", "E05"),
        ("合照", ""),
        ("", ""),
        ("安全責任書", ""),
    ],
)
def test_a_title_names_a_line_or_none(title: str, line: str) -> None:
    assert line_of(title, TEMPLATE) == line
