"""The forms of a project's rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yihu.policy.regulations import REGULATIONS
from yihu.policy.regulations.parameters import DEFAULTS
from yihu.web.forms import Day, Form


class AdoptionForm(Form):
    """Which texts the project lives by."""

    regulations = forms.MultipleChoiceField(
        label=_("採用的制度"),
        choices=lambda: [(code, _(text.title)) for code, text in REGULATIONS.items()],
        widget=forms.CheckboxSelectMultiple,
    )


class RuleForm(Form):
    """A version of a company rule; parameters one a line, `P14.max_days = 3`."""

    title = forms.CharField(label=_("名稱"), max_length=120)
    code = forms.CharField(
        label=_("代號"), max_length=40, help_text=_("小寫字母、數字和連字號；同一代號再發布即為新版本。")
    )
    effective_on = Day(label=_("生效日"), help_text=_("自這一日起，每位使用者須先確認已讀才能繼續。"))
    parameters = forms.CharField(
        label=_("參數"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("每行一個，例如 P14.max_days = 3。比制度寬鬆的數值不會生效。"),
    )

    def clean_parameters(self) -> dict[str, str]:
        """Each line as name and value; every bad line is named."""
        found: dict[str, str] = {}
        for number, line in enumerate(self.cleaned_data["parameters"].splitlines(), start=1):
            if not line.strip():
                continue
            name, equals, value = (part.strip() for part in line.partition("="))
            if not equals or name not in DEFAULTS or name in found:
                text = _("第 %(line)s 行不明白：請寫成 P14.max_days = 3，參數名見下表，每個只寫一次。")
                self.add_error("parameters", text % {"line": number})
            found[name] = value
        return found


class CompanyDayForm(Form):
    """A day the company works or rests."""

    day = Day(label=_("日期"))
    works = forms.TypedChoiceField(
        label=_("安排"),
        choices=[("true", _("上班")), ("false", _("休息"))],
        coerce=lambda text: text == "true",
    )
    reason = forms.CharField(label=_("原因"), max_length=80)
