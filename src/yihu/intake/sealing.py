"""Personal fields sealed a hundred thousand at a time: keys are derived once, each number sealed once."""

from functools import cache

from django.conf import settings

from yihu.households.ciphers import ID_NUMBER, PHONE, Sealed
from yihu.intake.shapes import MemberReading, OwnerReading
from yihu.kernel.ciphers import BlindIndex, FieldCipher, KeySet

Somebody = OwnerReading | MemberReading
PersonKey = tuple[str, bytes]


class Sealer:
    """Seals as `households.ciphers.seal` does, and finds by the same indexes."""

    def __init__(self, keys: KeySet) -> None:
        self._cipher, self._index = FieldCipher(keys), BlindIndex(keys)
        self._known: dict[tuple[str, str], PersonKey] = {}

    def key_of(self, person: Somebody) -> PersonKey | None:
        """What a person with an id number is found by; None for one without."""
        if not person.id_number or not person.id_type:
            return None
        typed = (person.id_type.value, person.id_number)
        if typed not in self._known:
            self._known[typed] = (typed[0], self._index.of(typed[1], ID_NUMBER))
        return self._known[typed]

    def id_number(self, number: str) -> Sealed:
        """An id number as it is stored."""
        return self._seal(number, ID_NUMBER)

    def phone(self, number: str) -> Sealed:
        """A telephone number as it is stored."""
        return self._seal(number, PHONE)

    def phone_index(self, number: str) -> bytes:
        """What a telephone number is found by."""
        return self._index.of(number, PHONE)

    def _seal(self, text: str, context: bytes) -> Sealed:
        return Sealed(
            self._cipher.seal(text, context), self._index.of(text, context), self._index.tail(text, context)
        )


def sealer() -> Sealer:
    """A sealer with the installation's keys."""
    return Sealer(_keys(settings.YIHU_MASTER_KEY))


@cache
def _keys(master: bytes) -> KeySet:
    return KeySet.load(master=master, retired_file=settings.YIHU_DATA_DIR / "keys" / "retired.keys")
