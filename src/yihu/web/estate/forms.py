"""The forms of the estate."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yihu.policy.vocabulary import UNIT_KIND_TITLES, USE_TITLES, UnitKind, Use
from yihu.web.forms import Day, Form


def _kinds() -> list[tuple[str, Any]]:
    return [(kind.value, _(title)) for kind, title in UNIT_KIND_TITLES.items()]


def _uses() -> list[tuple[str, Any]]:
    return [(use.value, _(title)) for use, title in USE_TITLES.items()]


class FilterForm(Form):
    """Narrowing the list of units."""

    q = forms.CharField(label=_("房號"), required=False, max_length=80)
    use = forms.ChoiceField(label=_("使用狀態"), required=False, choices=lambda: [("", _("全部")), *_uses()])


class UnitForm(Form):
    """A new unit, its room however it is typed."""

    room = forms.CharField(
        label=_("房號"), max_length=80, help_text=_("例如 3-1201、3棟2單元1502、商場107門市。")
    )
    kind = forms.ChoiceField(label=_("物業類型"), choices=_kinds, initial=UnitKind.RESIDENTIAL.value)
    use = forms.ChoiceField(label=_("使用狀態"), choices=_uses, initial=Use.VACANT.value)
    area_m2 = forms.DecimalField(
        label=_("面積（平方米）"),
        required=False,
        max_digits=10,
        decimal_places=2,
        error_messages={"invalid": _("面積無效。請填寫大於 0 的平方米數，最多兩位小數。")},
    )


class UseForm(Form):
    """Another use of a unit."""

    use = forms.ChoiceField(label=_("使用狀態"), choices=_uses)


class AreaForm(Form):
    """A new area."""

    code = forms.CharField(label=_("區域代號"), max_length=12)
    name = forms.CharField(label=_("區域名稱"), max_length=40)


class AreaBuildingForm(Form):
    """A building into an area, from a day."""

    building = forms.ChoiceField(label=_("樓棟"))
    on = Day(label=_("自哪一日起"))


class AreaOfficerForm(Form):
    """A responsible 客戶主任, from a day."""

    officer = forms.ChoiceField(label=_("客戶主任"))
    on = Day(label=_("自哪一日起"))
