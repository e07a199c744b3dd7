"""A synthetic estate of any size: projects of 5,000 households each, the same for the same seed.

What is whole everywhere: units, households, files, owners, telephones, gaps and roll-ups, and the papers of
line A05. The first project, which the pages are measured on, also has every paper that its ticks speak of and
the ledger entries of their filing; elsewhere a tick of another line stands without its paper.
Numbers of the first project are sealed and indexed by the real ciphers; those of the others are copies of a
few sealed values under random index bytes, because what is measured never opens them.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from bench.loading import Loader
from bench.people import Sealing, draw_name, draw_phone, draw_resident_id
from bench.rooms import PER_PROJECT, Room, rooms
from yihu.dossiers.models import Document, Dossier, Filing, Gap, GapRollup, ItemNumber
from yihu.estate.models import Building, Project, Unit
from yihu.estate.operations import open_project
from yihu.households.models import Household, Ownership, Person, Phone
from yihu.kernel.initials import initials_of
from yihu.kernel.text import fold
from yihu.ledger.operations import append
from yihu.policy import numbering
from yihu.policy.vocabulary import SYSTEM

OPENED = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
TEXTS = ("community", "process", "apartment")
LINE = "A05"
"""The line whose papers every file has, or lacks: what completeness is counted by."""
KEPT = ("E04", "F01", "G01", "G02")
ODDS = {
    "A01": 0.92,
    "A02": 0.85,
    "A03": 0.7,
    "A04": 0.8,
    "A05": 0.6,
    "A06": 0.9,
    "A07": 0.55,
    "A09": 0.75,
    "A10": 0.65,
    "A11": 0.8,
}
"""How likely each required line has its paper."""
WHEN = "2026-03-02 01:30:00"

_BUILDINGS = Loader(Building, "id", "project", "code", "name")
_UNITS = Loader(
    Unit,
    "id",
    "project",
    "building",
    "entrance",
    "floor",
    "room",
    "code",
    "label",
    "label_fold",
    "sort_key",
    "parsed",
    "kind",
    "use",
    "area_m2",
    "added_at",
)
_HOUSEHOLDS = Loader(
    Household,
    "id",
    "project",
    "unit",
    "tenure_no",
    "acquired_on",
    "opened_at",
    "owners_registered_at",
    "version",
)
_DOSSIERS = Loader(
    Dossier,
    "id",
    "project",
    "household",
    "file_no",
    "opened_at",
    "opened_by_department",
    "required_lines",
    "required_count",
    "present_count",
    "version",
    "changed_at",
)
_PERSONS = Loader(
    Person,
    "id",
    "project",
    "name",
    "name_fold",
    "initials",
    "is_organisation",
    "id_type",
    "id_number",
    "id_index",
    "id_tail_index",
    "recorded_at",
)
_OWNERSHIPS = Loader(
    Ownership,
    "id",
    "project",
    "household",
    "person",
    "share_numerator",
    "share_denominator",
    "position",
    "starts_on",
)
_PHONES = Loader(
    Phone, "id", "project", "person", "number", "number_index", "tail_index", "position", "since"
)
_GAPS = Loader(Gap, "id", "project", "dossier", "line", "since")
_ROLLUPS = Loader(GapRollup, "project", "line", "missing", "required")
_DOCUMENTS = Loader(
    Document,
    "id",
    "project",
    "dossier",
    "volume",
    "line",
    "title",
    "pages",
    "carrier",
    "is_copy",
    "note",
    "received_at",
    "recorded_at",
    "late_reason",
    "received_by_department",
    "content_id",
    "content_type",
    "version",
)
_FILINGS = Loader(
    Filing,
    "id",
    "document",
    "project",
    "filed_at",
    "late",
    "days_late",
    "after_hours",
    "before_go_live",
    "without_records_officer",
)
_NUMBERS = Loader(ItemNumber, "id", "document", "dossier", "line", "number", "item_no", "given_at")


@dataclass(frozen=True, slots=True)
class Estate:
    """What was made, and what the measurements ask for in its first project."""

    project: Project
    households: tuple[UUID, ...]
    rooms: tuple[str, ...]
    phones: tuple[str, ...]
    total: int


@dataclass(slots=True)
class _Rows:
    """The rows of one project, table by table."""

    units: list[Any] = field(default_factory=list)
    households: list[Any] = field(default_factory=list)
    dossiers: list[Any] = field(default_factory=list)
    persons: list[Any] = field(default_factory=list)
    ownerships: list[Any] = field(default_factory=list)
    phones: list[Any] = field(default_factory=list)
    gaps: list[Any] = field(default_factory=list)
    documents: list[Any] = field(default_factory=list)
    filings: list[Any] = field(default_factory=list)
    numbers: list[Any] = field(default_factory=list)
    missing: Counter[str] = field(default_factory=Counter)


def build(*, households: int, seed: int = 1) -> Estate:
    """Fill an empty installation; the number is rounded up to whole projects."""
    random, measured = Random(seed), None
    with quickly():
        for number in range(-(-households // PER_PROJECT)):
            code = f"B{number:04}"
            project = open_project(
                by=SYSTEM, at=OPENED, code=code, name=f"測試花園{number}", regulations=TEXTS
            )
            estate = _fill(project, random, whole=number == 0, number=number)
            measured = measured or estate
    assert measured is not None
    _analyse()
    return Estate(
        measured.project, measured.households, measured.rooms, measured.phones, (number + 1) * PER_PROJECT
    )


class quickly:  # noqa: N801
    """On SQLite, no waiting for the disk while the estate is made."""

    def __enter__(self) -> None:
        self._set("OFF")

    def __exit__(self, *_: object) -> None:
        self._set("FULL")

    def _set(self, how: str) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA synchronous={how}")
                cursor.execute(f"PRAGMA foreign_keys={'OFF' if how == 'OFF' else 'ON'}")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _analyse() -> None:
    """Statistics as the server's own housekeeping would make them; SQLite has none, as installed."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")


