"""The forms of receiving and filing."""

from collections.abc import Sequence
from dataclasses import astuple, replace
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yihu.dossiers.places import Location
from yihu.faces.problem_text import ProblemText
from yihu.kernel.paging import encode_cursor
from yihu.policy.filing import MAX_PAGES
from yihu.policy.vocabulary import CARRIER_TITLES, STORAGE_MODE_TITLES, Carrier, StorageMode
from yihu.web.forms import Day, Form
from yihu.web.receipts.offers import Choices, Shelf

_USED = {
    StorageMode.HANGING: ("cabinet", "shelf", "position"),
    StorageMode.SEALED_BAG: ("cabinet", "shelf", "bag"),
    StorageMode.POOLED_BINDER: ("cabinet", "shelf", "binder", "binder_page"),
}
_PLACE = ("cabinet", "shelf", "position", "bag", "binder", "binder_page")


class Offered(forms.ChoiceField):
    """A choice that the operation judges, so that its refusal says why and is recorded."""

    def valid_value(self, value: Any) -> bool:
        """Whatever was sent goes on to the operation."""
        return True


class PlaceForm(Form):
    """Where a paper lies, by the department's storage mode (R1.7a, R2.3.3)."""

    cabinet = Offered(label=_("檔案櫃"), required=False)
    shelf = forms.CharField(label=_("層"), max_length=20, required=False)
    position = forms.CharField(label=_("掛位"), max_length=20, required=False)
    bag = forms.CharField(label=_("袋號"), max_length=20, required=False, help_text=_("例如 B-017。"))
    binder = forms.CharField(label=_("合冊"), max_length=40, required=False)
    binder_page = forms.IntegerField(
        label=_("冊內頁碼"),
        min_value=1,
        max_value=MAX_PAGES,
        required=False,
        error_messages={"invalid": _("請填數字。")},
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, shelf: Shelf, **kwargs: Any) -> None:
        start = {name: getattr(shelf.next, name) for name in _PLACE} | {"shown": _code(shelf.next)}
        kwargs["initial"] = start | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.mode_title = STORAGE_MODE_TITLES[shelf.mode]
        used = _USED.get(shelf.mode, ("cabinet", "shelf"))
        used = (*used, "bag") if shelf.bags_too and "bag" not in used else used
        for name in set(_PLACE) - set(used):
            del self.fields[name]
        cabinet = self.fields["cabinet"]
        assert isinstance(cabinet, forms.ChoiceField)
        cabinet.choices = [("", _("不存紙本")), *((code, code) for code in shelf.cabinets)]

    @property
    def place_fields(self) -> list[forms.BoundField]:
        """The fields of the place, in their order."""
        return [self[name] for name in _PLACE if name in self.fields]

    def take(self, problem: ProblemText) -> None:
        """Put errors of the place at its fields, by their last name."""
        errors = tuple(replace(error, pointer=error.pointer.rpartition("/")[2]) for error in problem.errors)
        super().take(replace(problem, errors=errors))

    def location(self, *, fresh: Location | None = None) -> Location:
        """The place as typed; `fresh` where the proposal that was shown was left as it stood."""
        data = self.cleaned_data
        typed = Location(**{name: data[name] for name in _PLACE if data.get(name)})
        return fresh if fresh and _code(typed) == data.get("shown") else typed


class FilingForm(PlaceForm):
    """The line and the place of what waits; the room too, from the 未歸屬 box (R1.4a, R2.3.3.4)."""

    room = forms.CharField(label=_("房號"), max_length=60)
    line = Offered(label=_("目錄項"), required=False)
    title = forms.CharField(label=_("標題"), max_length=120, required=False)
    field_order = ["room", "line", "title", *_PLACE]

    def __init__(self, *args: Any, lines: Choices, placed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_lines(self, lines)
        self.fields["line"].widget.attrs["autofocus"] = True
        if placed:
            del self.fields["room"]


class ReceiptForm(PlaceForm):
    """What arrived, and where it goes: one form for 收件 and 收件並歸檔."""

    room = forms.CharField(
        label=_("房號"),
        max_length=60,
        required=False,
        help_text=_("怎麼寫都可以：3棟2單元1502、3-2-1502、S-07。"),
    )
    line = Offered(label=_("目錄項"), required=False, help_text=_("不知道歸哪一項，可先收件。"))
    file = forms.FileField(
        label=_("放下掃描件"),
        required=False,
        help_text=_("PDF、JPEG、PNG、TIFF、HEIC、DOCX、XLSX，至多 50 MB；掃描用 300 dpi，有印章的用彩色。"),
        error_messages={"empty": _("這個檔案是空的。請重新掃描或匯出。")},
    )
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    leave_out = forms.BooleanField(label=_("不附這個檔案"), required=False)
    title = forms.CharField(
        label=_("標題"), max_length=120, required=False, help_text=_("不填，就用目錄項的名稱。")
    )
    pages = forms.IntegerField(
        label=_("頁數"),
        min_value=1,
        max_value=MAX_PAGES,
        required=False,
        help_text=_("不填，就數檔案的頁。"),
        error_messages={
            "invalid": _("頁數須為數字。"),
            "min_value": _("頁數至少為 1。"),
            "max_value": _("頁數太大，請核對。"),
        },
    )
    carrier = forms.ChoiceField(
        label=_("載體"),
        required=False,
        choices=lambda: [
            ("", _("自動：附檔案為紙本＋掃描，不附為紙本")),
            *((each.value, _(title)) for each, title in CARRIER_TITLES.items()),
        ],
    )
    received_at = forms.DateTimeField(
        label=_("實際收到的時間"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text=_("不填就是現在；補錄較早收到的，請寫明。"),
        error_messages={"invalid": _("時間無效。請按 2026-01-31 09:30 的樣子填寫。")},
    )
    late_reason = forms.CharField(label=_("補錄原因"), max_length=200, required=False)
    formed_on = Day(label=_("形成日期"), required=False)
    is_copy = forms.BooleanField(label=_("複印件"), required=False)
    note = forms.CharField(
        label=_("備註"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    MORE = ("received_at", "late_reason", "formed_on", "is_copy", "note")

    def __init__(self, *args: Any, lines: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_lines(self, lines)
        self.fields["room"].widget.attrs["autofocus"] = True

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What is seldom asked."""
        return [self[name] for name in self.MORE]

    @property
    def more_is_wanted(self) -> bool:
        """Whether something was typed into, or is wrong with, what is seldom asked."""
        return any(field.errors or field.value() for field in self.more_fields)

    def carrier_of(self, *, has_file: bool) -> Carrier:
        """What was chosen, else by whether there is a file."""
        chosen = self.cleaned_data["carrier"]
        return Carrier(chosen) if chosen else Carrier.BOTH if has_file else Carrier.PAPER

    def choose(self, name: str, value: str) -> None:
        """Show the form again with a choice made."""
        data = cast(QueryDict, self.data).copy()
        data[name] = value
        self.data = data


def offer_lines(form: Form, lines: Choices) -> None:
    """Fill the select of lines, grouped by category."""
    line = form.fields["line"]
    assert isinstance(line, forms.ChoiceField)
    line.choices = [("", _("選擇目錄項")), *lines]


def ask_unit(form: Form, several: Sequence[tuple[str, str]]) -> None:
    """Let one of several rooms be chosen."""
    form.fields["unit"] = Offered(
        label=_("選一個房號"), widget=forms.RadioSelect, choices=list(several), required=False
    )


def _code(place: Location) -> str:
    return encode_cursor(*(part or "" for part in astuple(place)))
