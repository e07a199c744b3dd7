"""What was searched for, kept in the session: names and numbers never stand in a URL."""

import secrets

from django.http import HttpRequest

KEPT = 20


def keep(request: HttpRequest, text: str) -> str:
    """Keep a search of this session; the word by which its page is found again."""
    searches = dict(request.session.get("searches", {}))
    word = secrets.token_urlsafe(6)
    searches[word] = text[:100]
    request.session["searches"] = dict(list(searches.items())[-KEPT:])
    return word


def kept(request: HttpRequest, word: str) -> str:
    """What was searched for under that word; nothing when the session has forgotten it."""
    return str(request.session.get("searches", {}).get(word, ""))
