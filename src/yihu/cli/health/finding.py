"""Something that is not as it should be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong and how to mend it; `must` where work cannot or should not go on without."""

    text: str
    mend: str
    must: bool = True
    params: Mapping[str, Any] = field(default_factory=dict)
