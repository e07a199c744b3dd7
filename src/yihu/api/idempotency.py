"""`Idempotency-Key`: the same write again gives the same answer once more and does nothing twice.

The key's row, the write and its ledger entry are one transaction: whatever is refused or interrupted leaves
no key behind, and of two at once the second waits for the first. Kept are a keyed digest of what was asked
and the answer, which for every write consists of ids, numbers and states only.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.crypto import salted_hmac

from yihu.api.answers import Answer
from yihu.api.callers import ApiRequest
from yihu.api.models import IdempotencyKey
from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_

HEADER = "Idempotency-Key"
KEPT_FOR = timedelta(hours=24)
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_CHUNK = 1 << 20


def once(request: ApiRequest, act: Callable[[], Answer]) -> HttpResponse:
    """Do `act` and answer; under a key that was used for the same within 24 hours, only answer.

    Raises `Invalid` for a key that is none or was used for something else, and whatever `act` raises.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return act().response()
    if not _KEY.fullmatch(key):
        raise _refused("key_form", N_("這個鍵的寫法不符。"), N_("請用 1 至 200 個可見的 ASCII 字符。"))
    digest = _digest(request)
    with transaction.atomic():
        row, new = _claim(request, key, digest)
        if not new:
            return _again(row, digest).response()
        answer = act()
        row.status, row.answer, row.etag = answer.status, answer.text, answer.etag
        row.save(update_fields=["status", "answer", "etag"])
    return answer.response()


def forget_old(request: ApiRequest) -> None:
    """Remove the caller's keys that are over a day old."""
    IdempotencyKey.objects.filter(
        account=request.caller.account, created_at__lte=request.caller.at - KEPT_FOR
    ).delete()


def _claim(request: ApiRequest, key: str, digest: bytes) -> tuple[IdempotencyKey, bool]:
    """The row of this key, and whether it is new; waits for whoever is writing under it now."""
    forget_old(request)
    row = IdempotencyKey(account=request.caller.account, key=key, digest=digest, created_at=request.caller.at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return IdempotencyKey.objects.get(account=request.caller.account, key=key), False
    return row, True


def _again(row: IdempotencyKey, digest: bytes) -> Answer:
    if bytes(row.digest) != digest or row.status is None:
        raise _refused(
            "key_used", N_("這個鍵已用於另一次操作。"), N_("每次新的操作請用新的鍵；重試時內容須與前次相同。")
        )
    return Answer(row.status, row.answer, row.etag)


def _digest(request: ApiRequest) -> bytes:
    """A keyed digest of method, path and body; of an upload, of its fields and files, not of its framing."""
    mac = salted_hmac(
        "yihu.api.idempotency", f"{request.method} {request.get_full_path()}", algorithm="sha256"
    )
    for piece in _pieces(request):
        mac.update(len(piece).to_bytes(8, "big") + piece)
    return mac.digest()


def _pieces(request: ApiRequest) -> Iterator[bytes]:
    if request.content_type != "multipart/form-data":
        yield request.body
        return
    for name, values in sorted(request.POST.lists()):
        yield from (name.encode(), *(str(value).encode() for value in values))
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            yield from (name.encode(), (file.name or "").encode())
            yield from file.chunks(_CHUNK)
            file.seek(0)


def _refused(code: str, text: str, mend: str) -> Invalid:
    return Invalid(FieldError(HEADER, text, mend, code=code))
