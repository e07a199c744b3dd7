"""The form that takes a workbook."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yihu.web.forms import Form


class ImportForm(Form):
    """One workbook, `.xlsx` or `.xls`."""

    file = forms.FileField(
        label=_("放下業戶資料的試算表"),
        help_text=_(".xlsx 或 .xls，至多 50 MB；第一行是欄名，至少有房號和業主名稱。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls"}),
        error_messages={
            "empty": _("這個檔案是空的。請重新匯出再上載。"),
            "invalid": _("沒有收到檔案。請再選一次。"),
        },
    )
