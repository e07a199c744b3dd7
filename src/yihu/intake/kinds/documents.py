"""Scans in an archive, named by room: each received in an act of its own, filed where its line is certain.

Nothing is unpacked to the disk, and no name in the archive is ever a path of this machine.
"""

import hashlib
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.db import transaction

from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Document
from yihu.dossiers.template import template_of
from yihu.estate.models import Project, Unit
from yihu.estate.queries.room_filter import room_condition
from yihu.estate.rooms import parse_room
from yihu.intake.models import Batch, BroughtIn
from yihu.intake.paper_names import LONGEST_TITLE, line_of, read_name
from yihu.intake.portions import Portion
from yihu.intake.problems import column_problem, decision_problem
from yihu.intake.shapes import CellProblem
from yihu.policy.decisions import FieldError, Invalid, Problem, Refused, refuse
from yihu.policy.vocabulary import N_, Actor, Carrier

LARGEST = 500_000_000
_MOST_PAPERS = 5_000
_MOST_BYTES = 4_000_000_000
_LARGEST_PAPER = 50_000_000
_RATIO = 200
_LEFT_ALONE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError)
_SIGNED = "A03"
"""The covenant needs its signers named: it is received and waits to be filed by hand (R3.5.1.3)."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One paper of the archive: its place, its unit, what it is called, its line if that is certain."""

    number: int
    path: str
    unit: UUID
    title: str
    line: str


@dataclass(slots=True)
class ExaminedScans:
    """An archive, and what becomes of each of its members."""

    stamp: str
    readings: list[Scan] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    verdicts: Counter[str] = field(default_factory=Counter)
    template: str = "archive"

    def counts(self) -> dict[str, int]:
        """Where every member went."""
        return {
            "rows": sum(self.verdicts.values()),
            "skipped": self.verdicts["skipped"],
            "refused_rows": self.verdicts["refused"],
            "documents": len(self.readings),
            "filed": sum(scan.line not in ("", _SIGNED) for scan in self.readings),
        }

    def portions(self, source: str) -> Iterator[tuple[int, Portion]]:
        """Nothing is staged: the archive itself lies sealed."""
        del source
        yield from ()


def glance(data: bytes) -> None:
    """Raises `Invalid` (`file`) for what is no archive."""
    if not zipfile.is_zipfile(BytesIO(data)):
        raise _invalid("not_an_archive")


def stamp_of(project: Project, *, at: datetime) -> str:
    """Papers are looked at one by one when they are received: nothing before can grow stale."""
    del at
    return project.pk.hex


