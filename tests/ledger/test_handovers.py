"""A signing key that goes hands over to the next; what it signed stays valid, for the time it served."""

import base64
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from ledger.scene import NOON, write
from yihu.ledger import checkpoints, export, handovers, signing, verifier
from yihu.ledger.operations import Written
from yihu.ledger.verification import verify
from yihu.policy.decisions import Unavailable

LATER = NOON + timedelta(days=1)


def public() -> str:
    return signing.load_signing_key().public_key().public_bytes_raw().hex()


def handed_over() -> list[str]:
    """A checkpoint under each of three keys; the keys in hexadecimal."""
    keys = []
    for day in range(3):
        at = NOON + timedelta(days=day)
        if day:
            handovers.hand_over(at=at)
        write(day + 10)
        checkpoints.checkpoint_all(at=at + timedelta(hours=1))
        keys.append(public())
    return keys


def standalone(key: str | None = None) -> str:
    file = io.StringIO()
    export.write_export(connection, at=NOON, file=file)
    try:
        verifier.check(file.getvalue().splitlines(), key=key)
    except verifier.Fault as fault:
        return str(fault)
    return "intact"


def test_it_works(chain: list[Written]) -> None:
    keys = handed_over()
    assert len(set(keys)) == 3
    assert verify(connection, outside=checkpoints.outside()).intact
    assert [standalone(key) for key in (None, *keys)] == ["intact"] * 4
    assert "another key" in standalone("00" * 32)


def test_a_retired_key_signs_nothing_later(chain: list[Written]) -> None:
    old = signing.load_signing_key()
    handovers.hand_over(at=NOON)
    new = signing.key_path().read_bytes()
    signing.key_path().write_bytes(_private(old))
    (line := handovers.path()).rename(aside := line.with_suffix(".aside"))
    checkpoints.checkpoint_all(at=LATER)
    aside.rename(line)
    signing.key_path().write_bytes(new)
    fault = verify(connection).fault
    assert fault is not None
    assert (fault.code, fault.name) == ("signature_invalid", signing.key_id(old.public_key()))
    assert "key of its time" in standalone()


def test_a_handover_cut_short_is_done_again(chain: list[Written]) -> None:
    before = signing.key_path().read_bytes()
    handovers.hand_over(at=NOON)
    signing.key_path().write_bytes(before)
    assert handovers.load() == ()
    handovers.hand_over(at=LATER)
    assert len(handovers.load()) == 1


@pytest.mark.parametrize(("old", "new"), [("2026-", "2025-"), ('{"at"', '["at"'), ('"by":"', '"by":"00')])
def test_a_handover_that_was_changed_is_named(chain: list[Written], old: str, new: str) -> None:
    handovers.hand_over(at=NOON)
    handovers.path().write_text(handovers.path().read_text().replace(old, new))
    with pytest.raises(Unavailable, match="ledger_handovers_damaged"):
        handovers.load()
    fault = verify(connection).fault
    assert fault is not None
    assert fault.code == "handovers_damaged"


def test_a_line_taken_away_is_named(chain: list[Written]) -> None:
    handed_over()
    handovers.path().write_text(handovers.path().read_text().splitlines(keepends=True)[0])
    with pytest.raises(Unavailable, match="ledger_handovers_damaged"):
        handovers.load()


def _private(key: Any) -> bytes:
    return base64.b64encode(key.private_bytes_raw())
