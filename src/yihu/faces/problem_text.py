"""A problem in a person's language: what happened, why, and what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, override

from yihu.policy.decisions import (
    NOT_FOUND_TEXT,
    FieldError,
    Invalid,
    NotKnown,
    Problem,
    Refused,
    Unavailable,
)
from yihu.policy.vocabulary import N_

TITLES: dict[int, str] = {
    400: N_("請求無法處理"),
    401: N_("請先登入"),
    403: N_("不能這樣做"),
    404: N_("沒有這一頁"),
    405: N_("不能這樣操作"),
    409: N_("目前的狀態不允許"),
    412: N_("資料已被他人更改"),
    413: N_("內容太大"),
    415: N_("不接受這種檔案"),
    422: N_("填寫有誤"),
    429: N_("次數太多"),
    500: N_("系統出錯"),
    503: N_("暫時不能使用"),
    507: N_("儲存空間不足"),
}

_FULL_STOPS = ("。", "！", "？", "：", "；")


@dataclass(frozen=True, slots=True)
class FieldText:
    """One thing wrong with one field, in words."""

    pointer: str
    code: str
    text: str
    mend: str
    clause: str

    @property
    def sentence(self) -> str:
        """What is wrong and how to mend it, for a place with room for one text."""
        return together(self.text, self.mend)


@dataclass(frozen=True, slots=True)
class ProblemText:
    """A problem as a face shows it; `extra` is what it carries for machines (RFC 9457 members)."""

    status: int
    code: str
    title: str
    detail: str
    mend: str = ""
    clause: str = ""
    errors: tuple[FieldText, ...] = ()
    extra: Mapping[str, Any] | None = None


def describe(problem: Problem, language: str) -> ProblemText:
    """`problem` in `language`. Nothing in it is personal, and a 404 is the same for all (contract §3)."""
    with override(language):
        title = gettext(TITLES.get(problem.status, TITLES[400]))
        if isinstance(problem, Refused | Unavailable):
            return _decided(problem, title)
        if isinstance(problem, Invalid):
            return _invalid(problem, title)
        if isinstance(problem, NotKnown):
            return ProblemText(404, "not_known", title, gettext(NOT_FOUND_TEXT))
        return ProblemText(problem.status, "problem", title, title)


def field_text(error: FieldError, language: str) -> FieldText:
    """One field's error in `language`."""
    with override(language):
        return _field(error)


def filled(text: str, params: Mapping[str, Any]) -> str:
    """The translation of `text`, its placeholders filled with translated words; without any, `%` stands."""
    if not text:
        return ""
    words = {name: _word(value) for name, value in params.items()}
    return gettext(text) % words if words else gettext(text)


def together(*sentences: str) -> str:
    """Sentences one after the other; a blank stands between them but after a Chinese full stop."""
    said = "".join(each if each.endswith(_FULL_STOPS) else f"{each} " for each in sentences if each)
    return said.rstrip()


def _word(value: Any) -> Any:
    """A parameter may be a message of its own: a department's title."""
    return gettext(value) if value and isinstance(value, str) else value


def _decided(problem: Refused | Unavailable, title: str) -> ProblemText:
    decision = problem.decision
    return ProblemText(
        problem.status,
        decision.code,
        title,
        filled(decision.reason, decision.params),
        filled(decision.mend, decision.params),
        decision.clause,
        extra=problem.extra,
    )


def _invalid(problem: Invalid, title: str) -> ProblemText:
    errors = tuple(map(_field, problem.errors))
    clause = next((error.clause for error in errors if error.clause), "")
    detail = gettext(N_("有些內容需要改正，什麼都還沒有寫入。"))
    extra = problem.extra
    return ProblemText(problem.status, "invalid", title, detail, clause=clause, errors=errors, extra=extra)


def _field(error: FieldError) -> FieldText:
    return FieldText(
        error.pointer,
        error.code,
        filled(error.text, error.params),
        filled(error.mend, error.params),
        error.clause,
    )
