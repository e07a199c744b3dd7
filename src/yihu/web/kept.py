"""Parts of a page that are the same from request to request, drawn once and kept, save for their tokens.

The bar, the drawers of the room and what stands above a list change when somebody's rights or the estate
change, not from page to page; drawing them anew was half of the time of a list.
"""

import secrets
from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

TOKEN = secrets.token_hex(16)
"""Where the token of a form goes, in what is kept."""

ONCE = secrets.token_hex(16)
"""Where the token of a form that writes once goes; each gets one of its own."""


class Kept:
    """A template drawn for one value under one name, kept as long as the value and the language are equal.

    The value must hold everything that the template reads, save `search_text`.
    """

    def __init__(self, template: str, name: str, *, most: int = 512) -> None:
        self.template, self.name = template, name
        self._drawn = lru_cache(maxsize=most)(self._draw)
        self.cache_info, self.cache_clear = self._drawn.cache_info, self._drawn.cache_clear

    def __call__(self, value: Hashable, *, token: str, search_text: str = "") -> SafeString:
        """The markup, with `token` in its forms; what somebody searched for is drawn and never kept."""
        if search_text:
            context = {self.name: value, "csrf_token": token, "search_text": search_text}
            return render_to_string(self.template, context)
        first, *others = self._drawn(get_language(), value)
        text = first + "".join([fresh() + part for part in others])
        return SafeString(text.replace(TOKEN, token))

    def _draw(self, _language: str, value: Hashable) -> list[str]:
        context = {self.name: value, "csrf_token": TOKEN}
        return render_to_string(self.template, context).split(ONCE)


def fresh() -> str:
    """A token of a form that writes once."""
    return secrets.token_urlsafe(18)
