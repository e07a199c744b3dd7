"""Ledger entries about a file in plain words."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yihu.ledger.queries import EntryRead
from yihu.policy.vocabulary import N_, ROLE_TITLES, Role
from yihu.web import dates
from yihu.web.projects import ProjectRequest

WORDS: dict[str, str] = {
    "dossier.opened": N_("檔案建立，業主登記"),
    "document.received": N_("收件"),
    "document.placed_in_file": N_("資料歸屬本戶"),
    "document.filed": N_("歸檔"),
    "document.moved": N_("改歸"),
    "document.superseded": N_("資料被取代"),
    "document.lost": N_("登記遺失"),
    "document.found": N_("遺失資料找回"),
    "bag.unsealed": N_("檔案袋啟封"),
    "bag.resealed": N_("檔案袋重封"),
    "catalogue.not_applicable": N_("目錄項標為不適用"),
    "catalogue.not_applicable_withdrawn": N_("撤回不適用"),
    "catalogue.printed": N_("列印目錄"),
    "household.corrected": N_("更正"),
    "correction.finance_told": N_("已知會財務"),
    "vehicle.registered": N_("車輛登記"),
    "vehicle.ended": N_("註銷車輛"),
    "household.circumstance_began": N_("情況開始"),
    "household.circumstance_ended": N_("情況結束"),
    "household.viewed": N_("查看業戶"),
    "dossier.viewed": N_("查看目錄"),
    "document.viewed": N_("查看資料"),
    "document.page_viewed": N_("查看頁面"),
    "paper.printed": N_("列印"),
}


def words(request: ProjectRequest, entry: EntryRead) -> dict[str, Any]:
    """One entry as the timeline prints it: when, what, who."""
    role = _(ROLE_TITLES[Role(entry.role)]) if entry.role else _("系統")
    at = timezone.localtime(entry.at)
    today = timezone.localtime(request.at).date()
    text = _(WORDS[entry.action]) if entry.action in WORDS else entry.action
    if entry.action == "household.viewed" and entry.detail.get("catalogue"):
        text = _("查看業戶及目錄")
    return {
        "when": f"{_('今日')} {at:%H:%M}" if at.date() == today else _stamp(at, today),
        "text": text,
        "note": f"{role} {entry.username}{_of(entry)}",
        "tone": "late" if entry.detail.get("late") else "",
        "url": "",
    }


def _stamp(at: datetime, today: date) -> str:
    """The day without its year in this year; another year's whole, in the reader's era."""
    return f"{at:%m-%d %H:%M}" if at.year == today.year else f"{dates.day(at)} {at:%H:%M}"


def _of(entry: EntryRead) -> str:
    named = entry.detail.get("item_no") or entry.detail.get("line") or ""
    return f" · {named}" if named else ""
