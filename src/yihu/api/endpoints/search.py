"""One box: rooms, people, 檔號 and plates by whatever is remembered (R1.10c)."""

from dataclasses import asdict

from ninja import Query, Router

from yihu.api.callers import ApiRequest, enter
from yihu.api.endpoints.common import reading
from yihu.api.schemas.search import SearchAsked, SearchFound, SearchHit
from yihu.search import MOST_COUNTED, find

router = Router(tags=["search"])


@router.get("", response=reading(SearchFound))
def search(request: ApiRequest, asked: Query[SearchAsked]) -> SearchFound:
    """What a text may mean, as far as the caller may know; the search is registered, its words are not.

    Rooms come first, then people, then 檔號, each in room order with exact ones first.
    """
    in_, by = enter(request, asked.project)
    found = find(
        by=by,
        at=request.caller.at,
        project=in_,
        q=asked.q,
        former=asked.former,
        kind=asked.kind,
        cursor=asked.cursor,
        limit=asked.limit,
    )
    exact = found.total <= MOST_COUNTED
    return SearchFound(
        items=[
            SearchHit(**{name: value for name, value in asdict(hit).items() if name != "key"})
            for hit in found.hits
        ],
        next=found.next,
        total=found.total if exact else None,
        total_at_least=None if exact else MOST_COUNTED + 1,
        groups={group.kind.value: group.total for group in found.groups},
    )
