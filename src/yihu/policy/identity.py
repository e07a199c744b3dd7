"""Identity numbers and telephones: what is well formed, and how the others are mended. (R2.1.1, Annex K)

A number that cannot be right is refused rather than kept: masked ones, ones that a spreadsheet has rounded,
and the placeholders that other systems ask people to type.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from yihu.kernel.text import narrow
from yihu.policy.checksums import credit_code_ok, hkid_ok, resident_id_ok, tw_business_ok, tw_id_ok
from yihu.policy.decisions import ALLOWED, Decision, refuse
from yihu.policy.vocabulary import N_, IdType, Locality

CLAUSE = "R2.1.1"
PLACEHOLDER_PHONES = frozenset({"18999999999", "13800138000"})
PLACEHOLDER_IDS = frozenset({"123456789012345678", "123456789012345"})

MASK = re.compile(r"[*●•×□]|(?<=[0-9])[xX]{2,}")
SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Checked:
    """A value in the form in which it is kept, or why it cannot be (then `value` is empty)."""

    value: str
    decision: Decision

    def __bool__(self) -> bool:
        return self.decision.allowed


def normalise_id(*, id_type: IdType, number: str) -> str:
    """Narrow, upper case, without blanks, hyphens and HKID's parentheses. Decides nothing."""
    if number.isascii() and number.isalnum():
        return number.upper()
    plain = narrow(number).upper()
    if SCIENTIFIC.fullmatch(plain.strip()):
        return plain.strip()
    kept = narrow(re.sub(r"[\s\-–—·.]", "", plain)).upper()
    return re.sub(r"[()]", "", kept) if id_type is IdType.HKID else kept


def check_identity(*, id_type: IdType, number: str, locality: Locality = Locality.CN) -> Decision:
    """Whether the number can be one of its kind; the organisations' codes depend on the locality.

    Codes: `id_missing`, `masked`, `number_destroyed`, `placeholder`, `id_form`, `id_checksum`.
    """
    value = normalise_id(id_type=id_type, number=number)
    if not value:
        return _no("id_missing", N_("證件號碼沒有填寫。"), N_("請按證件原件填寫號碼。"))
    if MASK.search(value):
        return _no("masked", N_("證件號碼已被遮蔽。"), N_("請填寫完整號碼，或留空待補。"))
    if _is_placeholder(value):
        return _no("placeholder", N_("這是佔位號碼，不是真實證件號碼。"), N_("沒有號碼時請留空。"))
    wrong = _FORMS[id_type](value, locality)
    if not wrong:
        return ALLOWED
    if looks_destroyed(value):
        return _no(
            "number_destroyed",
            N_("證件號碼被試算表當作數字，末幾位已失真。"),
            N_("請把該欄設為文字格式，按原件重填。"),
        )
    return _no(*wrong)


def read_identity(*, id_type: IdType, number: str, locality: Locality = Locality.CN) -> Checked:
    """The number as it is kept, checked by `check_identity`."""
    decision = check_identity(id_type=id_type, number=number, locality=locality)
    return Checked(normalise_id(id_type=id_type, number=number) if decision else "", decision)


def looks_destroyed(number: str) -> bool:
    """Rounded by a spreadsheet: scientific notation, or eighteen digits ending in 000.

    One true resident id in about a thousand ends so as well; with its checksum right it is accepted from a
    form, and only an import, whose cells may have been numbers, asks for it to be typed again.
    """
    plain = narrow(number).strip()
    return bool(SCIENTIFIC.fullmatch(plain) or re.fullmatch(r"[0-9]{15,17}000|[0-9]{15,}\.0+", plain))


def identify(*, number: str, locality: Locality = Locality.CN) -> tuple[IdType, Decision]:
    """The likeliest kind of a number that came without one, and whether it can be one of these.

    The first kind whose check it passes; if none, what the locality's residents carry, with its refusal.
    """
    for id_type in _BY_LIKELIHOOD:
        decision = check_identity(id_type=id_type, number=number, locality=locality)
        if decision:
            return id_type, decision
    resident = IdType.RESIDENT_ID if locality is Locality.CN else IdType.PASSPORT
    return resident, check_identity(id_type=resident, number=number, locality=locality)


def _is_placeholder(value: str) -> bool:
    return value in PLACEHOLDER_IDS or (len(value) > 5 and len(set(value)) == 1)


