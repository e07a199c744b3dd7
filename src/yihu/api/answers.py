"""Answers in JSON, with their entity tags."""

import hashlib
from dataclasses import dataclass

from django.http import HttpResponse
from ninja import Schema

from yihu.api.callers import ApiRequest
from yihu.policy.decisions import Stale, refuse
from yihu.policy.vocabulary import N_


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a JSON text and perhaps a tag: what a write answers, and answers again under its key."""

    status: int
    text: str
    etag: str = ""

    def response(self) -> HttpResponse:
        """As it goes out."""
        response = HttpResponse(self.text, status=self.status, content_type="application/json")
        if self.etag:
            response.headers["ETag"] = self.etag
        return response


def answer(body: Schema, *, status: int = 200, etag: str = "") -> Answer:
    """`body` as an answer."""
    return Answer(status, body.model_dump_json(), etag)


def shown(body: Schema, *, etag: str = "") -> HttpResponse:
    """`body` as the response of a reading."""
    return answer(body, etag=etag).response()


def version_tag(version: int) -> str:
    """The weak tag of a record that counts its versions."""
    return f'W/"{version}"'


def digest_tag(*parts: str) -> str:
    """The weak tag of what has no version: a digest of what it is made of."""
    return f'W/"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]}"'


def require_current(request: ApiRequest, etag: str) -> None:
    """Raise `Stale` where `If-Match` names another version than the present one; call it under lock."""
    wanted = request.headers.get("If-Match", "").strip()
    if not wanted or wanted == "*":
        return
    if _opaque(etag) not in {_opaque(one) for one in wanted.split(",")}:
        reason = N_("您看過之後，資料已被更改；這次操作沒有寫入任何內容。")
        raise Stale(refuse("stale", reason, mend=N_("請重新讀取，核對後再試。")))


def _opaque(tag: str) -> str:
    return tag.strip().removeprefix("W/").strip('"')
