"""What the machine says, as a problem with its mend: absent or locked database, full or closed disk."""

import errno

from django.db import DatabaseError

from yihu.policy.decisions import Decision, Unavailable, refuse
from yihu.policy.vocabulary import N_

_BUSY = refuse(
    "database_busy",
    N_("資料庫正忙，這次操作沒有寫入任何內容。"),
    mend=N_("請稍等片刻再試一次；若一直如此，請檢查是否有其他程式佔用資料庫。"),
)
_UNREACHABLE = refuse(
    "database_unreachable",
    N_("無法連接資料庫，這次操作沒有寫入任何內容。"),
    mend=N_("請系統管理員檢查資料庫是否在運行、連接設定是否正確，再執行 yihu doctor。"),
)
_FULL = refuse(
    "disk_full",
    N_("磁碟已滿，這次操作沒有寫入任何內容。"),
    mend=N_("請騰出空間後再試；已存的內容不受影響。"),
)
_READ_ONLY = refuse(
    "read_only",
    N_("資料目錄不能寫入，這次操作沒有寫入任何內容。"),
    mend=N_("請系統管理員檢查資料目錄的權限，再執行 yihu doctor。"),
)
_PHRASES: tuple[tuple[str, Decision, int], ...] = (
    ("database is locked", _BUSY, 503),
    ("database table is locked", _BUSY, 503),
    ("lock timeout", _BUSY, 503),
    ("deadlock detected", _BUSY, 503),
    ("too many clients", _BUSY, 503),
    ("the database system is starting up", _UNREACHABLE, 503),
    ("the database system is shutting down", _UNREACHABLE, 503),
    ("connection refused", _UNREACHABLE, 503),
    ("could not translate host name", _UNREACHABLE, 503),
    ("failed to resolve host", _UNREACHABLE, 503),
    ("no route to host", _UNREACHABLE, 503),
    ("connection timeout expired", _UNREACHABLE, 503),
    ("connection failed", _UNREACHABLE, 503),
    ("connection is bad", _UNREACHABLE, 503),
    ("server closed the connection", _UNREACHABLE, 503),
    ("terminating connection", _UNREACHABLE, 503),
    ("disk is full", _FULL, 507),
    ("no space left", _FULL, 507),
    ("readonly database", _READ_ONLY, 503),
    ("read-only transaction", _READ_ONLY, 503),
    ("unable to open database file", _READ_ONLY, 503),
)
_NUMBERS: dict[int, tuple[Decision, int]] = {
    errno.ENOSPC: (_FULL, 507),
    errno.EDQUOT: (_FULL, 507),
    errno.EROFS: (_READ_ONLY, 503),
    errno.EACCES: (_READ_ONLY, 503),
}


def as_problem(error: BaseException) -> Unavailable | None:
    """`error` as something a person can mend; None where it is a fault of the program's own."""
    if isinstance(error, DatabaseError):
        said = str(error).lower()
        for phrase, decision, status in _PHRASES:
            if phrase in said:
                return Unavailable(decision, status=status)
    if isinstance(error, OSError) and error.errno in _NUMBERS:
        decision, status = _NUMBERS[error.errno]
        return Unavailable(decision, status=status)
    return None