def examine(
    data: bytes,
    *,
    name: str = "",
    project: Project,
    at: datetime,
    on_existing: str = Batch.OnExisting.SKIP,
    mapping: Mapping[str, Any] | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> ExaminedScans:
    """Which paper of the archive belongs where. Raises `Invalid` (`file`) for what is no sound archive."""
    del name, on_existing, mapping
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _examined(archive, project, at, tell)
    except _BROKEN as error:
        raise _invalid("not_an_archive") from error


def _examined(
    archive: zipfile.ZipFile, project: Project, at: datetime, tell: Callable[[int, int], None] | None
) -> ExaminedScans:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if not members:
        raise _invalid("empty_archive")
    if len(members) > _MOST_PAPERS or sum(member.file_size for member in members) > _MOST_BYTES:
        raise _invalid("archive_too_large")
    examiner = _Examiner(ExaminedScans(stamp_of(project, at=at)), archive, project, at)
    for number, member in enumerate(members, start=1):
        examiner.take(number, member)
        if tell and number % 20 == 0:
            tell(number, len(members))
    return examiner.found


class _Examiner:
    def __init__(
        self, found: ExaminedScans, archive: zipfile.ZipFile, project: Project, at: datetime
    ) -> None:
        self.found, self._archive, self._project = found, archive, project
        self._lines = template_of(project, at=at).lines
        self._rooms: dict[str, tuple[UUID | None, str]] = {}
        self._digests: dict[tuple[UUID, bytes], int] = {}

    def take(self, number: int, member: zipfile.ZipInfo) -> None:
        path = name_of(member)
        if any(part in path for part in _LEFT_ALONE):
            return self._leave(number, path, "skipped", "left_alone")
        if _is_wicked(member, path):
            return self._leave(number, path, "refused", "path_wicked")
        if (
            member.file_size > _LARGEST_PAPER
            or member.file_size > max(member.compress_size, 1) * _RATIO + 1_000_000
        ):
            return self._leave(number, path, "refused", "paper_too_large")
        if member.flag_bits & 1:
            return self._leave(number, path, "refused", "paper_locked")
        named = read_name(path)
        unit, wrong = self._unit(named.room)
        if unit is None:
            return self._leave(number, path, "refused", wrong)
        if self._seen_before(unit, member, number):
            return self._leave(number, path, "skipped", "paper_again")
        line = line_of(named.title, self._lines)
        if not line:
            self._say(number, path, "line_unsure")
        elif line == _SIGNED:
            self._say(number, path, "signers_needed")
        self.found.verdicts["taken"] += 1
        self.found.readings.append(Scan(number, path, unit, named.title[:LONGEST_TITLE], line))
        return None

    def _unit(self, room: str) -> tuple[UUID | None, str]:
        if not room:
            return None, "room_unnamed"
        if room not in self._rooms:
            code = parse_room(room).code
            exact = Unit.objects.filter(project=self._project, code=code).values_list("pk", flat=True).first()
            near = (
                [exact]
                if exact
                else list(
                    Unit.objects.filter(room_condition(self._project, room)).values_list("pk", flat=True)[:2]
                )
            )
            wrong = "unit_several" if len(near) > 1 else "unit_unknown"
            self._rooms[room] = (near[0], "") if len(near) == 1 else (None, wrong)
        return self._rooms[room]

    def _seen_before(self, unit: UUID, member: zipfile.ZipInfo, number: int) -> bool:
        """The very same bytes, in this archive or in the unit's file already (R2.2.1.3)."""
        digest = hashlib.sha256(self._archive.read(member)).digest()
        if self._digests.setdefault((unit, digest), number) != number:
            return True
        here = Document.objects.filter(dossier__household__unit=unit, content_sha256=digest)
        return here.filter(dossier__household__ended_on__isnull=True).exists()

    def _leave(self, number: int, path: str, verdict: str, code: str) -> None:
        self.found.verdicts[verdict] += 1
        self._say(number, path, code)

    def _say(self, number: int, path: str, code: str) -> None:
        self.found.problems.append(column_problem("", number, 0, shown(path), code))


def bring_in(
    *, by: Actor, at: datetime, batch: Batch, data: bytes, tell: Callable[[int, int], None]
) -> Counter[str]:
    """Receive each paper, and file it where its line is certain; papers of an earlier attempt are passed by.

    `tell` may raise whatever ends the work: what was received stays received, and is findable by the batch.
    """
    found = examine(data, project=batch.project, at=at)
    done = set(BroughtIn.objects.filter(batch=batch).values_list("row", flat=True))
    counts: Counter[str] = Counter({"documents": len(done)})
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        for place, scan in enumerate(found.readings, start=1):
            if scan.number not in done:
                counts += _receive(scan, archive.read(members[scan.number - 1]), by=by, at=at, batch=batch)
            tell(place, len(found.readings))
    return counts


def _receive(scan: Scan, data: bytes, *, by: Actor, at: datetime, batch: Batch) -> Counter[str]:
    unit = Unit.objects.select_related("project", "building").get(pk=scan.unit)
    upload = dossiers.Upload(BytesIO(data), PurePosixPath(scan.path).name)
    try:
        with transaction.atomic():
            received = dossiers.receive(
                by=by,
                at=at,
                project=batch.project,
                unit=unit,
                title=scan.title,
                pages=None,
                carrier=Carrier.ELECTRONIC,
                upload=upload,
            )
            BroughtIn.objects.create(
                batch=batch,
                sheet=shown(scan.path),
                row=scan.number,
                kind=BroughtIn.Kind.DOCUMENT,
                subject=received.document.pk,
            )
    except (Invalid, Refused) as problem:
        _note(batch, scan, problem)
        return Counter({"refused_rows": 1})
    filed = scan.line not in ("", _SIGNED) and _file(received.document, scan, by=by, at=at, batch=batch)
    return Counter({"documents": 1, "filed": int(filed)})


def _file(document: Document, scan: Scan, *, by: Actor, at: datetime, batch: Batch) -> bool:
    try:
        dossiers.file(by=by, at=at, document=document, line=scan.line)
    except (Invalid, Refused) as problem:
        _note(batch, scan, problem)
        return False
    return True


def _note(batch: Batch, scan: Scan, problem: Problem) -> None:
    """Why a paper was not received, or not filed, among the batch's problems."""
    error = problem.errors[0] if isinstance(problem, Invalid) else None
    decision = (
        refuse(error.code, error.text, clause=error.clause, mend=error.mend, **dict(error.params))
        if error
        else problem.decision  # type: ignore[attr-defined]
    )
    told = decision_problem("", scan.number, 0, shown(scan.path), decision, error=True)
    batch.problems.create(
        sheet="",
        row=told.row,
        header=told.header,
        severity=told.severity,
        code=told.code,
        text=told.text,
        params={**told.params, "mend": told.mend},
    )


def name_of(member: zipfile.ZipInfo) -> str:
    """The member's name; archives made on Chinese Windows write GBK and do not say so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def shown(path: str) -> str:
    """A path as the list shows it: the end of it, where the room and the title are."""
    return path if len(path) <= 60 else f"…{path[-59:]}"


def _is_wicked(member: zipfile.ZipInfo, path: str) -> bool:
    """A way out of the folder, a place of somebody's machine, or a link."""
    parts = PurePosixPath(path.replace("\\", "/"))
    link = (member.external_attr >> 16) & 0o170000 == 0o120000
    return parts.is_absolute() or ".." in parts.parts or ":" in path or link


def _invalid(code: str) -> Invalid:
    text, mend = _TEXTS[code]
    params = {"papers": _MOST_PAPERS, "megabytes": LARGEST // 1_000_000}
    return Invalid(FieldError("file", text, mend, code, params=params))


_TEXTS = {
    "not_an_archive": (
        N_("這個檔案不是可以打開的 .zip。"),
        N_("請把掃描件放在按房號命名的資料夾，壓縮成 .zip 後再上載。"),
    ),
    "empty_archive": (N_("這個 .zip 是空的。"), N_("請核對所選的檔案。")),
    "archive_too_large": (
        N_("這個 .zip 超過 %(papers)s 件，或解開後太大。"),
        N_("請分成幾個檔案。"),
    ),
}
