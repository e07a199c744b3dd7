"""What the database itself refuses to change here: rows of 《業戶檔案查閱登記表》 (R1.6c)."""

from django.db.backends.base.base import BaseDatabaseWrapper

from yihu.dossiers import frozen
from yihu.dossiers.frozen import Frozen

ROWS = (Frozen("confidentiality_consultationrow"),)
"""Frozen since 0004."""


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables whose triggers are not all there, or say something else than what is written here."""
    return frozen.missing(connection, ROWS)
