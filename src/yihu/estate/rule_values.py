"""Parameter values of company rules: as typed or stored (JSON), and as the policy counts with them."""

from collections.abc import Mapping
from datetime import time
from decimal import Decimal, InvalidOperation
from typing import Any

from yihu.policy.decisions import FieldError, Invalid
from yihu.policy.regulations.model import Value
from yihu.policy.regulations.parameters import DEFAULTS
from yihu.policy.vocabulary import N_

_FLAGS: dict[Any, bool] = {True: True, False: False, "true": True, "false": False}
_LARGEST = 100_000


def read_values(raw: Mapping[str, Any]) -> dict[str, Value]:
    """Each value in the kind its parameter has. Raises `Invalid` naming each that is not one (R3.2)."""
    values, errors = {}, []
    for id_, given in raw.items():
        try:
            values[id_] = _read(id_, given)
        except (KeyError, ValueError, TypeError, InvalidOperation):
            errors.append(_error(id_))
    if errors:
        raise Invalid(*errors)
    return values


def stored_values(values: Mapping[str, Value]) -> dict[str, bool | int | str]:
    """The same values as JSON keeps them."""
    return {
        id_: value if isinstance(value, bool | int | str) else _text(value) for id_, value in values.items()
    }


def _read(id_: str, given: Any) -> Value:
    default = DEFAULTS[id_].value
    if isinstance(default, bool):
        return _FLAGS[given]
    if isinstance(default, int):
        return _whole(given)
    if isinstance(default, time):
        return time.fromisoformat(str(given))
    if isinstance(default, Decimal):
        return _decimal(given)
    return str(given)


def _whole(given: Any) -> int:
    number = int(str(given)) if not isinstance(given, bool | float) else None
    if number is None or not 0 <= number <= _LARGEST:
        raise ValueError
    return number


def _decimal(given: Any) -> Decimal:
    number = Decimal(str(given))
    if not number.is_finite() or not 0 <= number <= _LARGEST:
        raise ValueError
    return number


def _text(value: time | Decimal) -> str:
    return value.isoformat("minutes") if isinstance(value, time) else str(value)


def _error(id_: str) -> FieldError:
    if id_ not in DEFAULTS:
        return FieldError(
            f"parameters/{id_[:40]}", N_("沒有這個參數。"), N_("請從參數表選擇。"), "bad_parameter", "R3.2"
        )
    mend = N_("請填 0 至 100000 的數、true／false，或 18:00 這樣的時刻，按參數的種類。")
    return FieldError(f"parameters/{id_}", N_("參數值的種類不對。"), mend, "bad_parameter", "R3.2")
