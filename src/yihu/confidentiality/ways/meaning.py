"""What a typed text may be: name, initials, number, its end, 檔號. Nothing is asked of the database here."""

import re
from dataclasses import dataclass
from enum import StrEnum

from yihu.kernel.text import fold, narrow, normalise_name
from yihu.policy.identity import normalise_id
from yihu.policy.phones import check_phone
from yihu.policy.vocabulary import N_, IdType, Locality

MOST_WORDS = 6
"""More words than these are a name as a whole, and nothing to be looked for apart."""
_BETWEEN = re.compile(r"[\s,，、;；]+")
_IN_PLATES = re.compile(r"[\s·•.\-–—]+")
_PLATE = re.compile(r"[\u4e00-\u9fff]?[A-Z0-9]{1,8}[\u4e00-\u9fff]?")
_SEPARATORS = re.compile(r"[\s\-/－／]+")


class Way(StrEnum):
    """By what a hit was found, the plainest first: of several, the first is said."""

    ROOM = "room"
    NAME = "name"
    FORMER_NAME = "former_name"
    INITIALS = "initials"
    PHONE = "phone"
    PHONE_TAIL = "phone_tail"
    ID_NUMBER = "id_number"
    ID_TAIL = "id_tail"
    FILE_NO = "file_no"
    PLATE = "plate"
    FORMER_OWNER = "former_owner"


WAY_TITLES: dict[Way, str] = {
    Way.ROOM: N_("房號"),
    Way.NAME: N_("姓名"),
    Way.FORMER_NAME: N_("曾用名"),
    Way.INITIALS: N_("拼音首字母"),
    Way.PHONE: N_("電話"),
    Way.PHONE_TAIL: N_("電話尾號"),
    Way.ID_NUMBER: N_("證件號碼"),
    Way.ID_TAIL: N_("證件尾號"),
    Way.FILE_NO: N_("檔號"),
    Way.PLATE: N_("車牌"),
    Way.FORMER_OWNER: N_("原業戶"),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """One text under every way it may be meant; empty where it cannot be.

    `phones` and `ids` are whole numbers as they are kept, `tail` and `id_tail` the last four of one.
    `file_no` is without hyphens and strokes.
    """

    text: str
    name: str
    initials: str = ""
    phones: tuple[str, ...] = ()
    tail: str = ""
    ids: tuple[str, ...] = ()
    id_tail: str = ""
    file_no: str = ""
    plate: str = ""
    words: tuple["Meaning", ...] = ()

    @property
    def ways(self) -> tuple[Way, ...]:
        """As what it was looked for, besides a room."""
        found = (
            (Way.NAME, self.name),
            (Way.INITIALS, self.initials),
            (Way.PHONE, self.phones),
            (Way.PHONE_TAIL, self.tail),
            (Way.ID_NUMBER, self.ids),
            (Way.ID_TAIL, self.id_tail),
            (Way.FILE_NO, self.file_no),
            (Way.PLATE, self.plate),
        )
        return tuple(way for way, wanted in found if wanted)


def meaning_of(text: str, locality: Locality) -> Meaning:
    """What `text` may mean; of up to six words, also what each of them may (`3棟 張`: all must be met)."""
    plain = " ".join(narrow(text).split())
    parts = [part for part in _BETWEEN.split(plain) if part]
    words = tuple(_one(part, locality) for part in parts) if 1 < len(parts) <= MOST_WORDS else ()
    return _one(plain, locality, words)


def _one(plain: str, locality: Locality, words: tuple[Meaning, ...] = ()) -> Meaning:
    word = _SEPARATORS.sub("", plain).upper()
    ascii_word = word if word.isascii() and any(map(str.isalnum, word)) else ""
    whole = bool(ascii_word) and len(word) >= 6 and any(map(str.isdigit, word))
    four = len(ascii_word) == 4 and word[:3].isdigit()
    spelled = re.fullmatch(r"[A-Z0-9]{1,20}", ascii_word) and re.search("[A-Z]", ascii_word)
    return Meaning(
        text=plain,
        name=fold(normalise_name(plain)),
        initials=ascii_word.lower() if spelled and " " not in plain else "",
        phones=_phones(plain, word, locality) if whole else (),
        tail=word if four and word.isdigit() else "",
        ids=_ids(plain, word) if whole else (),
        id_tail=word if four and (word.isdigit() or word[3].isalpha()) else "",
        file_no=word if _is_of_a_file(plain, word) else "",
        plate=_plate(plain),
        words=words,
    )


def _is_of_a_file(plain: str, word: str) -> bool:
    """A few digits alone are a room rather than part of a 檔號."""
    telling = len(word) >= 5 or "/" in plain or word[:1].isalpha()
    return telling and len(word) >= 3 and any(map(str.isdigit, word))


def _plate(plain: str) -> str:
    """Part of a number plate: three characters at least, one of them a figure, or a region and its letter."""
    plate = fold(_IN_PLATES.sub("", plain)).upper()
    told = len(plate) >= 3 and any(map(str.isdigit, plate))
    return plate if _PLATE.fullmatch(plate) and (told or re.fullmatch("[^A-Z0-9][A-Z]", plate)) else ""


def _phones(plain: str, word: str, locality: Locality) -> tuple[str, ...]:
    read = check_phone(text=plain, locality=locality)
    return tuple(dict.fromkeys(number for number in (read.value, word) if number))


def _ids(plain: str, word: str) -> tuple[str, ...]:
    kinds = (IdType.RESIDENT_ID, IdType.HKID)
    return tuple(dict.fromkeys((*(normalise_id(id_type=kind, number=plain) for kind in kinds), word)))
