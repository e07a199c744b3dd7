"""Identifiers sort by time."""

from itertools import islice
from uuid import RFC_4122, UUID

from yihu.kernel.ids import many_ids, new_id


def test_it_works() -> None:
    made = new_id()
    assert (made.version, made.variant) == (7, RFC_4122)


def test_a_thousand_are_distinct_and_in_order() -> None:
    made = [new_id() for _ in range(1000)]
    assert len(set(made)) == 1000
    prefixes = [each.int >> 64 for each in made]
    assert prefixes == sorted(prefixes)


def test_many_are_of_the_same_kind() -> None:
    made = [UUID(each) for each in islice(many_ids(), 2500)]
    assert {(each.version, each.variant) for each in made} == {(7, RFC_4122)}
    assert len(set(made)) == 2500
    prefixes = [each.int >> 64 for each in made]
    assert prefixes == sorted(prefixes)
