"""Who may do what to what, as data: one row for each object and verb (contract §4, domain §1.3, C1, C15).

What a row does not name is refused. The documentation prints this table; `access.decide` reads it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from yihu.policy.vocabulary import N_, Department, Role


class Object(StrEnum):
    """What is read or written."""

    HOUSEHOLD_LIST = "household_list"
    HOUSEHOLD = "household"
    IDENTITY = "identity"
    CATALOGUE = "catalogue"
    DOCUMENT_CONTENT = "document_content"
    DOCUMENT_FILING = "document_filing"
    RECEIPT = "receipt"
    ACCESSION_REGISTER = "accession_register"
    IMPORTS = "imports"
    EXPORTS = "exports"
    ESTATE = "estate"
    SHELVES = "shelves"
    PEOPLE = "people"
    LEDGER = "ledger"
    POLICY = "policy"
    PROJECTS = "projects"
    SETTINGS = "settings"
    CATCH_UP = "catch_up"
    VEHICLE = "vehicle"
    BACKLOG = "backlog"
    SEARCH = "search"
    CONSULTATIONS = "consultations"
    CONSULTATION_REGISTER = "consultation_register"
    DELEGATIONS = "delegations"


class Verb(StrEnum):
    """What is done to it."""

    READ = "read"
    WRITE = "write"
    FILE = "file"
    REVEAL = "reveal"
    ACKNOWLEDGE = "acknowledge"
    APPROVE = "approve"


class Scope(StrEnum):
    """How far a grant reaches."""

    ALL = "all"
    OWN_VOLUME = "own_volume"
    DESK = "desk"  # name, room and masked phone only (C10)
    PERMIT = "permit"  # under a standing permit in writing (C15)
    NONE = "none"


HOUSEHOLD_DATA = frozenset(
    {
        Object.HOUSEHOLD_LIST,
        Object.HOUSEHOLD,
        Object.IDENTITY,
        Object.CATALOGUE,
        Object.DOCUMENT_CONTENT,
        Object.DOCUMENT_FILING,
        Object.RECEIPT,
        Object.ACCESSION_REGISTER,
        Object.IMPORTS,
        Object.EXPORTS,
        Object.VEHICLE,
        Object.BACKLOG,
        Object.SEARCH,
        Object.CONSULTATIONS,
        Object.CONSULTATION_REGISTER,
    }
)

Seat = tuple[Role, Department | None]
"""A role; for the 檔案專人, whose department makes the difference, with the department."""

_ROLE = {role: (role, None) for role in Role if role is not Role.RECORDS_OFFICER}
RECORDS: dict[Department, Seat] = {each: (Role.RECORDS_OFFICER, each) for each in Department}

DESK, OFFICER, CS_HEAD = _ROLE[Role.FRONT_DESK], _ROLE[Role.CS_OFFICER], _ROLE[Role.CS_HEAD]
ENG, ENG_HEAD = _ROLE[Role.ENG_STAFF], _ROLE[Role.ENG_HEAD]
SEC, SEC_HEAD = _ROLE[Role.SEC_STAFF], _ROLE[Role.SEC_HEAD]
MANAGER, AUDITOR = _ROLE[Role.PROJECT_MANAGER], _ROLE[Role.AUDITOR]
VIEWER, SYSADMIN = _ROLE[Role.VIEWER], _ROLE[Role.SYSADMIN]
CS_RECORDS = RECORDS[Department.CS]

SEATS: tuple[Seat, ...] = (*_ROLE.values(), *RECORDS.values())
CS_BACK = (OFFICER, CS_HEAD, CS_RECORDS)
OTHERS = (ENG, ENG_HEAD, RECORDS[Department.ENG], SEC, SEC_HEAD, RECORDS[Department.SEC])
HEADS = (CS_HEAD, ENG_HEAD, SEC_HEAD)
OVERSIGHT = (MANAGER, AUDITOR)


@dataclass(frozen=True, slots=True)
class Row:
    """The grants for one object and verb, and what a colleague who has none is told."""

    thing: Object
    verb: Verb
    grants: Mapping[Seat, Scope]
    clause: str
    reason: str
    mend: str

    def scope(self, seat: Seat) -> Scope:
        """How far the grant of `seat` reaches."""
        return self.grants.get(seat, Scope.NONE)


_NOT_YOURS = N_("您的崗位沒有這項權限。")
_ASK_HEAD = N_("請向客服部負責人申請查閱許可。")
_ASK_CS = N_("請交客服部辦理。")
_ASK_HEAD_FOR_PLAN = N_("請向客服部負責人提出。")
_ASK_CUSTODIAN = N_("請交保管部門辦理。")
_ASK_MANAGER = N_("請聯繫項目經理或系統管理員。")


def _row(
    thing: Object,
    verb: Verb,
    clause: str,
    mend: str,
    *,
    reason: str = _NOT_YOURS,
    everything: Iterable[Seat] = (),
    own: Iterable[Seat] = (),
    desk: Iterable[Seat] = (),
    permit: Iterable[Seat] = (),
) -> Row:
    grants = {
        **dict.fromkeys(permit, Scope.PERMIT),
        **dict.fromkeys(desk, Scope.DESK),
        **dict.fromkeys(own, Scope.OWN_VOLUME),
        **dict.fromkeys(everything, Scope.ALL),
    }
    return Row(thing, verb, grants, clause, reason, mend)


_O, _V = Object, Verb
_PERMITTED = (*OVERSIGHT, VIEWER)

ROWS: tuple[Row, ...] = (
    _row(
        _O.HOUSEHOLD_LIST,
        _V.READ,
        "R1.6a",
        _ASK_HEAD,
        reason=N_("非客服部人員不得查看業戶名單。"),
        everything=CS_BACK,
        desk=(DESK,),
        permit=OVERSIGHT,
    ),
    _row(
        _O.HOUSEHOLD,
        _V.READ,
        "R1.6a",
        _ASK_HEAD,
        reason=N_("非客服部人員不得查看業戶資料。"),
        everything=CS_BACK,
        desk=(DESK,),
        permit=_PERMITTED,
    ),
    _row(
        _O.HOUSEHOLD,
        _V.WRITE,
        "R1.2a",
        _ASK_CS,
        reason=N_("開立檔案及修改業戶資料只限客服部。"),
        everything=(OFFICER, CS_HEAD),
    ),
    _row(
        _O.IDENTITY,
        _V.READ,
        "R2.1.1",
        _ASK_HEAD,
        reason=N_("身份資料只由客服部管理。"),
        everything=CS_BACK,
        permit=OVERSIGHT,
    ),
    _row(
        _O.IDENTITY,
        _V.REVEAL,
        "R1.8",
        _ASK_HEAD,
        reason=N_("您的崗位不能查看明文。"),
        everything=(OFFICER, CS_HEAD),
    ),
    # C1: 客服部 sees the lines of every volume, the other departments their own
    _row(_O.CATALOGUE, _V.READ, "R1.6a", _ASK_HEAD, everything=CS_BACK, own=OTHERS, permit=_PERMITTED),
    # R1.2a: the catalogue (不適用, additions) is administered by 客服部
    _row(_O.CATALOGUE, _V.WRITE, "R1.2a", _ASK_CS, everything=CS_BACK),
    _row(
        _O.DOCUMENT_CONTENT,
        _V.READ,
        "R1.6b",
        _ASK_HEAD,
        reason=N_("查看這份資料須經保管部門許可。"),
        own=(*CS_BACK, *OTHERS),
        permit=_PERMITTED,
    ),
    _row(_O.DOCUMENT_FILING, _V.FILE, "R2.2.1.3", _ASK_CUSTODIAN, own=(*CS_BACK, *OTHERS)),
    # R2.3.1: whichever department receives the first paper opens the file
    _row(_O.RECEIPT, _V.WRITE, "R2.3.1", _ASK_CS, own=(DESK, *CS_BACK, *OTHERS)),
    _row(_O.RECEIPT, _V.READ, "R1.6a", _ASK_CS, own=(DESK, *CS_BACK, *OTHERS), permit=OVERSIGHT),
    _row(
        _O.ACCESSION_REGISTER,
        _V.READ,
        "R2.3.3.4",
        _ASK_HEAD,
        own=(*CS_BACK, *OTHERS),
        everything=OVERSIGHT,
    ),
    _row(
        _O.ACCESSION_REGISTER,
        _V.ACKNOWLEDGE,
        "R2.3.3.4",
        _ASK_CUSTODIAN,
        reason=N_("《業戶檔案一覽表》由本部門主管查閱。"),
        own=HEADS,
    ),
    _row(_O.IMPORTS, _V.WRITE, "R1.2a", _ASK_CS, everything=(OFFICER, CS_HEAD)),
    _row(_O.IMPORTS, _V.READ, "R1.2a", _ASK_CS, everything=CS_BACK),
    _row(_O.EXPORTS, _V.WRITE, "R1.8", _ASK_HEAD, everything=CS_BACK, permit=OVERSIGHT),
    # who decides sees what waits, and the auditor all of it; everyone else the own requests
    _row(_O.EXPORTS, _V.READ, "R1.8", _ASK_HEAD, everything=(CS_HEAD, *OVERSIGHT)),
    _row(_O.EXPORTS, _V.APPROVE, "R1.8", _ASK_HEAD, everything=(CS_HEAD, MANAGER)),
    _row(_O.ESTATE, _V.READ, "R1.6a", _ASK_MANAGER, everything=[each for each in SEATS if each != VIEWER]),
    _row(_O.ESTATE, _V.WRITE, "R1.2a", _ASK_CS, everything=(OFFICER, CS_HEAD)),
    _row(_O.SHELVES, _V.READ, "R1.7a", _ASK_CUSTODIAN, own=(*CS_BACK, *OTHERS), everything=OVERSIGHT),
    _row(_O.SHELVES, _V.WRITE, "R2.3.3", _ASK_CUSTODIAN, own=HEADS),
    _row(_O.PEOPLE, _V.READ, "R2.2.1.5", _ASK_MANAGER, everything=(*HEADS, *OVERSIGHT, SYSADMIN)),
    _row(_O.PEOPLE, _V.WRITE, "R2.2.1.5", _ASK_MANAGER, everything=(SYSADMIN,)),
    _row(_O.LEDGER, _V.READ, "R1.6c", _ASK_MANAGER, everything=OVERSIGHT),
    _row(_O.POLICY, _V.READ, "R3.2", _ASK_MANAGER, everything=SEATS),
    _row(_O.POLICY, _V.WRITE, "R3.2", _ASK_MANAGER, everything=(MANAGER, SYSADMIN)),
    _row(_O.PROJECTS, _V.READ, "R3.1", _ASK_MANAGER, everything=SEATS),
    _row(_O.PROJECTS, _V.WRITE, "R3.1", _ASK_MANAGER, everything=(SYSADMIN,)),
    _row(_O.SETTINGS, _V.READ, "R3.2", _ASK_MANAGER, everything=(*HEADS, *OVERSIGHT, SYSADMIN)),
    _row(_O.SETTINGS, _V.WRITE, "R3.2", _ASK_MANAGER, everything=(CS_HEAD, MANAGER, SYSADMIN)),
    # R1.10c: the one box; it looks into what each may read of rooms, households, identity and catalogue
    _row(
        _O.SEARCH,
        _V.READ,
        "R1.6a",
        _ASK_HEAD,
        everything=(*CS_BACK, *OTHERS),
        desk=(DESK,),
        permit=OVERSIGHT,
    ),
    # R1.10a: what is still to be entered, by unit
    _row(_O.BACKLOG, _V.READ, "R1.10a", _ASK_CS, everything=CS_BACK, permit=OVERSIGHT),
    # F13: security keeps the vehicles, customer service and the desk answer for them
    _row(
        _O.VEHICLE,
        _V.READ,
        "R2.1.3",
        _ASK_CUSTODIAN,
        everything=(DESK, *CS_BACK),
        own=(SEC, SEC_HEAD, RECORDS[Department.SEC]),
        permit=OVERSIGHT,
    ),
    _row(
        _O.VEHICLE,
        _V.WRITE,
        "R2.1.3",
        _ASK_CUSTODIAN,
        everything=(OFFICER, CS_HEAD),
        own=(SEC, SEC_HEAD, RECORDS[Department.SEC]),
    ),
    # R1.6b: everybody who works here may ask; whose word it takes, `policy.consultation` says
    _row(
        _O.CONSULTATIONS,
        _V.WRITE,
        "R1.6b",
        _ASK_HEAD,
        everything=(DESK, *CS_BACK, *OTHERS, *OVERSIGHT),
    ),
    # T12: who is whose stand-in is for everybody who works here to know
    _row(
        _O.DELEGATIONS,
        _V.READ,
        "R1.6b",
        _ASK_MANAGER,
        everything=[each for each in SEATS if each not in (VIEWER, SYSADMIN)],
    ),
    # F01: customer service and those who look after it read all of it, the others their own volume's rows
    _row(
        _O.CONSULTATION_REGISTER,
        _V.READ,
        "R1.6c",
        _ASK_CUSTODIAN,
        reason=N_("《業戶檔案查閱登記表》由保管部門保管。"),
        everything=(CS_HEAD, CS_RECORDS, *OVERSIGHT),
        own=(ENG_HEAD, SEC_HEAD, RECORDS[Department.ENG], RECORDS[Department.SEC]),
    ),
    # P21: counts of gaps by building, no household data
    _row(_O.CATCH_UP, _V.READ, "R1.10a", _ASK_CS, everything=(*CS_BACK, *OVERSIGHT)),
    _row(
        _O.CATCH_UP,
        _V.WRITE,
        "R1.10a",
        _ASK_HEAD_FOR_PLAN,
        reason=N_("補錄計劃只由客服部負責人或項目經理訂立和改期。"),
        everything=(CS_HEAD, MANAGER),
    ),
)

TABLE: Mapping[tuple[Object, Verb], Row] = {(row.thing, row.verb): row for row in ROWS}
