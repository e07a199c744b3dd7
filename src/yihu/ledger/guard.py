"""What an entry may not hold: personal data, quotes in ids, more than a little detail."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.vocabulary import N_

LARGEST_BODY = 16 * 1024
_ACTION = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_KIND = re.compile(r"[a-z][a-z0-9_]*")
_SUBJECT = re.compile(r'[^"\\\x00-\x1f]{1,64}')
_PERSONAL = re.compile(
    r"(?<![0-9A-Za-z])(?:\d{17}[0-9Xx]|1[3-9]\d{9}|1[3-9]\d(?:[ -]\d{4}){2})(?![0-9A-Za-z])"
)


def check_action(action: str) -> None:
    """`ValueError` unless it reads like `document.filed`."""
    if not _ACTION.fullmatch(action) or len(action) > 64:
        raise ValueError(f"An action is named like document.filed, not {action!r}.")


def check_subjects(subjects: Mapping[str, UUID | str]) -> dict[str, str]:
    """The subjects as text; `ValueError` for a kind or an id that could not be an identifier."""
    found = {kind: str(subject) for kind, subject in subjects.items()}
    for kind, subject in found.items():
        if not _KIND.fullmatch(kind) or not _SUBJECT.fullmatch(subject):
            raise ValueError(
                f"The subject {kind!r} must be named plainly and hold an id of 1 to 64 characters."
            )
    return found


def check_personal(values: Mapping[str, Any], encoded: str) -> None:
    """`Invalid` where a value (or a key) looks like an identity-card or a mobile number; it names where.

    The search runs over the JSON that is written anyway; only what it finds is looked for leaf by leaf.
    """
    if not _personal(encoded):
        return
    found = (
        pointer for name, value in values.items() for pointer, leaf in _leaves(name, value) if _personal(leaf)
    )
    raise Invalid(
        FieldError(
            next(found, "detail"),
            N_("這裡含有像身份證號或手機號的數字；台帳只記編號，不記個人資料。"),
            mend=N_("請刪去號碼後再試。"),
            code="personal_data_in_ledger",
        )
    )


def _personal(text: str) -> bool:
    return bool(_PERSONAL.search(text if text.isascii() else unicodedata.normalize("NFKC", text)))


def as_bytes(body: str) -> bytes:
    """The body in UTF-8; `Invalid` for half characters, `ValueError` past 16 KiB: lists go in by count."""
    try:
        encoded = body.encode()
    except UnicodeEncodeError as error:
        raise Invalid(
            FieldError("detail", N_("文字中有不完整的字元，無法儲存。"), mend=N_("請重新輸入這段文字。"))
        ) from error
    if len(encoded) > LARGEST_BODY:
        raise ValueError(f"An entry of {len(encoded)} bytes is too large; hold a list by its count and hash.")
    return encoded


def _leaves(pointer: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every text and number in `value`, keys too, with the place where it stands."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield pointer, str(key)
            yield from _leaves(f"{pointer}/{key}", inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for index, inner in enumerate(value):
            yield from _leaves(f"{pointer}/{index}", inner)
    else:
        yield pointer, str(value)
