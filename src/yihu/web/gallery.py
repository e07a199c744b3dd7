"""What the gallery shows: every component once, with synthetic figures; `gallery` is its view."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from yihu.policy.regulations import REGULATIONS
from yihu.web.pictures import Bar, Floor, Room, Square, bars, building_map, clause_board, sparkline

FILED = (88, 90, 87.5, 92, 91, 93, 92.5, 95, 94, 97, 96, 98)


class Sample(forms.Form):
    """One field of each kind, two of them wrong."""

    unit = forms.CharField(label=_("房號"), help_text=_("怎麼寫都可以：3-1201、03棟1201、3棟2單元1502"))
    line = forms.ChoiceField(label=_("目錄項"), choices=[("A01", "入伙通知書"), ("A02", "入伙手續書")])
    carrier = forms.ChoiceField(
        label=_("載體"),
        widget=forms.RadioSelect,
        choices=[("paper", "紙本"), ("both", "紙本＋掃描")],
        required=False,
    )
    note = forms.CharField(label=_("備註"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    sealed = forms.BooleanField(label=_("已封存入袋"), required=False)
    papers = forms.FileField(label=_("放下掃描件"), required=False)


class Filter(forms.Form):
    """Two filters as a list has them."""

    q = forms.CharField(label=_("房號"), required=False)
    use = forms.ChoiceField(label=_("使用狀態"), required=False, choices=[("", "全部"), ("leased", "出租")])


def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery of components; it holds nobody's data."""
    return render(request, "gallery.html", sample())


def sample() -> dict[str, Any]:
    """The context of `gallery.html`."""
    return {
        "form": Sample({"unit": "", "line": "A09", "carrier": "paper"}),
        "filter_form": Filter({"use": "leased"}),
        "people": ["張曉芸（60%）", "李建國（40%）"],
        "badges": [{"tone": "", "text": "自住"}, {"tone": "late", "text": "欠費 97 天"}],
        "facts": [
            {"name": "聯繫電話", "value": "138****6621", "url": "#", "verb": "顯示"},
            {"name": "建築面積", "value": "98.20 m²"},
            {"name": "責任客戶主任", "value": "陳立（A 區）"},
            {"name": "存放位置", "value": "K-02 · 1 層 · 37 掛位"},
        ],
        "actions": [{"url": "#", "title": "列印目錄"}, {"url": "#", "title": "收件", "primary": True}],
        "tabs": [
            {"url": "#", "title": "客服分卷", "count": "11/13", "gap": True, "current": True},
            {"url": "#", "title": "工程分卷", "count": "5/6", "gap": True},
            {"url": "#", "title": "保安分卷", "count": "2/2"},
        ],
        "due": {"tone": "due", "text": "今日 17:00 到期"},
        "gap": {"tone": "late", "text": "缺 · 補齊單 7/17"},
        "today": {"tone": "due", "text": "今日 24:00"},
        "timeline": [
            {
                "when": "今日 10:12",
                "text": "保安部查閱「聯繫電話」，許可至 18:00",
                "note": "查閱登記 2026-0137",
                "url": "#",
            },
            {
                "when": "07-03",
                "text": "欠費跟蹤：電話，業主本人，承諾下週付款",
                "note": "下次 07-10",
                "tone": "due",
            },
            {"when": "06-30", "text": "管理費 2026-03 逾期滿三個月，欠費個案開立", "tone": "late"},
            {"when": "04-18", "text": "建檔", "tone": "plain"},
        ],
        "steps": [
            {"title": "申請", "state": "done", "note": "周強 09:40"},
            {"title": "本部門主管同意", "state": "done", "note": "09:41"},
            {"title": "許可", "state": "current", "note": "客服部負責人"},
            {"title": "查閱", "state": "todo"},
        ],
        "rows": _rows(),
        "board": clause_board(_squares(), title="制度執行"),
        "filed": sparkline(FILED, title="同日歸檔率，最近十二週，末週 98%", limit_text="100%"),
        "bars": bars(_bars(), title="各部門待歸檔"),
        "building": building_map(_floors(), title="3棟：每戶檔案是否齊全"),
        "problem": {
            "status": 409,
            "title": "目前的狀態不允許",
            "detail": "這一戶已有在用的檔案 CJ-03-2-1502／02。",
            "clause": "R1.1",
            "mend": "請打開已有的檔案，把資料歸入其中。",
        },
        "chosen": [{"text": "出租", "url": "#"}],
        "meta": ["檔號：CJ-03-2-1502／02", "業戶期：2021-04-18 至今"],
        "notes": ["製表：檔案專人", "版本：v4", "列印：2026-07-06"],
        "signatures": ["製表", "審核", "部門主管查閱"],
    }


def _rows() -> list[dict[str, str]]:
    names = ("張曉芸、李建國", "周文博", "歐陽芷晴", "誠基商貿有限公司")
    return [
        {
            "unit": f"3棟2單元{1502 + i}",
            "owners": name,
            "phone": f"138****{6621 + i}",
            "present": f"{18 - i}/21",
        }
        for i, name in enumerate(names)
    ]


def _squares() -> list[Square]:
    clauses = [clause for regulation in REGULATIONS.values() for clause in regulation.clauses][:52]
    states = {7: "at_risk", 19: "broken", 30: "at_risk", 44: "not_adopted", 45: "not_adopted"}
    return [
        Square(clause.id, states.get(i, "met"), clause.title, f"/regulations/clauses/{clause.id}/")
        for i, clause in enumerate(clauses)
    ]


def _bars() -> list[Bar]:
    return [Bar("客服部", 12, "12 件"), Bar("工程部", 5, "5 件", "due"), Bar("保安部", 2, "2 件", "late")]


def _floors() -> list[Floor]:
    tones = ("full", "full", "gap", "full", "none", "bad", "full", "full", "full", "gap")
    words = {"full": "齊全", "gap": "缺 3 項", "bad": "缺 12 項", "none": "未建檔"}
    return [
        Floor(
            f"{floor}F",
            tuple(_room(floor, place, tones[(floor * 3 + place) % 10], words) for place in range(1, 7)),
        )
        for floor in range(15, 9, -1)
    ]


def _room(floor: int, place: int, tone: str, words: dict[str, str]) -> Room:
    label = f"{floor}{place:02}"
    return Room(label, tone, f"{label}：{words[tone]}", "#")
