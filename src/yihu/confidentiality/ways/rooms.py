"""The units that a text may mean or begin, and the 檔號 it may be a part of."""

from django.core.exceptions import EmptyResultSet

from yihu.confidentiality.ways.sql import Sql, contains, written
from yihu.estate.models import Project, Unit
from yihu.estate.queries.room_filter import room_condition


def rooms(project: Project, typed: str) -> Sql:
    """The ids of the project's units that `typed` may mean, or begin."""
    try:
        found = Unit.objects.filter(room_condition(project, typed, partial=True))
        return written(found.order_by().values("pk"))
    except EmptyResultSet:
        return Sql("SELECT id FROM estate_unit WHERE 1 = 0")


def file_no_contains(part: str) -> Sql:
    """The 檔號 has `part` in it, with hyphens and strokes or without."""
    in_its_index = Sql("file_no > '' AND ")  # always true; else SQLite fetches every file
    return in_its_index + contains("REPLACE(REPLACE(file_no, '-', ''), '/', '')", part)
