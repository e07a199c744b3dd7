"""Telephone numbers by locality: the form in which they are kept and found. (R2.1.1, Annex K)"""

import re

from yihu.kernel.text import narrow
from yihu.policy.decisions import ALLOWED, refuse
from yihu.policy.identity import CLAUSE, MASK, PLACEHOLDER_PHONES, SCIENTIFIC, Checked
from yihu.policy.vocabulary import N_, Locality

_COUNTRY = {Locality.CN: "86", Locality.HK: "852", Locality.TW: "886"}
_LOCAL = {
    Locality.CN: re.compile(
        r"1[3-9][0-9]{9}|0[1-9][0-9]{1,2}[2-9][0-9]{6,7}(-[0-9]{1,6})?|[2-8][0-9]{6,7}|[48]00[0-9]{7}"
    ),
    Locality.HK: re.compile(r"[2-9][0-9]{7}"),
    Locality.TW: re.compile(r"09[0-9]{8}|0[2-8][0-9]{7,8}(-[0-9]{1,6})?"),
}
_MAINLAND_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_FORMS = {
    Locality.CN: N_("請填寫11位手機號碼，或帶區號的座機號碼。"),
    Locality.HK: N_("請填寫8位電話號碼；外地號碼請加國際區號。"),
    Locality.TW: N_("請填寫09開頭的手機號碼，或帶區域號碼的市話。"),
}


def check_phone(*, text: str, locality: Locality = Locality.CN) -> Checked:
    """The number as it is kept: local ones in digits alone, others as `+` and country code.

    Codes: `phone_missing`, `masked`, `number_destroyed`, `placeholder`, `phone_form`.
    """
    plain = narrow(text).strip()
    if not plain:
        return _no("phone_missing", N_("電話號碼沒有填寫。"), N_("請填寫電話號碼。"))
    if MASK.search(plain):
        return _no("masked", N_("電話號碼已被遮蔽。"), N_("請填寫完整號碼，或留空待補。"))
    if SCIENTIFIC.fullmatch(plain):
        return _no(
            "number_destroyed", N_("電話號碼被試算表當作數字，已失真。"), N_("請把該欄設為文字格式後重填。")
        )
    value = _canonical(plain, locality)
    if value in PLACEHOLDER_PHONES or re.fullmatch(r"([0-9])\1{5,}", value):
        return _no("placeholder", N_("這是佔位號碼，不是真實電話。"), N_("沒有號碼時請留空。"))
    if _LOCAL[locality].fullmatch(value) or re.fullmatch(r"\+[1-9][0-9]{6,14}", value):
        return Checked(value, ALLOWED)
    return _no("phone_form", N_("電話號碼的格式不符。"), _FORMS[locality])


def _canonical(plain: str, locality: Locality) -> str:
    text = re.sub(r"(?:ext\.?|轉|转|分機|分机|#)", "x", plain, flags=re.IGNORECASE)
    number, _, extension = text.partition("x")
    dashed = re.fullmatch(r"(0[0-9]{1,3}-[0-9]{6,8})-([0-9]{1,6})", number.strip())
    if dashed and not extension:
        number, extension = dashed.groups()
    bare = re.sub(r"^00(?=[1-9])", "+", re.sub(r"[\s\-–—.()/]", "", number))
    home = re.fullmatch(rf"\+?{_COUNTRY[locality]}([0-9]+)", bare)
    if home and not _LOCAL[locality].fullmatch(bare):
        bare = _domestic(home[1], locality)
    elif locality is not Locality.CN and _MAINLAND_MOBILE.fullmatch(bare):
        bare = f"+86{bare}"
    return f"{bare}-{extension.strip()}" if extension.strip() else bare


def _domestic(digits: str, locality: Locality) -> str:
    """After the country code the trunk 0 is left out: +886912345678 is 0912345678."""
    mobile_or_whole = locality is Locality.HK or digits.startswith("0")
    if mobile_or_whole or (locality is Locality.CN and _MAINLAND_MOBILE.fullmatch(digits)):
        return digits
    return f"0{digits}"


def _no(code: str, reason: str, mend: str) -> Checked:
    return Checked("", refuse(code, reason, clause=CLAUSE, mend=mend))
