"""The form that asks for an export, and the one that decides it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yihu.web.forms import Form

FORMATS = (("xlsx", _("試算表（.xlsx）")), ("csv", _("文字表（.csv）")), ("pdf", _("列印（PDF，A3 或 A4）")))


class ExportForm(Form):
    """In which form, and for what."""

    format = forms.ChoiceField(label=_("格式"), choices=FORMATS, initial="xlsx")
    reason = forms.CharField(
        label=_("用途"),
        max_length=200,
        help_text=_("會印在每一頁上，例如「七月份工程部核對裝修戶」。"),
    )


class DecisionForm(Form):
    """Why; needed for a refusal."""

    reason = forms.CharField(
        label=_("意見"), max_length=200, required=False, help_text=_("不批准時必須寫明理由。")
    )
