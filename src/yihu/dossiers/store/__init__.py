"""The encrypted store of documents, built from the settings.

`get_store()` is what the rest of the program asks; everything else is reached through the `Documents` it
returns, or by the modules below for recognition and pages.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from yihu.dossiers.store.blobs import BlobStore, LocalBlobs
from yihu.dossiers.store.documents import Documents, StoredDocument, Swept
from yihu.dossiers.store.keyring import Keyring, SqliteKeyring
from yihu.dossiers.store.keyring_postgres import PostgresKeyring
from yihu.dossiers.store.limits import Limits
from yihu.dossiers.store.pages import PAGE_MEDIA_TYPE, render_page
from yihu.dossiers.store.recognition import Recognised, recognise
from yihu.kernel.ciphers import KeySet

__all__ = [
    "PAGE_MEDIA_TYPE",
    "Documents",
    "Limits",
    "Recognised",
    "StoredDocument",
    "Swept",
    "get_store",
    "recognise",
    "render_page",
]


def get_store() -> Documents:
    """The installation's store, by `YIHU_DATA_DIR`, `YIHU_MASTER_KEY` and `YIHU_STORAGE_URL`.

    Raises `ImproperlyConfigured` without a master key or with a storage address that cannot be served,
    `Damaged` if the retired keys belong to another master key.
    """
    if not settings.YIHU_MASTER_KEY:
        raise ImproperlyConfigured("There is no YIHU_MASTER_KEY yet; `yihu init` makes one.")
    return _store(
        data_dir=Path(settings.YIHU_DATA_DIR),
        master=bytes(settings.YIHU_MASTER_KEY),
        storage_url=str(settings.YIHU_STORAGE_URL or ""),
        vendor=connection.vendor,
    )


@lru_cache(maxsize=4)
def _store(*, data_dir: Path, master: bytes, storage_url: str, vendor: str) -> Documents:
    keys = KeySet.load(master=master, retired_file=data_dir / "keys" / "retired.keys")
    return Documents(blobs=_blobs(storage_url, data_dir), keyring=_keyring(vendor, data_dir), keys=keys)


def _blobs(storage_url: str, data_dir: Path) -> BlobStore:
    if not storage_url:
        return LocalBlobs(data_dir / "documents")
    if storage_url.startswith("file:///"):
        return LocalBlobs(Path(storage_url.removeprefix("file://")))
    raise ImproperlyConfigured(
        "YIHU_STORAGE_URL must be file:///… for now; object storage (s3://…) comes with a later version."
    )


def _keyring(vendor: str, data_dir: Path) -> Keyring:
    if vendor == "postgresql":
        return PostgresKeyring()
    return SqliteKeyring(data_dir / "keyring.sqlite3")
