"""Who asks from where, and in which language to answer."""

from django.http import HttpRequest
from django.utils.translation import get_language_from_request

_BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def device_of(request: HttpRequest) -> str:
    """The device as the ledger keeps it: address, kind of program and system; nothing that anyone typed."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    browser = next((name for mark, name in _BROWSERS if mark in agent), "other")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "other")
    return f"{request.META.get('REMOTE_ADDR') or 'unknown'} {browser}/{system}"


def language_of(request: HttpRequest) -> str:
    """The person's own language, else the cookie's, else the browser's, else the installation's."""
    own: str = getattr(request.user, "language", "") if hasattr(request, "user") else ""
    return own or get_language_from_request(request)
