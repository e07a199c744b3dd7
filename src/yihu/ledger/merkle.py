"""Merkle trees as RFC 9162 defines them, grown leaf by leaf from their frontier.

The frontier is the roots of the perfect subtrees that make up a tree, largest first: one for each bit set
in its size. It is all that is needed to go on, so a checkpoint costs what was added since the one before.
"""

import hashlib
from collections.abc import Iterable

HASH_SIZE = 32


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of the node above two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree of `size` leaves, known by its frontier."""

    __slots__ = ("frontier", "size")

    def __init__(self, size: int = 0, frontier: bytes = b"") -> None:
        """Go on from a stored frontier; `ValueError` if it cannot be that of `size` leaves."""
        if len(frontier) != size.bit_count() * HASH_SIZE:
            raise ValueError(f"A tree of {size} leaves has no frontier of {len(frontier)} bytes.")
        self.size = size
        self.frontier = [frontier[at : at + HASH_SIZE] for at in range(0, len(frontier), HASH_SIZE)]

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Append leaves, each joining equal subtrees on its way up (both hashes written out, for speed)."""
        frontier, size, sha256 = self.frontier, self.size, hashlib.sha256
        for data in leaves:
            top, below = sha256(b"\x00" + data).digest(), size
            while below & 1:
                top = sha256(b"\x01" + frontier.pop() + top).digest()
                below >>= 1
            frontier.append(top)
            size += 1
        self.size = size

    def root(self) -> bytes:
        """The root; of nothing, the hash of nothing (RFC 9162 §2.1.1)."""
        if not self.frontier:
            return hashlib.sha256(b"").digest()
        *others, top = self.frontier
        for left in reversed(others):
            top = node_hash(left, top)
        return top

    def packed(self) -> bytes:
        """The frontier as one string of bytes, for storing."""
        return b"".join(self.frontier)
