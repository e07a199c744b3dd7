"""What pydantic finds wrong with a request, in our words; what was sent is never repeated."""

from collections.abc import Container, Sequence
from typing import Any

from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_

_SOURCES = {"body", "query", "path", "form", "file", "header", "cookie"}
_UNREADABLE = (N_("這一欄的內容無法讀取。"), N_("請按接口說明填寫。"))
_WORDS: dict[str, tuple[str, str]] = {
    "missing": (N_("缺少這一欄。"), N_("請補上。")),
    "filename_missing": (
        N_("檔案沒有附上檔名，無法當作檔案讀取。"),
        N_("請在這一欄加上檔名（filename）再上傳。"),
    ),
    "extra_forbidden": (N_("沒有這一欄。"), N_("請核對欄名，或刪去這一欄。")),
    "string_too_long": (N_("內容過長。"), N_("最多 %(max_length)s 個字。")),
    "too_long": (N_("項數過多。"), N_("最多 %(max_length)s 項。")),
    "too_short": (N_("項數不足。"), N_("至少 %(min_length)s 項。")),
    "string_too_short": (N_("內容過短。"), N_("至少 %(min_length)s 個字。")),
    "greater_than_equal": (N_("數目過小。"), N_("不小於 %(ge)s。")),
    "greater_than": (N_("數目過小。"), N_("須大於 %(gt)s。")),
    "less_than_equal": (N_("數目過大。"), N_("不大於 %(le)s。")),
    "decimal_max_places": (N_("小數位數過多。"), N_("最多 %(decimal_places)s 位小數。")),
    "decimal_max_digits": (N_("數目過大。"), N_("最多 %(max_digits)s 位數字。")),
    "decimal_whole_digits": (N_("數目過大。"), N_("整數部分最多 %(whole_digits)s 位數字。")),
    "enum": (N_("不在可選的值之中。"), N_("可選：%(expected)s。")),
    "literal_error": (N_("不在可選的值之中。"), N_("可選：%(expected)s。")),
    "unsafe_text": (N_("含有不能保存的字符。"), N_("請刪去不可見的控制字符。")),
    "string_unicode": (N_("含有不能保存的字符。"), N_("請刪去不可見的控制字符。")),
    "cursor_unknown": (N_("這一頁的記號無效。"), N_("請從第一頁開始。")),
    "day_form": (N_("日期的寫法不符。"), N_("請寫成 2026-07-01。")),
    "day_range": (N_("日期超出可填的範圍。"), N_("年份須在 %(earliest)s 至 %(latest)s 之間。")),
    "instant_form": (N_("時間的寫法不符。"), N_("請帶時區寫出，例如 2026-07-01T09:30:00+08:00。")),
    "uuid_parsing": (N_("編號的寫法不符。"), N_("請用接口所給的編號。")),
    "uuid_type": (N_("編號的寫法不符。"), N_("請用接口所給的編號。")),
    "string_type": (N_("這一欄須是文字。"), N_("請用引號括起。")),
    "int_type": (N_("這一欄須是整數。"), N_("請填寫整數。")),
    "int_parsing": (N_("這一欄須是整數。"), N_("請填寫整數。")),
    "int_from_float": (N_("這一欄須是整數。"), N_("請填寫整數。")),
    "bool_parsing": (N_("這一欄須是真或假。"), N_("請填寫 true 或 false。")),
    "bool_type": (N_("這一欄須是真或假。"), N_("請填寫 true 或 false。")),
    "list_type": (N_("這一欄須是列表。"), N_("請填寫列表。")),
    "model_attributes_type": (N_("這裡須是一個對象。"), N_("請按接口說明填寫。")),
}


def as_invalid(errors: Sequence[dict[str, Any]], *, sent: Container[str] = ()) -> Invalid:
    """The fields of a request that could not be read, each with its place and mend.

    `sent` are the form's fields: a file among them came without its name.
    """
    return Invalid(*(unnamed_file() if _is_unnamed(error, sent) else _field(error) for error in errors))


def unnamed_file() -> FieldError:
    """A part without a file name is a field to every reader of forms, and its bytes are no file's."""
    return _field({"type": "filename_missing", "loc": ("file", "file")})


def _is_unnamed(error: dict[str, Any], sent: Container[str]) -> bool:
    return error["type"] == "missing" and _pointer(error["loc"]) == "file" and "file" in sent


def _field(error: dict[str, Any]) -> FieldError:
    kind = str(error["type"])
    text, mend = _WORDS.get(kind, _UNREADABLE)
    params = dict(error.get("ctx") or {})
    if "expected" in params:
        params["expected"] = _listed(params["expected"])
    return FieldError(_pointer(error["loc"]), text, mend, code=kind, params=params)


def _listed(expected: Any) -> str:
    """The values of `'a', 'b' or 'c'`, without a word of English between them."""
    return str(expected).replace(" or ", ", ").replace("'", "")


def _pointer(place: Sequence[Any]) -> str:
    """`owners/0/id_number` of `("body", "body", "owners", 0, "id_number")`."""
    parts = list(place)
    if parts and parts[0] in _SOURCES:
        parts = parts[1:]
    if parts and parts[0] == "body":
        parts = parts[1:]
    return "/".join(map(str, parts))
