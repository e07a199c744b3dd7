"""The sealed stream: comes back at every length, and shows every way of being tampered with."""

import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yihu.dossiers.store.chunks import CHUNK_SIZE, PlainReader, seal
from yihu.dossiers.store.failures import DamagedContent
from yihu.kernel.ciphers import new_key

KEY, NAME, HEAD, SEALED = new_key(), "a" * 32, 11, CHUNK_SIZE + 16


def sealed(content: bytes) -> bytes:
    sink = io.BytesIO()
    seal(io.BytesIO(content), sink, key=KEY, content_id=NAME, watcher=hashlib.sha256())
    return sink.getvalue()


def opened(data: bytes, *, key: bytes = KEY, name: str = NAME) -> bytes:
    return b"".join(map(bytes, PlainReader(io.BytesIO(data), key=key, content_id=name).chunks()))


class Dribble:
    """A source that reads a few bytes at a time, as a network does, and cannot `readinto`."""

    def __init__(self, content: bytes) -> None:
        self._content = io.BytesIO(content)

    def read(self, size: int, /) -> bytes:
        return self._content.read(min(size, 1000))


def test_it_works() -> None:
    data = sealed("業主信息表".encode())
    assert opened(data) == "業主信息表".encode()
    assert "業主".encode() not in data


@settings(max_examples=25, deadline=None)
@given(chunks=st.integers(0, 3), around=st.integers(-2, 2))
def test_lengths_around_chunk_borders_come_back(chunks: int, around: int) -> None:
    content = (bytes(range(256)) * (CHUNK_SIZE * 4 // 256))[: max(0, chunks * CHUNK_SIZE + around)]
    data = sealed(content)
    assert opened(data) == content
    assert PlainReader(io.BytesIO(data), key=KEY, content_id=NAME).read() == content


def test_a_dribbling_source_makes_full_chunks() -> None:
    content, sink, digest = b"x" * (CHUNK_SIZE + 5), io.BytesIO(), hashlib.sha256()
    assert seal(Dribble(content), sink, key=KEY, content_id=NAME, watcher=digest) == len(content)
    assert opened(sink.getvalue()) == content
    assert digest.digest() == hashlib.sha256(content).digest()


@pytest.mark.acceptance("check 13")
@pytest.mark.parametrize("place", [0, 3, 4, 10, HEAD, HEAD + 100, HEAD + SEALED - 1, HEAD + SEALED, -1])
def test_a_flipped_bit_is_found(place: int) -> None:
    data = bytearray(sealed(b"x" * (CHUNK_SIZE + 100)))
    data[place] ^= 1
    with pytest.raises(DamagedContent):
        opened(bytes(data))


@pytest.mark.parametrize(
    "kept", [0, 5, HEAD, HEAD + 15, HEAD + SEALED - 1, HEAD + SEALED, HEAD + 2 * SEALED, -1]
)
def test_a_cut_is_found_even_at_a_chunk_border(kept: int) -> None:
    with pytest.raises(DamagedContent):
        opened(sealed(b"x" * (2 * CHUNK_SIZE + 100))[:kept])


def test_chunks_swapped_doubled_left_out_or_added_are_found() -> None:
    data = sealed(bytes(CHUNK_SIZE) + b"y" * CHUNK_SIZE + b"z")
    head, one, two, end = data[:HEAD], data[HEAD : HEAD + SEALED], data[HEAD + SEALED : -17], data[-17:]
    assert opened(head + one + two + end)
    for wrong in (two + one + end, one + one + two + end, one + end, one + two + end + end, one + two):
        with pytest.raises(DamagedContent):
            opened(head + wrong)


def test_another_key_or_another_name_does_not_open() -> None:
    data = sealed(b"x")
    with pytest.raises(DamagedContent):
        opened(data, key=new_key())
    with pytest.raises(DamagedContent):
        opened(data, name="b" * 32)


def test_nothing_is_the_same_twice() -> None:
    assert sealed(b"same") != sealed(b"same")
