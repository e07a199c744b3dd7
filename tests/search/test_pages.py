"""Pages of what is found, and what it takes to find it."""

import pytest
from pytest_django import DjangoAssertNumQueries

from cast import Cast
from search.conftest import opened
from yihu.households.inputs import PersonInput
from yihu.policy.decisions import Invalid
from yihu.search import Findings, Kind, find, finding, offer, overview


@pytest.fixture
def street(cast: Cast) -> Cast:
    """Nine rooms of people called 王 in building 9, whose names have the digit 9 as their rooms do."""
    for place in range(1, 10):
        opened(cast, f"9棟1單元90{place}", PersonInput(f"王9{place}號", phones=(f"1381234000{place}",)))
    return cast


def look(cast: Cast, q: str, **how: object) -> Findings:
    return find(by=cast.cs_head, at=cast.at, project=cast.cj, q=q, **how)  # type: ignore[arg-type]


def test_it_works(street: Cast) -> None:
    seen, cursor = [], ""
    while True:
        page = look(street, "9", cursor=cursor, limit=4)
        assert page.total == 18
        seen += [(hit.kind, hit.id) for hit in page.hits]
        if page.next is None:
            break
        cursor = page.next
    assert len(seen) == len(set(seen)) == 18
    assert [kind for kind, _ in seen] == [Kind.UNIT] * 9 + [Kind.PERSON] * 9


def test_a_group_alone(street: Cast) -> None:
    page = look(street, "9", kind=Kind.PERSON, limit=5)
    assert [group.kind for group in page.groups] == [Kind.PERSON]
    rest = look(street, "9", kind=Kind.PERSON, limit=5, cursor=page.next)
    assert [len(page.hits), len(rest.hits), rest.next] == [5, 4, None]


def test_each_group_shows_some_and_says_how_many(street: Cast) -> None:
    found = overview(by=street.cs_head, at=street.at, project=street.cj, q="9", each=3)
    assert [(len(group.hits), group.total) for group in found.groups] == [(3, 9), (3, 9)]
    offered = offer(by=street.cs_head, at=street.at, project=street.cj, q="王9", each=2)
    assert [(group.kind, len(group.hits), group.total) for group in offered.groups] == [(Kind.PERSON, 2, 9)]


def test_it_counts_no_further_than_it_says(street: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", 5)
    assert look(street, "王", limit=2).total == 6


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJ1bml0IiwwLCJhIiwiIiwiIl0", "WyJwZXJzb24iLDAsImEiLDEsMl0"])
def test_a_cursor_that_is_not_ours(street: Cast, cursor: str) -> None:
    with pytest.raises(Invalid):
        look(street, "王", cursor=cursor)


@pytest.mark.parametrize("typed", ["王", "9", "0001", "w9", "9棟 王", "CJ09"])
def test_it_asks_hardly_more_however_much_there_is(
    street: Cast, typed: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def asked() -> int:
        with django_assert_max_num_queries(60) as taken:
            look(street, typed)
        return len(taken)

    few = asked()
    for place in range(1, 20):
        opened(street, f"9棟2單元9{place:02}", PersonInput(f"王9{place}號", phones=(f"138123{place:02}001",)))
    assert asked() <= few + 1 <= 12, "a full page takes one more question a group: how many there are"
