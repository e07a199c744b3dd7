"""A form sent twice (double click, weak Wi-Fi, no script) writes once, and the second answer says so.

Each form on a page bears a token of its own: `{% once %}` in its template. Sent again with the same content
it leads to where the first one led; with other content it is a new try, which has to be meant.
"""

import re
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from yihu.accounts.models import Account
from yihu.faces.once import claimed, digest_of, form_pieces
from yihu.kernel import clock
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_
from yihu.web.models import Submission

FIELD = "once"
_TOKEN = re.compile(r"[0-9A-Za-z_-]{16,64}")


def once(request: HttpRequest, form: forms.Form, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Do `act`, or answer as the first time did. Without a token, or signed in as nobody, just do it.

    Raises `Invalid` (`sent_already`) for other content under the same token, and whatever `act` raises.
    """
    token, account = request.POST.get(FIELD, ""), request.user
    if not _TOKEN.fullmatch(token) or not isinstance(account, Account):
        return act()
    claim = Submission(
        account=account, key=token, digest=_digest(request, form), created_at=clock.now(), followed_by=""
    )
    with transaction.atomic():
        row, new = claimed(claim)
        if new:
            response = act()
            row.followed_by = response.headers.get("Location", "")
            row.save(update_fields=["followed_by"])
            return response
    return _again(request, row, claim)


def _again(request: HttpRequest, row: Submission, claim: Submission) -> HttpResponse:
    if bytes(row.digest) != claim.digest:
        raise Invalid(
            FieldError(
                "",
                N_("這張表單剛才已經提交並寫入；這一次的內容不同，還沒有寫入。"),
                mend=N_("確實是另一件，請再提交一次；只是想改先前那一件，請到那一件的頁面。"),
                code="sent_already",
            )
        )
    messages.info(
        request,
        _("這張表單已經提交過，沒有重複寫入；這裡是第一次的結果。要再登記同樣的一件，請重新打開表單填寫。"),
    )
    return redirect(row.followed_by or request.path)


def _digest(request: HttpRequest, form: forms.Form) -> bytes:
    """Of everything typed but secrets: a password is digested slowly or not at all."""
    secrets = (name for name, field in form.fields.items() if isinstance(field.widget, forms.PasswordInput))
    left_out = frozenset({FIELD, "csrfmiddlewaretoken", *secrets})
    return digest_of("yihu.web.submissions", request.path, form_pieces(request, leave_out=left_out))
