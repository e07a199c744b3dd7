"""Reading JSON as strictly as it is written: UTF-8, no NaN, no twice-named member, no text we cannot keep."""

import json
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from yihu.api.problems import WrongType, malformed
from yihu.policy.decisions import FieldError
from yihu.policy.vocabulary import N_

DEEPEST = 20


class StrictParser(Parser):
    """Ninja's parser, refusing what `json` would let pass."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body of a request. Raises `WrongType`, or `Invalid` (malformed)."""
        if request.content_type != "application/json":
            raise WrongType(
                FieldError(
                    "",
                    N_("請求內容的類型不是 JSON。"),
                    N_("請以 Content-Type: application/json 提交。"),
                    code="not_json",
                )
            )
        return read_json(request.body)


def read_json(body: bytes) -> Any:
    """What `body` says. Raises `Invalid` (malformed)."""
    try:
        value = json.loads(body.decode(), parse_constant=_no_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise malformed() from None
    if _depth_exceeds(value, DEEPEST):
        raise malformed()
    return value


def _no_constant(_name: str) -> None:
    raise ValueError("NaN and Infinity are no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member is named twice")
    return members


def _depth_exceeds(value: Any, limit: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inside = value.values() if isinstance(value, dict) else value
    return limit == 0 or any(_depth_exceeds(one, limit - 1) for one in inside)
