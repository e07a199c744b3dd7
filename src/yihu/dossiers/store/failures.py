"""How the store fails: what happened, and what to do about it. No path, name or content is ever told."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from yihu.kernel.ciphers import Damaged
from yihu.policy.decisions import Conflict, Decision, Unavailable, refuse
from yihu.policy.vocabulary import N_

DISK_FULL = refuse(
    "disk_full",
    N_("磁碟空間已滿，這次的內容沒有保存。"),
    mend=N_("請系統管理員清出空間或擴充磁碟，然後再試一次；此前已保存的內容不受影響。"),
)
READ_ONLY = refuse(
    "read_only",
    N_("資料目錄不能寫入，這次的內容沒有保存。"),
    mend=N_("請系統管理員檢查資料目錄的權限與掛載方式（執行 yihu doctor），然後再試一次。"),
)
STORE_BROKEN = refuse(
    "store_broken",
    N_("存放檔案的磁碟或網絡位置沒有正常回應。"),
    mend=N_("請系統管理員檢查存放設備；在查明之前不要移動資料目錄。"),
)
STORE_LOCKED = refuse(
    "store_locked",
    N_("密鑰庫正被其他程序佔用，這次的內容沒有保存。"),
    mend=N_("請稍候再試一次；若一直如此，請系統管理員查看是否有備份或其他程序沒有結束。"),
)
DAMAGED = refuse(
    "content_damaged",
    N_("此件的存儲內容已損壞或被改動，不予顯示。"),
    mend=N_("請系統管理員執行 yihu verify 核對，並從備份恢復此件。"),
)
MISSING = refuse(
    "content_missing",
    N_("此件的內容或密鑰不在存放處。"),
    mend=N_("請系統管理員執行 yihu verify 核對，並從備份恢復內容與密鑰庫。"),
)
DESTROYED = refuse(
    "content_destroyed",
    N_("此件已按規定銷毀，內容不能再讀取。"),
    mend=N_("請查閱銷毀登記。"),
    clause="R2.3.4",
)

_BY_ERRNO: dict[int, tuple[Decision, int]] = {
    errno.ENOSPC: (DISK_FULL, 507),
    errno.EDQUOT: (DISK_FULL, 507),
    errno.EROFS: (READ_ONLY, 503),
    errno.EACCES: (READ_ONLY, 503),
    errno.EPERM: (READ_ONLY, 503),
    errno.EIO: (STORE_BROKEN, 503),
    errno.ESTALE: (STORE_BROKEN, 503),
}
_BY_SQLITE_CODE: dict[int, tuple[Decision, int]] = {
    sqlite3.SQLITE_FULL: (DISK_FULL, 507),
    sqlite3.SQLITE_READONLY: (READ_ONLY, 503),
    sqlite3.SQLITE_CANTOPEN: (READ_ONLY, 503),
    sqlite3.SQLITE_PERM: (READ_ONLY, 503),
    sqlite3.SQLITE_BUSY: (STORE_LOCKED, 503),
    sqlite3.SQLITE_LOCKED: (STORE_LOCKED, 503),
    sqlite3.SQLITE_IOERR: (STORE_BROKEN, 503),
    sqlite3.SQLITE_CORRUPT: (STORE_BROKEN, 503),
    sqlite3.SQLITE_NOTADB: (STORE_BROKEN, 503),
}


class DamagedContent(Unavailable, Damaged):
    """The stored bytes are not what was stored: cut, reordered, changed, or under another key."""

    def __init__(self) -> None:
        super().__init__(DAMAGED)


class MissingContent(Unavailable):
    """The bytes or their key are not where they were put, and nobody destroyed them."""

    def __init__(self) -> None:
        super().__init__(MISSING)


class DestroyedContent(Conflict):
    """The key was destroyed in the ceremony of R2.3.4; nothing opens the bytes again."""

    def __init__(self) -> None:
        super().__init__(DESTROYED)


@contextmanager
def disk_troubles() -> Iterator[None]:
    """Turn what the disk says into `Unavailable` with its mend; an interrupted upload passes unchanged."""
    try:
        yield
    except OSError as error:
        decision, status = _BY_ERRNO.get(error.errno or 0, (None, 0))
        if decision is None:
            raise
        raise Unavailable(decision, status=status) from error


@contextmanager
def sqlite_troubles() -> Iterator[None]:
    """The same for SQLite's own words; anything that is not the machine's fault passes unchanged."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        decision, status = _BY_SQLITE_CODE.get(code, (None, 0))
        if decision is None:
            raise
        raise Unavailable(decision, status=status) from error
