"""The file as it came, sealed in the store: what was confirmed can be shown again years later.

The store's own `add` recognises papers and sets their pages, which no workbook of a hundred thousand rows
needs: `read_workbook` has already said what it is.
"""

from io import BytesIO

from yihu.dossiers.store import StoredDocument, get_store
from yihu.dossiers.store.recognition import Recognised
from yihu.intake.models import Batch
from yihu.kernel.ciphers import new_key
from yihu.kernel.ids import new_id

_MEDIA_TYPE = "application/vnd.ms-excel"


def keep(data: bytes) -> StoredDocument:
    """Seal the bytes under a key of their own. Raises `Unavailable`; then nothing is kept."""
    store, key_id, data_key = get_store(), new_id(), new_key()
    known = Recognised(_MEDIA_TYPE, len(data), 1, 0, 0)
    store.keyring.put(key_id, store._keys.wrap(data_key, context=key_id.bytes))
    try:
        return store._write(BytesIO(data), key_id=key_id, data_key=data_key, known=known)
    except BaseException:
        store.keyring.drop(key_id)
        raise


def discard(stored: StoredDocument) -> None:
    """Take back what `keep` stored, when its row was not written."""
    get_store().discard(stored.content_id, stored.key_id)


def take(batch: Batch) -> BytesIO:
    """The file of a batch. Raises `MissingContent`, `DamagedContent`."""
    return BytesIO(get_store().read(batch.content_id, batch.key_id))
