"""Where a form leads back to: the page it was opened from, when that page is one of ours."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def came_from(request: HttpRequest, usual: str) -> str:
    """The address in `next`, with its place on the page, if it is one of ours; the usual one otherwise."""
    asked = request.GET.get("next", "")
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours else usual
