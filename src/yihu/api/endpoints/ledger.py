"""The ledger, newest first, and its signed head (R1.6c)."""

from ninja import Query, Router

from yihu.api.callers import ApiRequest, enter
from yihu.api.endpoints.common import page, reading
from yihu.api.schemas.base import Asked, Page
from yihu.api.schemas.ledger import EntryOut, HeadOut, LedgerAsked
from yihu.confidentiality import gate
from yihu.ledger.checkpoints import sign_head
from yihu.ledger.queries import EntryRead, list_entries
from yihu.policy.access import Object

router = Router(tags=["ledger"])


@router.get("", response=reading(Page[EntryOut]))
def show_ledger(
    request: ApiRequest,
    asked: Query[LedgerAsked],
) -> Page[EntryOut]:
    """The entries of a project's chain, newest first, with an exact total."""
    in_, by = enter(request, asked.project)
    gate.require(by=by, at=request.caller.at, project_id=in_.id, thing=Object.LEDGER)
    found = list_entries(
        project_id=in_.id,
        after=asked.cursor or None,
        limit=asked.limit,
        action=asked.action or None,
        subject=asked.subject,
        username=asked.username or None,
    )
    return page(found, _entry, Page[EntryOut])


@router.get("/head", response=reading(HeadOut))
def show_head(request: ApiRequest, asked: Query[Asked]) -> HeadOut:
    """A statement, signed now, about every entry committed until now."""
    in_, by = enter(request, asked.project)
    gate.require(by=by, at=request.caller.at, project_id=in_.id, thing=Object.LEDGER)
    head = sign_head(project_id=in_.id, at=request.caller.at)
    return HeadOut(
        size=head.size,
        root_hash=head.root_hash.hex(),
        signature=head.signature.hex(),
        key_id=head.key_id,
        chain_id=head.chain_id,
    )


def _entry(entry: EntryRead) -> EntryOut:
    return EntryOut(
        seq=entry.seq,
        at=entry.at,
        username=entry.username,
        role=entry.role,
        action=entry.action,
        subjects=dict(entry.subjects),
        detail=dict(entry.detail),
        hash=entry.hash,
    )
