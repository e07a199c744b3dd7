"""The API as one object, and how it describes itself (OpenAPI 3.1)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from yihu.api.callers import Bearer
from yihu.api.doors import guarded, handle_everything
from yihu.api.endpoints import (
    backlog,
    catch_up,
    consultations,
    corrections,
    delegations,
    documents,
    dossiers,
    exports,
    households,
    imports,
    ledger,
    projects,
    receipts,
    registers,
    regulations,
    search,
    tokens,
    units,
    vehicles,
)
from yihu.api.parsing import StrictParser
from yihu.api.problems import MEDIA_TYPE
from yihu.api.questions import Questions

_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": "^[\\x21-\\x7e]{1,200}$"},
    "description": "The same key and body within 24 hours give the same answer and do nothing twice.",
}
_CONDITION = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "The ETag the caller saw; 412 if the record has changed since.",
}
_CONDITIONAL = ("/corrections", "/regulations", "/not-applicable", "/documents/")
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_WORKBOOK = {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _BINARY}
_FILES = {**_WORKBOOK, "text/csv": _BINARY, "application/pdf": _BINARY}
_IMAGE = {"image/jpeg": _BINARY}


class Api(NinjaAPI):
    """Ninja, saying what it leaves out: problem documents, write headers, images."""

    def get_openapi_schema(self, **_where: Any) -> OpenAPISchema:
        """The description, with the media types and headers as they are."""
        prefix = reverse("api:openapi-json").removesuffix("openapi.json")
        schema = super().get_openapi_schema(path_prefix=prefix)
        for place, methods in schema["paths"].items():
            for method, operation in methods.items():
                _describe(place, method, operation)
        return schema


def _describe(place: str, method: str, operation: dict[str, Any]) -> None:
    for status, response in operation["responses"].items():
        if int(status) >= 400 and "content" in response:
            response["content"] = {MEDIA_TYPE: response["content"].popitem()[1]}
    if place.endswith("/pages/{page}"):
        operation["responses"][200]["content"] = _IMAGE
    if place.endswith("/file"):
        operation["responses"][200]["content"] = _FILES
    if place.endswith(".xlsx"):
        operation["responses"][200]["content"] = _WORKBOOK
    if method != "get" and not place.endswith(("/tokens", "/reveal")):
        operation.setdefault("parameters", []).append(_KEY)
        if any(part in place for part in _CONDITIONAL):
            operation["parameters"].append(_CONDITION)


def build() -> NinjaAPI:
    """The API with all its endpoints."""
    api = Api(
        title="一戶一檔",
        version="1",
        description="The household file room: every read is registered, every write is in the ledger.",
        docs_url=None,
        auth=Bearer(),
        parser=StrictParser(),
        urls_namespace="api",
    )
    for prefix, module in (
        ("/tokens", tokens),
        ("/projects", projects),
        ("/regulations", regulations),
        ("/units", units),
        ("/households", households),
        ("/corrections", corrections),
        ("/dossiers", dossiers),
        ("/receipts", receipts),
        ("/documents", documents),
        ("/registers", registers),
        ("/imports", imports),
        ("/exports", exports),
        ("/consultations", consultations),
        ("/delegations", delegations),
        ("/catch-up-plans", catch_up),
        ("/vehicles", vehicles),
        ("/backlog", backlog),
        ("/search", search),
        ("/ledger", ledger),
    ):
        api.add_router(prefix, module.router)
    handle_everything(api)
    return api


def guarded_urls(api: NinjaAPI) -> list[URLPattern]:
    """The paths of `api`, each behind the front door; the root, which answers nothing, is left out."""
    questions = Questions(api)
    return [
        path(str(pattern.pattern), guarded(_asked_well(pattern.callback, questions)), name=pattern.name)
        for pattern in api.urls[0]
        if isinstance(pattern, URLPattern) and pattern.name != "api-root"
    ]


def _asked_well(view: Callable[..., HttpResponse], questions: Questions) -> Callable[..., HttpResponse]:
    @wraps(view)
    def inside(request: HttpRequest, **path_parts: Any) -> HttpResponse:
        questions.require_known(request)
        return view(request, **path_parts)

    return inside
