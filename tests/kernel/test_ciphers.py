"""Sealed values, wrapped keys, blind indexes, rotation."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihu.kernel.ciphers import BlindIndex, Damaged, FieldCipher, KeySet, derive, new_key

MASTER = bytes(range(32))
PHONE = b"person.phone"


def test_it_works() -> None:
    cipher = FieldCipher(KeySet(MASTER))
    sealed = cipher.seal("13812341234", PHONE)
    assert b"13812341234" not in sealed
    assert cipher.open(sealed, PHONE) == "13812341234"
    assert cipher.open(memoryview(sealed), PHONE) == "13812341234"  # type: ignore[arg-type]
    assert cipher.seal("13812341234", PHONE) != sealed


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    cipher = FieldCipher(KeySet(MASTER))
    assert cipher.open(cipher.seal(text, PHONE), PHONE) == text


def test_a_changed_bit_anywhere_does_not_open() -> None:
    cipher = FieldCipher(KeySet(MASTER))
    sealed = cipher.seal("㛃𠮷", PHONE)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Damaged):
            cipher.open(bytes(changed), PHONE)


@pytest.mark.parametrize("kept", [0, 1, 16, 32])
def test_a_cut_value_does_not_open(kept: int) -> None:
    cipher = FieldCipher(KeySet(MASTER))
    with pytest.raises(Damaged):
        cipher.open(cipher.seal("13812341234", PHONE)[:kept], PHONE)


def test_a_value_moved_to_another_column_does_not_open() -> None:
    cipher = FieldCipher(KeySet(MASTER))
    with pytest.raises(Damaged):
        cipher.open(cipher.seal("13812341234", PHONE), b"person.id_number")


def test_another_installation_cannot_open() -> None:
    sealed = FieldCipher(KeySet(MASTER)).seal("13812341234", PHONE)
    with pytest.raises(Damaged):
        FieldCipher(KeySet(new_key())).open(sealed, PHONE)


def test_rotation_opens_old_values_and_finds_old_indexes(tmp_path: Path) -> None:
    old, new_master, file = KeySet(MASTER), new_key(), tmp_path / "retired.keys"
    sealed, index = FieldCipher(old).seal("A123456(7)", PHONE), BlindIndex(old).of("A123456(7)", PHONE)
    file.write_bytes(old.rotated(new_master=new_master).retired())
    new = KeySet.load(master=new_master, retired_file=file)
    assert FieldCipher(new).open(sealed, PHONE) == "A123456(7)"
    assert BlindIndex(new).of("A123456(7)", PHONE) == index
    assert not new.is_current(sealed)
    assert new.is_current(FieldCipher(new).seal("A123456(7)", PHONE))
    assert MASTER not in file.read_bytes()


def test_retired_keys_open_only_under_their_master(tmp_path: Path) -> None:
    file = tmp_path / "retired.keys"
    file.write_bytes(KeySet(MASTER).rotated(new_master=new_key()).retired())
    with pytest.raises(Damaged):
        KeySet.load(master=MASTER, retired_file=file)


def test_two_rotations_keep_the_first_index_key(tmp_path: Path) -> None:
    first, second, third = KeySet(MASTER), new_key(), new_key()
    keys = first.rotated(new_master=second).rotated(new_master=third)
    file = tmp_path / "retired.keys"
    file.write_bytes(keys.retired())
    assert KeySet.load(master=third, retired_file=file).index_key() == first.index_key()


@pytest.mark.parametrize("keys", [(b"short",), (MASTER, b"short"), (MASTER, MASTER)])
def test_bad_keys_are_refused(keys: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError):
        KeySet(keys[0], older=keys[1:])


def test_an_index_depends_on_value_column_and_key() -> None:
    index = BlindIndex(KeySet(MASTER))
    of = index.of("13812341234", PHONE)
    assert len(of) == 16
    assert of == BlindIndex(KeySet(MASTER)).of("13812341234", PHONE)
    others = {
        index.of("13812341235", PHONE),
        index.of("13812341234", b"member.phone"),
        BlindIndex(KeySet(new_key())).of("13812341234", PHONE),
    }
    assert of not in others


def test_the_tail_is_that_of_the_last_four_and_not_their_whole() -> None:
    index = BlindIndex(KeySet(MASTER))
    assert index.tail("13812341234", PHONE) == index.tail("1234", PHONE)
    assert index.tail("13812341234", PHONE) != index.of("1234", PHONE)


def test_column_and_value_do_not_run_together() -> None:
    index = BlindIndex(KeySet(MASTER))
    assert index.of("bc", b"a") != index.of("c", b"ab")


def test_sub_keys_differ_by_purpose() -> None:
    assert derive(MASTER, b"field") != derive(MASTER, b"wrap")
    assert derive(MASTER, b"field") == derive(MASTER, b"field")
