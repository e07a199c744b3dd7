"""Forms of pages: what was typed stays, and what an operation refuses stands at its field."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yihu.faces.problem_text import ProblemText, describe, together
from yihu.policy.decisions import Conflict, Invalid
from yihu.web.problems import recorded
from yihu.web.submissions import once

_REQUIRED = {"required": _("請填寫。")}


class Form(forms.Form):
    """A form that can take an operation's refusal; `status` is the answer's when it is shown again."""

    status = 422

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            field.error_messages.update(_REQUIRED)

    def take(self, problem: ProblemText) -> None:
        """Put each error at its field, the rest at the head."""
        self.status = problem.status
        for error in problem.errors:
            name = error.pointer.partition("/")[0]
            self.add_error(name if name in self.fields else None, error.sentence)
        if not problem.errors:
            self.add_error(None, together(problem.detail, problem.mend))


class Day(forms.DateField):
    """A date, as the browser's own calendar sends it."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("日期無效。請按 2026-01-31 的樣子填寫。")}


def attempt(
    request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], HttpResponse]
) -> HttpResponse | None:
    """Do `act` with what was sent; None while the form must be shown, with what was wrong in it.

    A form that is sent twice with one token acts once (`submissions`). Refusals by role or clause are not the
    form's: they go on to their own page.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return once(request, form, lambda: act(form.cleaned_data))
    except (Invalid, Conflict) as problem:
        form.take(describe(recorded(request, problem), get_language() or "zh-hant"))
        return None


def form_page(
    request: HttpRequest,
    form: Form,
    *,
    title: str | Promise,
    verb: str | Promise,
    template: str = "form_page.html",
    **more: Any,
) -> HttpResponse:
    """The page that is one form: 200 before, the problem's own status after."""
    context: Mapping[str, Any] = {"form": form, "form_title": title, "form_verb": verb, **more}
    return render(request, template, context, status=form.status if form.is_bound else 200)
