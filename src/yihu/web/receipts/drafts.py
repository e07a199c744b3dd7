"""An uploaded file whose form was not yet right is kept, sealed, and offered again by its name.

The bytes lie in the store under a key that no row names, so the store's own sweep removes what is a day old;
the session holds where, and the name sealed with the same key.
"""

import base64
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from yihu.dossiers.operations import Upload
from yihu.dossiers.store import get_store
from yihu.policy.decisions import FieldError, Invalid, Problem
from yihu.policy.vocabulary import N_

_PLACE = "receipt_drafts"
_MOST = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """A kept file: its token for the form, its name and its pages."""

    token: str
    name: str
    pages: int


def keep(request: HttpRequest, file: "UploadedFile[Any]") -> Draft:
    """Seal the file in the store for this session. Raises `Invalid` for what is not accepted."""
    assert file.file is not None
    file.file.seek(0)
    store = get_store()
    stored = store.add(cast(BinaryIO, file.file), name=file.name or "")
    name = store.seal_text(file.name or "", key_id=stored.key_id)
    drafts = _drafts(request)
    drafts[stored.key_id.hex] = {
        "content": stored.content_id,
        "name": base64.b64encode(name).decode(),
        "pages": stored.pages,
    }
    for oldest in list(drafts)[:-_MOST]:
        _discard(drafts, oldest)
    request.session[_PLACE] = drafts
    return Draft(stored.key_id.hex, file.name or "", stored.pages)


def find(request: HttpRequest, token: str) -> Draft | None:
    """The kept file of that token, if it is this session's and still there."""
    kept = _drafts(request).get(token)
    if not kept:
        return None
    with suppress(Problem):
        name = get_store().open_text(base64.b64decode(kept["name"]), key_id=UUID(token))
        return Draft(token, name, kept["pages"])
    return None


def reopen(request: HttpRequest, token: str) -> Upload:
    """The kept file as if it were uploaded now. Raises `Invalid` when it was swept meanwhile."""
    draft = find(request, token)
    try:
        if draft is not None:
            content = _drafts(request)[token]["content"]
            return Upload(BytesIO(get_store().read(content, UUID(token))), draft.name)
    except Problem:
        pass
    raise Invalid(
        FieldError("file", N_("先前上載的檔案已過保留時間。"), mend=N_("請再選一次檔案。"), code="draft_gone")
    )


def forget(request: HttpRequest, token: str) -> None:
    """Remove a kept file once it was received, or replaced."""
    drafts = _drafts(request)
    if token in drafts:
        _discard(drafts, token)
        request.session[_PLACE] = drafts


def _drafts(request: HttpRequest) -> dict[str, dict[str, Any]]:
    return dict(request.session.get(_PLACE, {}))


def _discard(drafts: dict[str, dict[str, Any]], token: str) -> None:
    kept = drafts.pop(token)
    with suppress(Problem):
        get_store().discard(kept["content"], UUID(token))
