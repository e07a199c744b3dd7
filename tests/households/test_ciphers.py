"""No id number and no telephone number stands in clear anywhere in the database (promise 1, check 4)."""

import pytest
from django.db import connection

from cast import OTHER_ID, RESIDENT_ID, Cast
from desk import filed
from yihu.households import ciphers
from yihu.households.models import Person, Phone

PHONE = "13812341234"


def rows_of_everything() -> bytes:
    """Every value of every table as bytes."""
    values = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            values += [value for row in cursor.fetchall() for value in row if value is not None]
    raw = (bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in values)
    return b"\0".join(raw)


@pytest.mark.clause("R2.1.1", "R1.8")
def test_it_works(cast: Cast) -> None:
    cast.household("3棟2單元1502")
    filed(cast)
    whole = rows_of_everything()
    assert "張曉芸".encode() in whole
    for secret in (PHONE, RESIDENT_ID, OTHER_ID, RESIDENT_ID[6:14], PHONE[3:], RESIDENT_ID[-6:]):
        assert secret.encode() not in whole


def test_it_opens_again(cast: Cast) -> None:
    cast.household()
    opened = {
        ciphers.unseal(row.id_number, ciphers.ID_NUMBER) for row in Person.objects.all() if row.id_number
    }
    assert opened == {RESIDENT_ID, OTHER_ID}
    assert ciphers.unseal(Phone.objects.get().number, ciphers.PHONE) == PHONE


def test_the_same_number_is_sealed_anew_and_indexed_alike() -> None:
    one, other = ciphers.seal(PHONE, ciphers.PHONE), ciphers.seal(PHONE, ciphers.PHONE)
    assert one.value != other.value
    assert (one.index, one.tail_index) == (other.index, other.tail_index)


def test_an_index_belongs_to_its_column() -> None:
    assert ciphers.index("1234", ciphers.PHONE) != ciphers.index("1234", ciphers.ID_NUMBER)
    assert ciphers.tail_index(PHONE, ciphers.PHONE) != ciphers.index(PHONE[-4:], ciphers.PHONE)
