"""Identifiers sort by time."""

from uuid import RFC_4122

from yihu.kernel.ids import new_id


def test_it_works() -> None:
    made = new_id()
    assert (made.version, made.variant) == (7, RFC_4122)


def test_a_thousand_are_distinct_and_in_order() -> None:
    made = [new_id() for _ in range(1000)]
    assert len(set(made)) == 1000
    prefixes = [each.int >> 64 for each in made]
    assert prefixes == sorted(prefixes)
