"""What the household forms ask, and what they hand to operations."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yihu.dossiers import operations as dossiers
from yihu.dossiers.operations.open import Opened
from yihu.estate import queries as estate
from yihu.estate.models import Project, Unit
from yihu.faces.problem_text import ProblemText
from yihu.households import operations as households
from yihu.households.inputs import OwnerInput, PersonInput
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.floor_area import AreaUnit, read_area
from yihu.policy.vocabulary import ID_TYPE_TITLES, N_, USE_TITLES, IdType, Use
from yihu.web.floor_areas import unit_field, unit_typed
from yihu.web.forms import Day, Form
from yihu.web.projects import ProjectRequest

OWNERS = 4


class Correction(Form):
    """更正單: which field, what it should say, and why."""

    field = forms.ChoiceField(label=_("要更正的欄"))
    new = forms.CharField(label=_("正確的值"), max_length=200)
    reason = forms.CharField(label=_("原因"), max_length=400, widget=forms.Textarea)
    evidence = forms.CharField(
        label=_("依據"),
        max_length=200,
        required=False,
        help_text=_("文件的名稱或件號，例如產權證、測繪報告。"),
    )

    field_order = ("field", "new", "area_unit", "reason", "evidence")

    def __init__(
        self, *args: Any, units: tuple[AreaUnit, ...], people: Sequence[tuple[UUID, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._units = units
        choices = [(name, _now(each.title)) for name, each in households.CORRECTABLE.items()]
        choices += [
            (f"{households.NAME}:{key}", _now("姓名：%(name)s") % {"name": name}) for key, name in people
        ]
        self.fields["field"].choices = choices  # type: ignore[attr-defined]
        if len(units) > 1:
            self.fields["area_unit"] = unit_field(units)
            self.fields["area_unit"].help_text = _("更正面積時用。")
            self.order_fields(self.field_order)

    def asked(self) -> dict[str, Any]:
        """What the operation is asked, an area in square metres. Raises `Invalid` at `new`."""
        asked: dict[str, Any] = {
            name: str(self.cleaned_data[name]) for name in ("field", "new", "reason", "evidence")
        }
        name, _between, person = asked["field"].partition(":")
        if person:
            asked |= {"field": name, "person_id": UUID(person)}
        if asked["field"] == "area_m2":
            unit = unit_typed(self.cleaned_data, self._units)
            asked["new"] = str(read_area(asked["new"], unit=unit, pointer="new"))
        return asked


class Registration(Form):
    """The day, the use, and up to four owners; fields of the second owner on may stay empty."""

    acquired_on = Day(label=_("取得日期"), required=False)
    use = forms.ChoiceField(label=_("使用狀態"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["use"].choices = [(use.value, _(title)) for use, title in USE_TITLES.items()]  # type: ignore[attr-defined]
        for place in range(OWNERS):
            self.fields.update(_owner_fields(place))

    def take(self, problem: ProblemText) -> None:
        """An owner's error stands at that owner's field."""
        errors = tuple(replace(error, pointer=error.pointer.replace("/", "-")) for error in problem.errors)
        super().take(replace(problem, errors=errors))

    def owners(self) -> list[OwnerInput]:
        """The owners that were typed."""
        typed = [self._owner(place) for place in range(OWNERS)]
        return [owner for owner in typed if owner]

    def _owner(self, place: int) -> OwnerInput | None:
        name, id_type, number, phone, share = (
            self.cleaned_data.get(f"owners-{place}-{part}", "")
            for part in ("name", "id_type", "id_number", "phone", "share")
        )
        if not (name or number or phone):
            return None
        person = PersonInput(name, IdType(id_type) if id_type else None, number, (phone,) if phone else ())
        return OwnerInput(person, share)


class NewHousehold(Registration):
    """A registration that names its room first."""

    unit = forms.CharField(
        label=_("房號"), max_length=80, help_text=_("怎麼寫都可以：3-1201、3棟2單元1502、S-07。")
    )
    field_order = ("unit",)


def register(request: ProjectRequest, form: Registration, unit: Unit) -> Opened:
    """Open or complete the unit's file. Raises `Invalid`, `Conflict`."""
    return dossiers.open_household(
        by=request.actor,
        at=request.at,
        unit=unit,
        owners=form.owners(),
        acquired_on=form.cleaned_data["acquired_on"],
        use=Use(form.cleaned_data["use"]),
    )


def find_unit(project: Project, typed: str) -> Unit:
    """The one unit that `typed` means. Raises `Invalid` for none or several, saying which."""
    found = estate.list_units(project=project, q=typed, limit=6).items
    if len(found) == 1:
        return estate.get_unit(project, found[0].id)
    if not found:
        raise Invalid(
            FieldError("unit", N_("找不到這個房號。"), N_("核對房號，或先到「房產」新增。"), "unit_unknown")
        )
    labels = _("、").join(row.label for row in found)
    raise Invalid(
        FieldError(
            "unit",
            N_("這個寫法對應多個房號：%(labels)s。"),
            N_("寫得再完整些。"),
            "unit_ambiguous",
            params={"labels": labels},
        )
    )


def _owner_fields(place: int) -> dict[str, forms.Field]:
    kinds = [(kind.value, _(title)) for kind, title in ID_TYPE_TITLES.items()]
    required = place == 0
    fields: dict[str, forms.Field] = {
        "name": forms.CharField(label=_("姓名或單位名稱"), max_length=80, required=required),
        "id_type": forms.ChoiceField(label=_("證件種類"), choices=kinds, required=False),
        "id_number": forms.CharField(label=_("證件號碼"), max_length=40, required=False),
        "phone": forms.CharField(label=_("電話"), max_length=40, required=False),
        "share": forms.CharField(
            label=_("份額"), max_length=20, required=False, help_text=_("如 1/2、50%；共同共有全部留空。")
        ),
    }
    return {f"owners-{place}-{part}": field for part, field in fields.items()}
