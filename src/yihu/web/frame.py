"""The head of the page and the drawers of the room, drawn once for a person and a place."""

from django.utils.safestring import SafeString

from yihu.web.kept import Kept
from yihu.web.shell import Shell

kept = Kept("components/frame.html", "shell")


def frame(shell: Shell | None, *, token: str, search_text: str = "") -> SafeString:
    """Bar and navigation; without a shell, an empty bar."""
    return kept(shell.without_banners() if shell else None, token=token, search_text=search_text)
