"""The file as it came, sealed in the store: what was confirmed can be shown again years later.

The store's own `add` recognises papers and sets their pages, which no workbook of a hundred thousand rows
needs: `read_workbook` has already said what it is.
"""

from io import BytesIO

from yihu.dossiers.store import StoredDocument, get_store
from yihu.intake.models import Batch

_MEDIA_TYPE = "application/vnd.ms-excel"


def keep(data: bytes) -> StoredDocument:
    """Seal the bytes under a key of their own. Raises `Unavailable`; then nothing is kept."""
    return get_store().keep(BytesIO(data), media_type=_MEDIA_TYPE)


def discard(stored: StoredDocument) -> None:
    """Take back what `keep` stored, when its row was not written."""
    get_store().discard(stored.content_id, stored.key_id)


def take(batch: Batch) -> BytesIO:
    """The file of a batch. Raises `MissingContent`, `DamagedContent`."""
    return BytesIO(get_store().read(batch.content_id, batch.key_id))
