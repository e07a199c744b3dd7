"""The forms of people."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from yihu.policy.localities import ERA_TITLES, Era
from yihu.policy.vocabulary import DEPARTMENT_TITLES, ROLE_TITLES
from yihu.web.forms import Form


def _roles() -> list[tuple[str, Any]]:
    return [(role.value, _(title)) for role, title in ROLE_TITLES.items()]


def _departments() -> list[tuple[str, Any]]:
    return [("", _("由職責決定")), *((code.value, _(title)) for code, title in DEPARTMENT_TITLES.items())]


def _password(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 8 個字，不要太常見。"),
    )


class RoleForm(Form):
    """A role in the project."""

    role = forms.ChoiceField(label=_("職責"), choices=_roles)
    department = forms.ChoiceField(
        label=_("部門"), choices=_departments, required=False, help_text=_("只有檔案專人需要指定部門。")
    )


class PersonForm(RoleForm):
    """A new account with its role."""

    username = forms.CharField(label=_("用戶名"), max_length=60, help_text=_("小寫字母和數字，登入時用。"))
    name = forms.CharField(label=_("姓名"), max_length=80)
    password = _password(_("初始密碼"))
    field_order = ["name", "username", "password", "role", "department"]


class PasswordForm(Form):
    """A password set by the administrator."""

    password = _password(_("新密碼"))


class SettingsForm(Form):
    """One's own language and theme, and the era of dates where there are several."""

    language = forms.ChoiceField(
        label=_("語言"), required=False, choices=lambda: [("", _("隨瀏覽器")), *settings.LANGUAGES]
    )
    theme = forms.ChoiceField(
        label=_("外觀"),
        required=False,
        choices=[("", _("隨系統")), ("light", _("淺色")), ("dark", _("深色"))],
    )
    era = forms.ChoiceField(label=_("紀年"), help_text=_("只用於寫民國年的項目；填寫日期一律用西元。"))

    def __init__(self, *args: Any, eras: Sequence[Era], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(eras) > 1:
            self.fields["era"].choices = [(era.value, _(ERA_TITLES[era])) for era in eras]  # type: ignore[attr-defined]
        else:
            del self.fields["era"]
