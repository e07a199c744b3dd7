"""查看明文: the reason first, then the value for a minute, marked with who looks (R1.8)."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control

from yihu.confidentiality.reading import find_household
from yihu.confidentiality.reveals import reveal
from yihu.policy.access import Object, Verb
from yihu.policy.decisions import NotKnown
from yihu.policy.revealing import REASONS, REVEAL_TITLES, RevealField
from yihu.web import dates
from yihu.web.forms import Form, attempt, form_page
from yihu.web.projects import ProjectRequest, in_project
from yihu.web.rights import require


class RevealForm(Form):
    """Why."""

    kind = forms.ChoiceField(label=gettext_lazy("理由"))
    note = forms.CharField(label=gettext_lazy("補充說明"), max_length=150, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(text, _(text)) for text in REASONS]

    def clean(self) -> dict[str, Any]:
        """The last of the reasons says nothing by itself."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == REASONS[-1] and not data.get("note", "").strip():
            self.add_error("note", _("請寫明是什麼理由。"))
        return data


@cache_control(private=True, no_store=True)
@in_project
def reveal_page(request: ProjectRequest, household_id: UUID, person_id: UUID, field: str) -> HttpResponse:
    """Ask the reason, then show the value; after a minute the page goes back to the file by itself."""
    require(request, Object.IDENTITY, Verb.REVEAL)
    if field not in set(RevealField):
        raise NotKnown
    household = find_household(by=request.actor, household_id=household_id)
    form = RevealForm(request.POST if request.method == "POST" else None)
    back = reverse("household", args=[request.project.code, household_id])

    def act(data: dict[str, Any]) -> HttpResponse:
        done = reveal(
            by=request.actor,
            at=request.at,
            household_id=household_id,
            person_id=person_id,
            field=field,
            reason="：".join(filter(None, (data["kind"], data["note"].strip()))),
        )
        answer = render(
            request,
            "households/revealed.html",
            {
                "value": done.value,
                "seconds": done.expires_in,
                "unit": household.unit.label,
                "field_title": _(REVEAL_TITLES[RevealField(field)]),
                "mark": f"{request.actor.name} · {dates.moment(request.at)}",
                "back_url": back,
            },
        )
        answer["Refresh"] = f"{done.expires_in};url={back}"
        return answer

    return attempt(request, form, act) or form_page(
        request,
        form,
        title=f"{household.unit.label} · {_(REVEAL_TITLES[RevealField(field)])}",
        verb=_("查看 60 秒"),
        form_sub=_("每次查看都有登記：誰、何時、哪一戶、為什麼。"),
        clause="R1.8",
        back_url=back,
        template="households/reveal.html",
    )
