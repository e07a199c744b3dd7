"""Number plates by locality: the form in which they are kept and compared (R2.1.3, F13, Annex K)."""

import re

from yihu.kernel.text import fold, narrow
from yihu.policy.decisions import ALLOWED, refuse
from yihu.policy.identity import MASK, Checked
from yihu.policy.vocabulary import N_, Locality

CLAUSE = "R2.1.3"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领临"
_MAINLAND = re.compile(
    rf"[{_PROVINCES}][A-Z](?:[A-HJ-NP-Z0-9]{{4}}[A-HJ-NP-Z0-9挂学警港澳]|[A-HJ-NP-Z0-9]{{6}})|WJ[{_PROVINCES}]?[A-Z0-9]{{5,6}}"
)
_FORMS = {
    Locality.CN: _MAINLAND,
    Locality.HK: re.compile(r"[A-Z]{1,2}[1-9][0-9]{0,3}|[A-Z0-9]{1,8}"),
    Locality.TW: re.compile(r"(?=.*[0-9])(?=.*[A-Z])[A-Z0-9]{4,8}"),
}
_MENDS = {
    Locality.CN: N_("請填省份簡稱、字母和五或六位號碼，例如 粵B12345。"),
    Locality.HK: N_("請填車牌上的字母和號碼，例如 AB1234。"),
    Locality.TW: N_("請填車牌上的字母和號碼，例如 ABC-1234。"),
}


def check_plate(*, text: str, locality: Locality = Locality.CN) -> Checked:
    """The plate as it is kept: capitals, without dots, strokes and blanks, in its own script.

    Mainland plates are taken everywhere, as cars cross the border. Codes: `plate_missing`, `masked`,
    `plate_form`.
    """
    kept = re.sub(r"[\s·•.\-–—]", "", narrow(text)).upper()
    if not kept:
        return _no("plate_missing", N_("沒有車牌號。"), _MENDS[locality])
    if MASK.search(kept):
        return _no("masked", N_("車牌號已被遮蔽。"), N_("請填寫完整車牌號。"))
    plain = fold_plate(kept)
    if _FORMS[locality].fullmatch(plain) or _MAINLAND.fullmatch(plain):
        return Checked(kept, ALLOWED)
    return _no("plate_form", N_("車牌號的格式不符。"), _MENDS[locality])


def fold_plate(text: str) -> str:
    """What a plate is found and compared by: 粵 and 粤 are one, and so are `o` and `O`."""
    return re.sub(r"[\s·•.\-–—]", "", fold(narrow(text))).upper()


def _no(code: str, reason: str, mend: str) -> Checked:
    return Checked("", refuse(code, reason, clause=CLAUSE, mend=mend))
