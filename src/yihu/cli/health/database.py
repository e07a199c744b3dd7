"""Database version, schema, what the triggers keep, calendars."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from yihu.accounts.queries import store_is_empty
from yihu.cli.health.finding import Finding
from yihu.confidentiality import frozen as kept
from yihu.dossiers import frozen
from yihu.estate import queries as estate
from yihu.households import name_parts
from yihu.ledger import handovers, triggers
from yihu.ledger.models import Entry
from yihu.policy.decisions import Unavailable
from yihu.policy.vocabulary import N_

_OLDEST_POSTGRESQL = 15_00_00
_CLOCK_SLACK = timedelta(minutes=5)


def examine(*, at: datetime) -> Iterator[Finding]:
    """The findings in the database; one alone where it cannot be asked."""
    try:
        connection.ensure_connection()
    except DatabaseError:
        yield Finding(N_("連不上資料庫。"), N_("請檢查 YIHU_DATABASE_URL 和資料目錄的權限。"))
        return
    yield from _version()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Finding(N_("資料庫還沒有準備好，或屬於較舊的版本。"), N_("請執行 yihu init。"))
        return
    yield from _ledger(at)
    yield from _names()
    yield from _projects(at)


def _version() -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        row = cursor.fetchone()
    if row and int(row[0]) < _OLDEST_POSTGRESQL:
        yield Finding(N_("PostgreSQL 的版本太舊。"), N_("請升級至 15 或更新的版本。"))


def _ledger(at: datetime) -> Iterator[Finding]:
    mend = N_("請先執行 yihu verify 查明有無改動，再由資料庫備份還原觸發器。")
    for name in triggers.missing(connection):
        yield Finding(N_("資料庫內防止改動台帳的 %(name)s 不在或已被改動。"), mend, params={"name": name})
    for table in frozen.missing(connection) + kept.missing(connection):
        said = {"table": table}
        yield Finding(N_("資料庫內防止改動 %(table)s 的觸發器不在或已被改動。"), mend, params=said)
    try:
        handovers.load()
    except Unavailable as problem:
        yield Finding(problem.decision.reason, problem.decision.mend)
    latest = Entry.objects.order_by("-pk").values_list("at", flat=True).first()
    if latest and datetime.fromisoformat(latest) > at + _CLOCK_SLACK:
        yield Finding(
            N_("台帳最後一條記在將來：時鐘曾經撥快，或現在慢了。"), N_("請校正時鐘，開啟網路對時。")
        )


def _names() -> Iterator[Finding]:
    text = N_("資料庫內維持姓名檢索的 %(name)s 不在或已被改動，按姓名可能找不全。")
    for name in name_parts.missing(connection):
        yield Finding(text, N_("請執行 yihu init。"), params={"name": name})


def _projects(at: datetime) -> Iterator[Finding]:
    if store_is_empty():
        mend = N_("請開啟首頁開立項目，或執行 yihu demo 載入示範項目。")
        yield Finding(N_("還沒有任何項目和帳號。"), mend, must=False)
    for project in estate.list_projects():
        calendar, today = estate.work_calendar(project), estate.local_date(project, at)
        years = [today.year] + ([today.year + 1] if calendar.misses_next_year(today) else [])
        for year in (year for year in years if not calendar.has_calendar(year)):
            said = {"project": project.code, "year": year}
            mend = N_("請升級本程式，或在「制度」頁逐日設定；在此之前週一至週五作工作日計。")
            yield Finding(N_("項目 %(project)s 沒有 %(year)s 年的放假安排。"), mend, must=False, params=said)
        if project.time_zone != settings.TIME_ZONE:
            said = {"project": project.code, "zone": project.time_zone}
            mend = N_("這只是提醒：日期以項目的時區計。")
            yield Finding(N_("項目 %(project)s 的時區是 %(zone)s。"), mend, must=False, params=said)
