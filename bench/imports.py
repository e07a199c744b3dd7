"""Bringing in a workbook of 100,000 rows: all that our import does, beside reading the file and a raw insert.

The raw insert writes the very rows that the import wrote, table by table with their indexes and constraints,
into empty copies of the tables, by the driver, in one transaction.
"""

import io
import resource
import time
from collections.abc import Sequence
from random import Random
from typing import Any
from uuid import UUID

import xlsxwriter
from django.db import connection, transaction
from python_calamine import CalamineWorkbook

from bench.estate import OPENED
from bench.figures import Bench, Figure
from bench.people import draw_name, draw_phone, draw_resident_id
from yihu.accounts.models import Account
from yihu.estate.models import Project
from yihu.estate.operations import open_project
from yihu.intake.operations import Upload, confirm, try_file
from yihu.intake.portions import SHEETS
from yihu.policy.vocabulary import SYSTEM, Actor, Department, Role

ROWS = 100_000
HEADS = (
    "楼号",
    "单元",
    "房间",
    "楼层",
    "总层数",
    "建筑面积",
    "房屋状态",
    "业主名称",
    "性别",
    "手机号",
    "身份证号",
    "业主类型",
)
ROOMS_A_FLOOR, FLOORS, ENTRANCES = 4, 25, 2
REGION = 110101
"""Its numbers pass the check, so that they are sealed; the persons are drawn by lot."""
REGULATIONS = ("community", "process", "apartment")


def workbook(*, rows: int = ROWS, seed: int = 3) -> bytes:
    """A workbook of that many households, each of one owner of their own."""
    random, buffer = Random(seed), io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("资产信息")
        sheet.write_row(0, 0, HEADS)
        for number in range(rows):
            sheet.write_row(number + 1, 0, _row(number, random))
    return buffer.getvalue()


def _row(number: int, random: Random) -> tuple[Any, ...]:
    rest, place = divmod(number, ROOMS_A_FLOOR)
    rest, floor = divmod(rest, FLOORS)
    building, entrance = divmod(rest, ENTRANCES)
    return (
        *(str(building + 1), str(entrance + 1), f"{floor + 1}{place + 1:02}", str(floor + 1), str(FLOORS)),
        *(random.randrange(5000, 18000) / 100, "2001", draw_name(random), "男", draw_phone(random)),
        *(draw_resident_id(random, region=REGION), "1001"),
    )


def run(bench: Bench) -> list[Figure]:
    """The import, tried and confirmed, of a hundred thousand rows; what memory it took is in the note."""
    data = workbook()
    project = open_project(by=SYSTEM, at=OPENED, code="IMPORT", name="導入花園", regulations=REGULATIONS)
    by = _officer(project)
    began = time.perf_counter()
    batch = try_file(
        by=by, at=OPENED, project=project, kind="households", upload=Upload(io.BytesIO(data), "rooms.xlsx")
    )
    tried = time.perf_counter() - began
    done = confirm(by=by, at=OPENED, batch=batch)
    whole = time.perf_counter() - began
    assert done.counts["households"] == ROWS
    read, inserted = _read(data), _insert(project)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    steps = (
        f"tried {tried:.1f} s, confirmed {whole - tried:.1f} s; read {read:.2f} s, insert {inserted:.2f} s"
    )
    note = f"{steps}; peak {peak} MiB"
    return [
        bench.figure(
            f"import of {ROWS:,} rows",
            "reading the file + raw insert",
            (whole, read + inserted),
            4,
            note=note,
        )
    ]


def _officer(project: Project) -> Actor:
    person = Account.objects.create(username="importer", name="陳主任", created_at=OPENED)
    return Actor(
        person.pk, person.username, person.name, Role.CS_OFFICER, Department.CS, project_id=project.pk
    )


def _read(data: bytes) -> float:
    began = time.perf_counter()
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        rows = sum(1 for _ in book.get_sheet_by_index(0).iter_rows())
    assert rows == ROWS + 1
    return time.perf_counter() - began


def _insert(project: Project) -> float:
    """The seconds that the rows just written take into empty copies of their tables."""
    taken = 0.0
    with transaction.atomic(), connection.cursor() as cursor:
        for model in dict.fromkeys(sheet.model for sheet in SHEETS.values()):
            table = model._meta.db_table
            names = [str(field.column) for field in model._meta.concrete_fields]
            columns = ", ".join(f'"{name}"' for name in names)
            owner = project.pk.hex if connection.vendor == "sqlite" else project.pk
            whose = "project_id = %s" if "project_id" in names else "%s IS NOT NULL"
            cursor.execute(f'SELECT {columns} FROM "{table}" WHERE {whose}', [owner])
            rows = cursor.fetchall()
            copy = _empty_copy(cursor, table)
            began = time.perf_counter()
            _write(copy, columns, rows)
            taken += time.perf_counter() - began
        transaction.set_rollback(True)
    return taken


def _empty_copy(cursor: Any, table: str) -> str:
    """An empty table with the same columns, constraints and indexes."""
    copy = f"raw_{table}"
    if connection.vendor == "postgresql":
        cursor.execute(f'CREATE TABLE "{copy}" (LIKE "{table}" INCLUDING ALL)')
        return copy
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE tbl_name = %s AND type IN ('table', 'index')"
        " AND sql IS NOT NULL ORDER BY type DESC",
        [table],
    )
    for name, sql in cursor.fetchall():
        again = (
            sql.replace(f'"{table}"', f'"{copy}"', 1)
            if name == table
            else sql.replace(f'"{name}"', f'"raw_{name}"', 1).replace(f'"{table}"', f'"{copy}"', 1)
        )
        cursor.execute(again.replace("%", "%%"))
    return copy


def _write(table: str, columns: str, rows: Sequence[Sequence[Any]]) -> None:
    raw: Any = connection.connection
    if connection.vendor == "sqlite":
        places = ", ".join("?" for _ in columns.split(", "))
        raw.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', rows).close()
        return
    with raw.cursor() as cursor, cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([_plain(value) for value in row])


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value
