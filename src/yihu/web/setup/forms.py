"""The forms of the first day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yihu.policy.regulations import REGULATIONS
from yihu.policy.vocabulary import LOCALITY_TITLES, Locality
from yihu.web.forms import Day, Form


class ProjectForm(Form):
    """What is asked about a project before it opens."""

    name = forms.CharField(label=_("項目名稱"), max_length=80, help_text=_("例如 誠基公寓。"))
    code = forms.CharField(
        label=_("項目編號"),
        max_length=12,
        help_text=_("大寫字母和數字，例如 CJ；印在每個檔號前面，以後不改。"),
    )
    regulations = forms.MultipleChoiceField(
        label=_("採用的制度"),
        choices=lambda: [(code, _(text.title)) for code, text in REGULATIONS.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=["community"],
    )
    locality = forms.ChoiceField(
        label=_("地區"),
        choices=lambda: [(code.value, _(title)) for code, title in LOCALITY_TITLES.items()],
        initial=Locality.CN.value,
    )
    time_zone = forms.CharField(label=_("時區"), max_length=40, initial="Asia/Shanghai")
    went_live_on = Day(
        label=_("上線日"),
        required=False,
        help_text=_("這一日之前收到的資料不算遲歸檔；不填則不區分。"),
    )

    def clean_code(self) -> str:
        """Codes are capitals; people type as they like."""
        return str(self.cleaned_data["code"]).upper()


class StartForm(ProjectForm):
    """The first project, and who administers it."""

    person_name = forms.CharField(label=_("您的姓名"), max_length=80)
    username = forms.CharField(label=_("用戶名"), max_length=60, help_text=_("小寫字母和數字，登入時用。"))
    password = forms.CharField(
        label=_("密碼"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 8 個字，不要太常見。"),
    )
