"""Signed heads: for papers, for the database, for outside it."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from ledger.scene import NOON, PROJECT, behind_the_program, write
from yihu.ledger import checkpoints, signing
from yihu.ledger.merkle import Tree
from yihu.ledger.models import Checkpoint
from yihu.ledger.operations import Written
from yihu.ledger.signing import Statement
from yihu.policy.decisions import Unavailable


@pytest.mark.acceptance("check 26")
def test_it_works(chain: list[Written]) -> None:
    head = checkpoints.sign_head(project_id=PROJECT, at=NOON)
    tree = Tree()
    tree.extend(written.hash for written in chain)
    said = Statement(str(PROJECT), 6, tree.root(), chain[-1].hash, bytes(32), head.at, head.key_id)
    assert (head.size, head.root_hash, len(head.short)) == (6, tree.root(), 19)
    signing.load_signing_key().public_key().verify(head.signature, said.encoded())


def test_checkpoints_go_on_from_the_one_before(chain: list[Written]) -> None:
    assert checkpoints.checkpoint_all(at=NOON) == 2
    assert checkpoints.checkpoint_all(at=NOON) == 0
    latest = write(7)
    assert checkpoints.checkpoint_all(at=NOON + timedelta(minutes=1)) == 1
    first, second = Checkpoint.objects.filter(chain=PROJECT).order_by("size")
    tree = Tree()
    tree.extend(written.hash for written in (*chain, latest))
    assert (second.size, bytes(second.root_hash)) == (7, tree.root())
    assert bytes(second.previous) == bytes(first.root_hash)


def test_they_are_kept_outside_too(chain: list[Written], data_directory: Path) -> None:
    checkpoints.checkpoint_all(at=NOON)
    lines = (data_directory / "checkpoints" / f"{PROJECT}.jsonl").read_text().splitlines()
    assert [(json.loads(line)["size"], json.loads(line)["chain"]) for line in lines] == [(6, str(PROJECT))]


def test_a_directory_that_cannot_be_written_stops_nothing(chain: list[Written], data_directory: Path) -> None:
    (data_directory / "checkpoints").write_text("in the way")
    assert checkpoints.checkpoint_all(at=NOON) == 2


def test_nothing_is_signed_without_the_key(chain: list[Written]) -> None:
    signing.key_path().unlink()
    with pytest.raises(Unavailable) as refused:
        checkpoints.sign_head(project_id=PROJECT, at=NOON)
    assert refused.value.decision.code == "ledger_key_missing"


def test_a_damaged_chain_is_not_signed(chain: list[Written]) -> None:
    with behind_the_program() as cursor:
        cursor.execute("DELETE FROM ledger_entry WHERE seq = 3")
    with pytest.raises(Unavailable) as refused:
        checkpoints.sign_head(project_id=PROJECT, at=NOON)
    assert refused.value.decision.code == "ledger_damaged"


@pytest.mark.django_db
def test_an_empty_chain_has_a_head() -> None:
    assert checkpoints.sign_head(project_id=PROJECT, at=NOON).size == 0


def test_the_key_is_made_once_and_for_its_owner_alone() -> None:
    before = signing.key_path().read_bytes()
    assert not signing.make_signing_key()
    assert signing.key_path().read_bytes() == before
    assert signing.key_path().stat().st_mode & 0o077 == 0
