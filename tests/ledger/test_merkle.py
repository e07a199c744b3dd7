"""The tree: incremental equals recomputed, and roots are RFC 9162's."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.ledger.merkle import Tree, leaf_hash, node_hash

leaves = st.lists(st.binary(max_size=8), max_size=40)


def by_definition(data: list[bytes]) -> bytes:
    """RFC 9162 §2.1.1, word for word."""
    if not data:
        return hashlib.sha256(b"").digest()
    if len(data) == 1:
        return leaf_hash(data[0])
    split = 1 << ((len(data) - 1).bit_length() - 1)
    return node_hash(by_definition(data[:split]), by_definition(data[split:]))


def test_it_works() -> None:
    tree = Tree()
    tree.extend([b"a", b"b", b"c"])
    assert tree.size == 3
    assert tree.root() == node_hash(node_hash(leaf_hash(b"a"), leaf_hash(b"b")), leaf_hash(b"c"))


@given(leaves)
def test_the_root_is_that_of_the_definition(data: list[bytes]) -> None:
    tree = Tree()
    tree.extend(data)
    assert tree.root() == by_definition(data)


@given(leaves, leaves)
def test_going_on_from_a_stored_frontier_changes_nothing(first: list[bytes], second: list[bytes]) -> None:
    before = Tree()
    before.extend(first)
    after = Tree(before.size, before.packed())
    after.extend(second)
    assert after.root() == by_definition(first + second)


@given(leaves, leaves)
def test_the_subtrees_of_a_prefix_stand_in_whatever_grows_from_it(
    first: list[bytes], more: list[bytes]
) -> None:
    tree = Tree()
    tree.extend(first)
    start = 0
    for place in reversed(range(tree.size.bit_length())):
        if tree.size >> place & 1:
            end = start + (1 << place)
            assert tree.frontier.pop(0) == by_definition((first + more)[start:end])
            start = end
    assert not tree.frontier


def test_a_frontier_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="no frontier"):
        Tree(3, bytes(32))
