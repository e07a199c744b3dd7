"""What a rule answers, and the four ways in which an act can fail to happen.

Texts are message ids in Traditional Chinese with named placeholders (`%(file_no)s`); faces translate them
and fill in `params`. Nothing here may carry personal data: a problem's text can end in a log.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yihu.policy.vocabulary import N_


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something is allowed; if not, why, how to mend it, and which clause says so."""

    allowed: bool
    code: str = ""
    reason: str = ""
    mend: str = ""
    clause: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(True)


def refuse(code: str, reason: str, *, clause: str = "", mend: str = "", **params: Any) -> Decision:
    """A refusal with its reason (message id), its mend and its clause."""
    return Decision(False, code, reason, mend, clause, params)


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with one field of what was sent: `pointer` names it (`owners/0/id_number`)."""

    pointer: str
    text: str
    mend: str = ""
    code: str = "invalid"
    clause: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


class Problem(Exception):
    """An act that did not happen; nothing was written."""

    status = 400
    extra: Mapping[str, Any] | None = None
    """What it carries for machines beside its words (RFC 9457 members)."""


class Refused(Problem):
    """A regulation or a role forbids it (403); `Conflict` says that the present state does (409)."""

    status = 403

    def __init__(self, decision: Decision, **extra: Any) -> None:
        super().__init__(decision.code)
        self.decision = decision
        self.extra = extra


class Conflict(Refused):
    """The state forbids it (409), such as a second open file for one household."""

    status = 409


class Stale(Refused):
    """Somebody changed it since the caller last looked (412)."""

    status = 412


class Invalid(Problem):
    """What was sent cannot be taken (422); each error names its field and the mend."""

    status = 422

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(", ".join(error.code for error in errors))
        self.errors = errors


class NotKnown(Problem):
    """Not there, or not this person's to know of (404); the answer never tells which."""

    status = 404


class Unavailable(Problem):
    """The machine cannot do it now (503, 507): disk full, read-only directory, locked database."""

    status = 503

    def __init__(self, decision: Decision, *, status: int = 503) -> None:
        super().__init__(decision.code)
        self.decision = decision
        self.status = status


def check(decision: Decision, **extra: Any) -> None:
    """Raise `Refused` unless `decision` allows."""
    if not decision:
        raise Refused(decision, **extra)


NOT_FOUND_TEXT = N_("沒有這一頁，或不屬於您可以知道的範圍。")
