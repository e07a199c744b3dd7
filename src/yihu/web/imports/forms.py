"""The forms that take a file, and that name its columns."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yihu.intake.head_words import FIELD_TITLES
from yihu.intake.mapping import SheetGuess
from yihu.intake.models import Batch
from yihu.web.forms import Form

KINDS = {
    Batch.Kind.HOUSEHOLDS.value: _("業戶"),
    Batch.Kind.VEHICLES.value: _("車輛"),
    Batch.Kind.DOCUMENTS.value: _("掃描件（壓縮檔，按房號命名）"),
}
ON_EXISTING = {
    Batch.OnExisting.SKIP.value: _("略過：已有的不動"),
    Batch.OnExisting.UPDATE.value: _("更新：補上欠缺的電話、證件和成員，更正面積和使用狀態"),
    Batch.OnExisting.STOP.value: _("停止：只要有一戶已有檔案，整個檔案都不導入"),
}


class ImportForm(Form):
    """One file of a kind, and what becomes of units that are there."""

    kind = forms.ChoiceField(label=_("導入什麼"), choices=(), initial=Batch.Kind.HOUSEHOLDS)
    on_existing = forms.ChoiceField(
        label=_("已有檔案的房號"),
        choices=list(ON_EXISTING.items()),
        initial=Batch.OnExisting.SKIP,
        required=False,
        help_text=_("業主不同的一律不改：業主有變，請辦理產權變更。"),
    )
    file = forms.FileField(
        label=_("放下業戶資料的試算表"),
        help_text=_(".xlsx、.xls 或 .csv，至多 50 MB；欄名寫在前十行，至少有房號和業主名稱。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.csv,.zip"}),
        error_messages={
            "empty": _("這個檔案是空的。請重新匯出再上載。"),
            "invalid": _("沒有收到檔案。請再選一次。"),
        },
    )

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(name, KINDS[name]) for name in kinds]  # type: ignore[attr-defined]
        self.fields["kind"].required = False


class ColumnsForm(Form):
    """What each column of a sheet is; the guesses stand there to be corrected."""

    header_row = forms.IntegerField(label=_("欄名在第幾行"), min_value=1, max_value=200)

    def __init__(self, *args: Any, sheet: SheetGuess, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.fields["header_row"].initial = sheet.header_row
        choices = [("", _("不讀入")), *((field.value, _now(title)) for field, title in FIELD_TITLES.items())]
        for column in sheet.columns:
            name = f"column_{column.number}"
            self.fields[name] = forms.ChoiceField(
                label=column.header or _now("（沒有欄名）"),
                choices=choices,
                required=False,
                initial=column.field.value if column.field else "",
                help_text=_WHY.get(column.why, ""),
            )

    def mapping(self) -> dict[str, Any]:
        """What was chosen; a field that is named twice keeps both, so that the check can say so."""
        columns: dict[str, int] = {}
        for column in self.sheet.columns:
            chosen = self.cleaned_data.get(f"column_{column.number}", "")
            if chosen and chosen in columns:
                self.add_error(f"column_{column.number}", _("這個意思已經指給另一欄。每一欄只能有一個意思。"))
            elif chosen:
                columns[chosen] = column.number
        return {"sheet": self.sheet.name, "header_row": self.cleaned_data["header_row"], "columns": columns}


_WHY = {
    "head": _("欄名認得"),
    "part": _("按欄名推測"),
    "cells": _("按內容推測"),
}
