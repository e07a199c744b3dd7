"""What faces and imports hand over about people."""

from dataclasses import dataclass, field

from yihu.policy.vocabulary import IdType


@dataclass(frozen=True, slots=True)
class PersonInput:
    """A person as typed; an empty text means that it is not known."""

    name: str
    id_type: IdType | None = None
    id_number: str = field(default="", repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class OwnerInput:
    """An owner with a share as typed (`1/2`, `50%`, `0.5`); no share at all means joint ownership."""

    person: PersonInput
    share: str = ""


@dataclass(frozen=True, slots=True)
class MemberInput:
    """Someone who lives or works in the unit without owning it."""

    person: PersonInput
    kind: str
    relation: str = ""
