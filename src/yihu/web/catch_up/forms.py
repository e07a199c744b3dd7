"""The forms of catch-up plans."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yihu.policy.catching_up import REASON_LIMIT
from yihu.web.forms import Day, Form


class PlanForm(Form):
    """One last day for the buildings chosen, a plan each."""

    buildings = forms.MultipleChoiceField(
        label=_("樓棟"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("每棟各有一份計劃，訂立後一棟不能再訂第二份。"),
    )
    ends_on = Day(label=_("完成日"), help_text=_("包括當日；過了這一日，尚缺的按日常缺漏計算。"))

    def __init__(self, *args: Any, buildings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["buildings"].choices = buildings  # type: ignore[attr-defined]


class RevisionForm(Form):
    """Another last day, and why."""

    ends_on = Day(label=_("新的完成日"))
    reason = forms.CharField(
        label=_("改期原因"),
        max_length=REASON_LIMIT,
        help_text=_("原來的完成日和原因都留在紀錄中。"),
    )