def _fill(project: Project, random: Random, *, whole: bool, number: int) -> Estate:
    ids = _ids(random, number)
    rows, sealing, owner = _Rows(), Sealing(random, real=whole), project.pk.hex
    buildings = {room.building: next(ids) for room in rooms()}
    numbers = [
        _household(rows, random, ids, project, room, buildings[room.building], sealing, whole)
        for room in rooms()
    ]
    with transaction.atomic():
        _BUILDINGS.load((id_, owner, code, f"{int(code)}棟") for code, id_ in buildings.items())
        _UNITS.load(rows.units)
        _HOUSEHOLDS.load(rows.households)
        _DOSSIERS.load(rows.dossiers)
        _PERSONS.load(rows.persons)
        _OWNERSHIPS.load(rows.ownerships)
        _PHONES.load(rows.phones)
        _GAPS.load(rows.gaps)
        required = (*ODDS, *KEPT)
        _ROLLUPS.load((owner, line, rows.missing[line], PER_PROJECT) for line in required)
        _DOCUMENTS.load(rows.documents)
        _FILINGS.load(rows.filings)
        _NUMBERS.load(rows.numbers)
        if whole:
            _write_history(project, rows)
    return Estate(
        project,
        tuple(UUID(row[0]) for row in rows.households),
        tuple(room.label for room in rooms()),
        tuple(numbers),
        PER_PROJECT,
    )


