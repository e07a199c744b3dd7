"""`Idempotency-Key`: the same write again gives the same answer once more (`faces.once`).

Kept is the answer too, which for every write consists of ids, numbers and states only.
"""

import re
from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse

from yihu.api.answers import Answer
from yihu.api.callers import ApiRequest
from yihu.api.models import IdempotencyKey
from yihu.faces.once import claimed, digest_of, form_pieces
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_

HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


def once(request: ApiRequest, act: Callable[[], Answer]) -> HttpResponse:
    """Do `act` and answer; under a key that was used for the same within 24 hours, only answer.

    Raises `Invalid` for a key that is none or was used for something else, and whatever `act` raises.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return act().response()
    if not _KEY.fullmatch(key):
        raise _refused("key_form", N_("這個鍵的寫法不符。"), N_("請用 1 至 200 個可見的 ASCII 字符。"))
    account, at = request.caller.account, request.caller.at
    digest = _digest(request)
    claim = IdempotencyKey(account=account, key=key, digest=digest, created_at=at)
    with transaction.atomic():
        row, new = claimed(claim)
        if not new:
            return _again(row, digest).response()
        answer = act()
        row.status, row.answer, row.etag = answer.status, answer.text, answer.etag
        row.save(update_fields=["status", "answer", "etag"])
    return answer.response()


def _again(row: IdempotencyKey, digest: bytes) -> Answer:
    if bytes(row.digest) != digest or row.status is None:
        raise _refused(
            "key_used", N_("這個鍵已用於另一次操作。"), N_("每次新的操作請用新的鍵；重試時內容須與前次相同。")
        )
    return Answer(row.status, row.answer, row.etag)


def _digest(request: ApiRequest) -> bytes:
    """Of method, path and body; of an upload, of its fields and files."""
    is_form = request.content_type == "multipart/form-data"
    pieces = form_pieces(request) if is_form else (request.body,)
    return digest_of("yihu.api.idempotency", f"{request.method} {request.get_full_path()}", pieces)


def _refused(code: str, text: str, mend: str) -> Invalid:
    return Invalid(FieldError(HEADER, text, mend, code=code))
