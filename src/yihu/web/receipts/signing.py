"""The covenant asks who signed, when it is received and when it is filed (R3.5.1.3)."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from yihu.dossiers.models import Dossier
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.regulations.model import CatalogueLine, Requirement
from yihu.policy.vocabulary import N_
from yihu.web.forms import Form
from yihu.web.projects import ProjectRequest
from yihu.web.receipts import rooms

_ASKED = "signers_asked"


def ask(
    request: ProjectRequest,
    form: Form,
    line: CatalogueLine | None,
    dossier: Dossier | None,
    *,
    named: Iterable[UUID] = (),
) -> None:
    """Where each owner's signature counts, let the owners be ticked; `named` are ticked already."""
    if line is None or line.rule is not Requirement.EVERY_OWNER:
        return
    owners = rooms.owners_of(request, dossier)
    if owners:
        form.fields["signers"] = forms.MultipleChoiceField(
            label=_("簽署人"),
            required=False,
            choices=list(owners),
            initial=[str(person) for person in named],
            widget=forms.CheckboxSelectMultiple,
            help_text=_("勾選已簽名的業主；共有的，每位都要簽。"),
        )


def need_answer(request: ProjectRequest, form: Form) -> None:
    """Whoever was not asked yet is asked before anything is written. Raises `Invalid`."""
    if "signers" in form.fields and _ASKED not in request.POST:
        raise Invalid(
            FieldError(
                "signers",
                N_("公約須每位業主簽署。"),
                mend=N_("勾選已簽名的業主，再提交一次。"),
                code="signers_to_tick",
                clause="R3.5.1.3",
            )
        )


def ticked(form: Form) -> tuple[UUID, ...] | None:
    """The owners that were ticked; None where nobody was asked."""
    return tuple(map(UUID, form.cleaned_data["signers"])) if "signers" in form.fields else None
