"""The first thing that `yihu verify` found wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ProofFault:
    """Where (`ledger`, `documents`, `completeness`), what kind, and in words with named placeholders."""

    where: str
    code: str
    text: str
    params: Mapping[str, Any]
