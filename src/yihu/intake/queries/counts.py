"""What is counted when a workbook is read, in the order in which people ask."""

from collections.abc import Iterator, Mapping
from typing import Any

from yihu.policy.vocabulary import N_

COUNT_TITLES: dict[str, str] = {
    "rows": N_("讀到的行"),
    "skipped": N_("略過的說明和空行"),
    "refused_rows": N_("未讀入的行"),
    "units": N_("新增房號"),
    "households": N_("新增業戶"),
    "without_household": N_("只有房號，沒有業戶"),
    "completed": N_("補齊業主的檔案"),
    "present": N_("已有，不變"),
    "changed": N_("業主不同，未動"),
    "updated": N_("已有而補充資料"),
    "stops": N_("已有檔案，令整個檔案不能導入"),
    "refused": N_("有誤，整戶未讀入"),
    "vehicles": N_("新增車輛"),
    "documents": N_("收到的資料"),
    "filed": N_("其中已歸檔"),
    "owners": N_("業主人次"),
    "members": N_("其他人員人次"),
    "placeholders": N_("佔位數，視為待補"),
}


def counted(counts: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Name, title (message id) and number of everything that was counted and is not nothing."""
    for name, title in COUNT_TITLES.items():
        if counts.get(name):
            yield name, title, int(counts[name])
