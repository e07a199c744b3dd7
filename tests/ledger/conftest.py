"""Every test of the ledger has a data directory of its own, with the signing key."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from ledger.scene import write_chain
from yihu.ledger import signing
from yihu.ledger.operations import Written


@pytest.fixture(autouse=True)
def data_directory(settings: Settings, tmp_path: Path) -> Path:
    """A data directory with nothing in it but the signing key."""
    settings.YIHU_DATA_DIR = tmp_path
    signing.make_signing_key()
    return tmp_path


@pytest.fixture
def chain(db: None) -> list[Written]:
    """Six entries of a project among those of the company."""
    return write_chain()