def _household(
    rows: _Rows,
    random: Random,
    ids: Iterator[str],
    project: Project,
    room: Room,
    building: str,
    sealing: Sealing,
    whole: bool,
) -> str:
    """One unit with its household, file, owners and papers; the first owner's telephone."""
    owner, unit, household, dossier = project.pk.hex, next(ids), next(ids), next(ids)
    rows.units.append(
        (
            unit,
            owner,
            building,
            room.entrance,
            room.floor,
            room.room,
            room.code,
            room.label,
            room.label_fold,
            room.sort_key,
            True,
            "residential",
            "owner_occupied",
            f"{random.randrange(60, 180)}.{random.randrange(10)}0",
            WHEN,
        )
    )
    rows.households.append((household, owner, unit, 1, "2024-06-01", WHEN, WHEN, 1))
    file_no = numbering.file_no(project.code, room.code, 1)
    co_owners = 2 if random.random() < 0.3 else 1
    present = [line for line, odds in ODDS.items() if random.random() < odds]
    lines = sorted((*ODDS, *KEPT))
    rows.dossiers.append(
        (
            dossier,
            owner,
            household,
            file_no,
            WHEN,
            "cs",
            json.dumps(lines),
            len(lines),
            len(present) + len(KEPT),
            1,
            WHEN,
        )
    )
    for line in ODDS:
        if line not in present:
            rows.gaps.append((next(ids), owner, dossier, line, WHEN))
            rows.missing[line] += 1
    for line in present if whole else [line for line in present if line == LINE]:
        for place in range(1, 1 + (co_owners if line == "A03" else 1)):
            _paper(rows, ids, owner, dossier, file_no, line, place)
    return _owners(rows, random, ids, owner, household, co_owners, sealing)


def _paper(
    rows: _Rows, ids: Iterator[str], owner: str, dossier: str, file_no: str, line: str, place: int
) -> None:
    document = next(ids)
    rows.documents.append(
        (
            document,
            owner,
            dossier,
            "cs",
            line,
            f"資料{line}",
            2,
            "paper",
            False,
            "",
            WHEN,
            WHEN,
            "",
            "cs",
            "",
            "",
            1,
        )
    )
    rows.filings.append((next(ids), document, owner, WHEN, False, 0, False, False, False))
    item_no = numbering.item_no(file_no, line, place)
    rows.numbers.append((next(ids), document, dossier, line, place, item_no, WHEN))


def _owners(
    rows: _Rows,
    random: Random,
    ids: Iterator[str],
    owner: str,
    household: str,
    count: int,
    sealing: Sealing,
) -> str:
    first = ""
    for position in range(1, count + 1):
        person, name, phone = next(ids), draw_name(random), draw_phone(random)
        first = first or phone
        number, tail, sealed = sealing.id_number(draw_resident_id(random))
        rows.persons.append(
            (
                person,
                owner,
                name,
                fold(name),
                initials_of(name),
                False,
                "resident_id",
                sealed,
                number,
                tail,
                WHEN,
            )
        )
        rows.ownerships.append((next(ids), owner, household, person, 1, count, position, "2024-06-01"))
        whole_index, tail_index, value = sealing.phone(phone)
        rows.phones.append((next(ids), owner, person, value, whole_index, tail_index, 1, WHEN))
    return first


def _write_history(project: Project, rows: _Rows) -> None:
    """The ledger of the first project: each file's opening, each paper's filing."""
    at = OPENED
    for row in rows.dossiers:
        append(
            project_id=project.pk,
            by=SYSTEM,
            at=at,
            action="dossier.opened",
            subjects={"dossier": UUID(row[0]), "household": UUID(row[2])},
        )
    for row in rows.documents:
        at += timedelta(seconds=1)
        append(
            project_id=project.pk,
            by=SYSTEM,
            at=at,
            action="document.filed",
            subjects={"dossier": UUID(row[2]), "document": UUID(row[0])},
            detail={"line": row[4]},
        )


def _ids(random: Random, number: int) -> Iterator[str]:
    """UUIDv7 as hexadecimal digits, in the order in which they would have been made."""
    milliseconds = int(OPENED.timestamp() * 1000) + number * 60_000
    for count in range(1 << 62):
        stamp = milliseconds + (count >> 4)
        yield f"{stamp:012x}7{random.getrandbits(12):03x}8{random.getrandbits(60):015x}"
