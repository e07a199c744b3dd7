"""The forms of the estate."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yihu.policy.floor_area import AreaUnit, read_area
from yihu.policy.vocabulary import UNIT_KIND_TITLES, USE_TITLES, UnitKind, Use
from yihu.web.floor_areas import AREA_LENGTH, heading, unit_field, unit_typed
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
    area = forms.CharField(
        label=_("面積"),
        required=False,
        max_length=AREA_LENGTH,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    distinct = forms.BooleanField(
        label=_("這是另一間"), required=False, help_text=_("已有寫法相近的房號，而確實不是同一間時才勾選。")
    )

    def __init__(self, *args: Any, units: tuple[AreaUnit, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = units
        if len(units) > 1:
            self.fields["area_unit"] = unit_field(units)
            self.order_fields(["room", "kind", "use", "area", "area_unit", "distinct"])
        else:
            self.fields["area"].label = heading(gettext("面積"), units[0])

    def area_m2(self) -> Decimal | None:
        """The area that was typed, in square metres. Raises `Invalid` at `area`."""
        typed = self.cleaned_data["area"]
        return read_area(typed, unit=unit_typed(self.cleaned_data, self._units)) if typed else None


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
