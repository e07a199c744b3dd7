"""The head of the page and the drawers of the room, drawn once for a person and a place."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from yihu.web.kept import Kept
from yihu.web.shell import Shell

TEMPLATE = "components/frame.html"
kept = Kept(TEMPLATE, "shell")


def frame(shell: Shell | None, *, token: str, search_text: str = "") -> SafeString:
    """Bar and navigation; what somebody searched for is drawn and not kept. Without a shell, an empty bar."""
    if search_text or not shell:
        return render_to_string(TEMPLATE, {"shell": shell, "csrf_token": token, "search_text": search_text})
    return kept(shell.without_banners(), token=token)
