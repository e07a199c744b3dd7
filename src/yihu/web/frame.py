"""The head of the page and the drawers of the room, drawn once for a person and a place.

They are the same on every page that somebody sees, save for the token of the forms; drawing them anew was a
fifth of the time of a list.
"""

from functools import lru_cache
from secrets import token_hex

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from yihu.web.shell import Shell

_PLACE = token_hex(16)
"""Where the token of a form goes, in what is kept."""


def frame(shell: Shell | None, *, token: str, search_text: str = "") -> SafeString:
    """Bar and navigation; what somebody searched for is drawn and not kept. Without a shell, an empty bar."""
    if search_text or not shell:
        return _drawn(shell, token, search_text)
    return SafeString(_kept(shell.without_banners()).replace(_PLACE, token))


@lru_cache(maxsize=512)
def _kept(shell: Shell) -> str:
    return _drawn(shell, _PLACE, "")


def _drawn(shell: Shell | None, token: str, search_text: str) -> SafeString:
    context = {"shell": shell, "csrf_token": token, "search_text": search_text}
    return render_to_string("components/frame.html", context)
