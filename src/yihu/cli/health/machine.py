"""Data directory, disk, keys, addresses."""

import os
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from yihu.cli.health.finding import Finding
from yihu.policy.vocabulary import N_

_LEAST_FREE = 1_000_000_000
_EARLIEST_YEAR = 2026
_KEYS = ("secret.key", "master.key", "ledger.key")


def examine() -> Iterator[Finding]:
    """The findings on this machine."""
    root = Path(settings.YIHU_DATA_DIR)
    if not root.is_dir():
        yield Finding(N_("還沒有資料目錄。"), N_("請執行 yihu init。"))
        return
    yield from _directory(root)
    yield from _keys(root / "keys")
    yield from _static(Path(settings.STATIC_ROOT))
    yield from _addresses()
    if time.gmtime().tm_year < _EARLIEST_YEAR:
        yield Finding(N_("這台機器的時鐘不對。"), N_("請校正時鐘，開啟網路對時。"))


def _directory(root: Path) -> Iterator[Finding]:
    if not os.access(root, os.W_OK | os.X_OK):
        yield Finding(N_("資料目錄不能寫入。"), N_("請檢查資料目錄的擁有者、權限和掛載方式。"))
    if stat.S_IMODE(root.stat().st_mode) & 0o077:
        yield Finding(N_("資料目錄別人也能讀。"), N_("請執行 chmod 700，只留本程式的帳號可讀。"))
    free = shutil.disk_usage(root).free
    if free < _LEAST_FREE:
        said = {"megabytes": free // 1_000_000}
        yield Finding(N_("磁碟只剩 %(megabytes)s MB。"), N_("請清出空間或擴充磁碟。"), params=said)


def _keys(folder: Path) -> Iterator[Finding]:
    given = {"secret.key": settings.SECRET_KEY, "master.key": settings.YIHU_MASTER_KEY}
    for name in _KEYS:
        path, said = folder / name, {"name": name}
        if path.exists():
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                mend = N_("請執行 chmod 600，只留本程式的帳號可讀。")
                yield Finding(N_("金鑰 %(name)s 別人也能讀。"), mend, params=said)
        elif not given.get(name) or str(given[name]).startswith("not-initialised"):
            mend = N_("從前有金鑰的請由備份放回；新裝的請執行 yihu init。")
            yield Finding(N_("沒有金鑰 %(name)s。"), mend, params=said)


def _static(root: Path) -> Iterator[Finding]:
    if not root.is_dir() or not any(root.iterdir()):
        yield Finding(N_("頁面的樣式文件還沒有備妥。"), N_("請執行 yihu init。"))


def _addresses() -> Iterator[Finding]:
    beyond = [host for host in settings.ALLOWED_HOSTS if host not in {"localhost", "127.0.0.1", "[::1]"}]
    if "*" in beyond:
        mend = N_("請在 YIHU_ALLOWED_HOSTS 逐一寫出對外的主機名稱。")
        yield Finding(N_("YIHU_ALLOWED_HOSTS 容許任何主機名稱。"), mend)
    if beyond and not settings.USES_TLS:
        mend = N_("請用 --tls-cert 和 --tls-key，或放在有 TLS 的代理之後，並設 YIHU_TLS=true。")
        yield Finding(N_("對外提供服務而沒有 TLS：通行密鑰和離線普查不能使用，密碼明文傳送。"), mend)
    if not beyond:
        mend = N_("要讓其他電腦使用，請設 YIHU_ALLOWED_HOSTS，並備好 TLS 證書。")
        yield Finding(N_("目前只有這台機器可以使用。"), mend, must=False)
