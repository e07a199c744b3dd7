"""What an import adds to rows that are there: only where they still say what they said when it was read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from yihu.estate.models import Project, Unit
from yihu.gate.models import Vehicle
from yihu.households.models import Person
from yihu.intake.staging import Stale

_TABLES: dict[str, type[Model]] = {"unit": Unit, "vehicle": Vehicle}


class Filler:
    """Fills columns of units and vehicles, and id numbers of people who had none."""

    def __init__(self, *, project: Project, at: datetime) -> None:
        self._project, self._at = project, at

    def take(self, filled: Iterable[tuple[str, str, str, Any, Any]]) -> None:
        """Raises `Stale` when a row no longer says what was read."""
        for what, key, column, old, new in filled:
            if what in _TABLES:
                self._change(_TABLES[what], key, {column: old}, {column: new})
                continue
            value, index, tail = new
            self._change(
                Person,
                key,
                {"id_index": None},
                {"id_type": column, "id_number": value, "id_index": index, "id_tail_index": tail},
            )

    def _change(self, model: type[Model], key: str, old: dict[str, Any], new: dict[str, Any]) -> None:
        still = {
            f"{name}__isnull" if value is None else name: True if value is None else value
            for name, value in old.items()
        }
        if not model._default_manager.filter(pk=key, project=self._project, **still).update(**new):
            raise Stale