def _no(code: str, reason: str, mend: str) -> Decision:
    return refuse(code, reason, clause=CLAUSE, mend=mend)


Wrong = tuple[str, str, str] | None


def _resident_id(value: str, _: Locality) -> Wrong:
    if not re.fullmatch(r"[0-9]{17}[0-9X]|[0-9]{15}", value):
        return "id_form", N_("居民身份證號碼應為18位（舊證15位）。"), N_("請核對位數，末位可為X。")
    if not resident_id_ok(value):
        return "id_checksum", N_("居民身份證號碼的地區、日期或校驗位不符。"), N_("請按證件原件逐位核對。")
    return None


def _hkid(value: str, _: Locality) -> Wrong:
    if not re.fullmatch(r"[A-Z]{1,2}[0-9]{6}[0-9A]", value):
        return (
            "id_form",
            N_("香港身份證號碼的格式不符。"),
            N_("請按 A123456(3) 的格式填寫，連同括號內的校驗碼。"),
        )
    if not hkid_ok(value):
        return "id_checksum", N_("香港身份證號碼的校驗碼不符。"), N_("請按證件原件逐位核對。")
    return None


def _tw_id(value: str, _: Locality) -> Wrong:
    if not re.fullmatch(r"[A-Z]([1289A-D])[0-9]{8}", value):
        return "id_form", N_("統一編號的格式不符。"), N_("請填寫一個英文字母和九位數字。")
    if not tw_id_ok(value):
        return "id_checksum", N_("統一編號的檢查碼不符。"), N_("請按證件原件逐位核對。")
    return None


def _organisation(value: str, locality: Locality) -> Wrong:
    if re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{18}", value):
        if credit_code_ok(value):
            return None
        return "id_checksum", N_("統一社會信用代碼的校驗碼不符。"), N_("請按營業執照逐位核對。")
    if locality is Locality.HK and re.fullmatch(r"[0-9]{8}([0-9]{3})?", value):
        return None
    if locality is Locality.TW and re.fullmatch(r"[0-9]{8}", value):
        if tw_business_ok(value):
            return None
        return "id_checksum", N_("統一編號的檢查碼不符。"), N_("請按登記證件逐位核對。")
    return _ORGANISATION_FORMS[locality]


_ORGANISATION_FORMS = {
    Locality.CN: (
        "id_form",
        N_("統一社會信用代碼應為18位。"),
        N_("請按營業執照填寫，不含字母I、O、S、V、Z。"),
    ),
    Locality.HK: ("id_form", N_("商業登記號碼應為8位數字。"), N_("請按商業登記證填寫。")),
    Locality.TW: ("id_form", N_("統一編號應為8位數字。"), N_("請按登記證件填寫。")),
}


def _pattern(pattern: str, reason: str, mend: str) -> Callable[[str, Locality], Wrong]:
    form = re.compile(pattern)
    return lambda value, _: None if form.fullmatch(value) else ("id_form", reason, mend)


_FORMS: dict[IdType, Callable[[str, Locality], Wrong]] = {
    IdType.RESIDENT_ID: _resident_id,
    IdType.PASSPORT: _pattern(
        r"(?=.*[0-9])[A-Z0-9]{5,12}", N_("護照號碼的格式不符。"), N_("請填寫5至12位字母和數字。")
    ),
    IdType.HK_MACAU_PERMIT: _pattern(
        r"[HM][0-9]{8}([0-9]{2})?",
        N_("港澳居民來往內地通行證號碼的格式不符。"),
        N_("請填寫H或M和8位（或10位）數字。"),
    ),
    IdType.TAIWAN_PERMIT: _pattern(
        r"[0-9]{8}([0-9]{2})?",
        N_("台灣居民來往大陸通行證號碼的格式不符。"),
        N_("請填寫8位（舊證10位）數字。"),
    ),
    IdType.HKID: _hkid,
    IdType.TW_ID: _tw_id,
    IdType.ORGANISATION: _organisation,
}
_BY_LIKELIHOOD = (
    IdType.RESIDENT_ID,
    IdType.ORGANISATION,
    IdType.TW_ID,
    IdType.HKID,
    IdType.HK_MACAU_PERMIT,
    IdType.TAIWAN_PERMIT,
    IdType.PASSPORT,
)
