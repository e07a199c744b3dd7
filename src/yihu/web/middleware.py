"""What every request passes: the person's language, and problems turned into pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from yihu.faces.requests import language_of
from yihu.web.problems import Problems

__all__ = ["PersonLanguage", "Problems"]


class PersonLanguage:
    """Answer in the person's own language, else the cookie's, else the browser's, else the installation's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language), timezone.override(timezone.get_default_timezone()):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response
