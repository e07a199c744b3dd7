"""The forms of a request: what of which file and why; the head's word; how the paper came back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yihu.policy.consultation import FIELD_TITLES, MODE_TITLES, Field, Mode
from yihu.policy.vocabulary import N_
from yihu.web.forms import Form

PURPOSES = (
    N_("報修、漏水搶修"),
    N_("裝修審核"),
    N_("欠費跟蹤"),
    N_("投訴處理"),
    N_("安全檢查"),
    N_("交接、盤點"),
    N_("其他"),
)
THIS_DOCUMENT = "document"


class AskForm(Form):
    """Which file, which items of it, for what, how."""

    field_order = ("room", "purpose_kind", "purpose", "mode", "items")
    room = forms.CharField(label=_("房號"), max_length=40, help_text=_("例如 3棟2單元1502，或 3-2-1502。"))
    items = forms.MultipleChoiceField(
        label=_("查閱內容"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("只選用得着的；獲批准的也只有這幾件。"),
    )
    purpose_kind = forms.ChoiceField(label=_("查閱目的"))
    purpose = forms.CharField(
        label=_("具體說明"),
        max_length=180,
        help_text=_("批准人看到的就是這一句，例如「502 天花滲水，要聯繫樓上業主」。"),
    )
    mode = forms.ChoiceField(label=_("方式"), initial=Mode.SCREEN)

    def __init__(
        self, *args: Any, lines: list[tuple[str, str]], facts: bool, document: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        first = [(THIS_DOCUMENT, _now("剛才要看的那一件"))] if document else []
        fields = [(field.value, _now(FIELD_TITLES[field])) for field in Field if facts]
        self._choose("items", [*first, *fields, *lines])
        self._choose("purpose_kind", [(text, _now(text)) for text in PURPOSES])
        self._choose("mode", [(mode.value, _now(MODE_TITLES[mode])) for mode in Mode])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class AnswerForm(Form):
    """The head's word: which items, what he adds."""

    items = forms.MultipleChoiceField(
        label=_("准許的內容"), widget=forms.CheckboxSelectMultiple, required=False
    )
    comment = forms.CharField(
        label=_("意見"), max_length=200, required=False, help_text=_("不同意時必須寫明理由。")
    )

    def __init__(self, *args: Any, items: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["items"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices, field.initial = items, [word for word, _title in items]


class EndForm(Form):
    """How the paper came back."""

    pages = forms.IntegerField(label=_("核對頁數"), min_value=1, max_value=100_000, required=False)
    condition = forms.ChoiceField(
        label=_("狀況"), choices=(("good", _("完好")), ("damaged", _("破損"))), required=False
    )
    note = forms.CharField(label=_("備註"), max_length=200, required=False)
