"""Columns that every record of the house shares: its id, and who brought it about and when."""

from typing import Any

from django.conf import settings
from django.db import models

from yihu.kernel.ids import new_id


class Record(models.Model):
    """A row with a time-ordered id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


def actor(related_name: str = "+", **options: Any) -> "models.ForeignKey[Any, Any]":
    """The account that brought something about; accounts are never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **options
    )


def welded(name: str, at: str, by: str) -> models.CheckConstraint:
    """An instant and the person belong together: both, or neither."""
    both = models.Q(**{f"{at}__isnull": False, f"{by}__isnull": False})
    neither = models.Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
    return models.CheckConstraint(condition=both | neither, name=name)
