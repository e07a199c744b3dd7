"""The role × object × verb table, read out whole."""

import pytest

from yihu.policy.access import NOT_KNOWN, Object, Scope, Verb, decide, scope_of
from yihu.policy.access_table import HOUSEHOLD_DATA, ROWS, SEATS, TABLE
from yihu.policy.decisions import Decision
from yihu.policy.regulations import get_clause
from yihu.policy.vocabulary import ROLE_DEPARTMENTS, Department, Role

ROLES = (
    *("front_desk", "cs_officer", "cs_head", "cs_records"),
    *("eng_staff", "eng_head", "eng_records", "sec_staff", "sec_head", "sec_records"),
    *("project_manager", "auditor", "viewer", "sysadmin"),
)
MARKS = {Scope.ALL: "+", Scope.OWN_VOLUME: "o", Scope.DESK: "d", Scope.PERMIT: "p", Scope.NONE: "."}

# one letter a role, in the order of ROLES: + all, o own volume, d desk, p standing permit, . none
MATRIX = {
    "household_list read": "d+++......pp..",
    "household read": "d+++......ppp.",
    "household write": ".++...........",
    "identity read": ".+++......pp..",
    "identity reveal": ".++...........",
    "catalogue read": ".+++ooooooppp.",
    "catalogue write": ".+++..........",
    "document_content read": ".oooooooooppp.",
    "document_filing file": ".ooooooooo....",
    "receipt write": "oooooooooo....",
    "receipt read": "oooooooooopp..",
    "accession_register read": ".ooooooooo++..",
    "accession_register acknowledge": "..o..o..o.....",
    "imports write": ".++...........",
    "imports read": ".+++..........",
    "exports read": "..+.......++..",
    "exports write": ".+++......pp..",
    "exports approve": "..+.......+...",
    "estate read": "++++++++++++.+",
    "estate write": ".++...........",
    "shelves read": ".ooooooooo++..",
    "shelves write": "..o..o..o.....",
    "people read": "..+..+..+.++.+",
    "people write": ".............+",
    "ledger read": "..........++..",
    "policy read": "++++++++++++++",
    "policy write": "..........+..+",
    "projects read": "++++++++++++++",
    "projects write": ".............+",
    "settings read": "..+..+..+.++.+",
    "settings write": "..+.......+..+",
    "search read": "d+++++++++pp..",
    "backlog read": ".+++......pp..",
    "vehicle read": "++++...ooopp..",
    "vehicle write": ".++....ooo....",
    "consultations write": "++++++++++++..",
    "consultation_register read": "..++.oo.oo++..",
    "delegations read": "++++++++++++..",
    "catch_up read": ".+++......++..",
    "catch_up write": "..+.......+...",
}


def seat(name: str) -> tuple[Role, Department | None]:
    if name.endswith("_records"):
        return Role.RECORDS_OFFICER, Department(name.removesuffix("_records"))
    return Role(name), ROLE_DEPARTMENTS.get(Role(name))


def ask(
    name: str, thing: Object, verb: Verb = Verb.READ, volume: str = "", *, permit: bool = False
) -> Decision:
    role, department = seat(name)
    return decide(
        role=role,
        department=department,
        thing=thing,
        verb=verb,
        volume=Department(volume) if volume else None,
        has_standing_permit=permit,
    )


def test_it_works() -> None:
    assert ask("cs_officer", Object.HOUSEHOLD_LIST)
    refusal = ask("eng_staff", Object.HOUSEHOLD_LIST)
    assert (refusal.code, refusal.clause) == ("not_granted", "R1.6a")
    assert refusal.mend


@pytest.mark.clause("R1.6a", "R1.2a")
@pytest.mark.parametrize("what", MATRIX)
def test_the_table_is_exactly_this(what: str) -> None:
    thing, verb = what.split()
    scopes = (
        scope_of(role=r, department=d, thing=Object(thing), verb=Verb(verb)) for r, d in map(seat, ROLES)
    )
    assert "".join(MARKS[scope] for scope in scopes) == MATRIX[what]


def test_the_matrix_leaves_nothing_out() -> None:
    assert {f"{thing} {verb}" for thing, verb in TABLE} == set(MATRIX)
    assert len(TABLE) == len(ROWS)
    assert len(SEATS) == len(ROLES)
    assert {row.thing for row in ROWS} == set(Object)


def test_every_refusal_has_a_clause_and_a_mend() -> None:
    assert all(get_clause(row.clause) and row.reason and row.mend for row in ROWS)


@pytest.mark.clause("R1.6a")
@pytest.mark.parametrize("what", MATRIX)
def test_strangers_visitors_and_administrators_learn_nothing_of_households(what: str) -> None:
    thing, verb = Object(what.split()[0]), Verb(what.split()[1])
    assert decide(role=None, thing=thing, verb=verb) is NOT_KNOWN
    if thing in HOUSEHOLD_DATA:
        assert ask("sysadmin", thing, verb, permit=True) is NOT_KNOWN
        assert ask("viewer", thing, verb) is NOT_KNOWN


@pytest.mark.clause("R2.1.1")
def test_other_departments_never_see_identity() -> None:
    for name in ("eng_head", "sec_staff", "front_desk"):
        assert ask(name, Object.IDENTITY).clause == "R2.1.1"


@pytest.mark.parametrize(
    ("name", "volume", "allowed"),
    [
        ("cs_head", "cs", True),
        ("cs_head", "eng", False),
        ("eng_staff", "eng", True),
        ("eng_staff", "cs", False),
        ("sec_records", "sec", True),
        ("sec_records", "eng", False),
    ],
)
def test_contents_open_to_their_own_department(name: str, volume: str, allowed: bool) -> None:
    decision = ask(name, Object.DOCUMENT_CONTENT, volume=volume)
    assert decision.allowed is allowed
    assert (decision.code, decision.clause) == (("", "") if allowed else ("not_own_volume", "R1.6b"))


def test_customer_service_sees_the_whole_catalogue_and_heads_their_own() -> None:
    assert ask("cs_head", Object.CATALOGUE, volume="sec")
    assert ask("eng_head", Object.CATALOGUE, volume="eng")
    assert not ask("eng_head", Object.CATALOGUE, volume="cs")


@pytest.mark.clause("R1.2a")
def test_only_customer_service_changes_households() -> None:
    refusal = ask("eng_head", Object.HOUSEHOLD, Verb.WRITE)
    assert (refusal.code, refusal.clause) == ("not_granted", "R1.2a")


@pytest.mark.clause("R2.3.1")
def test_any_department_receives_and_files_into_its_own_volume() -> None:
    assert ask("eng_staff", Object.RECEIPT, Verb.WRITE, "eng")
    assert ask("front_desk", Object.RECEIPT, Verb.WRITE, "cs")
    assert ask("eng_staff", Object.DOCUMENT_FILING, Verb.FILE, "cs").clause == "R2.2.1.3"


@pytest.mark.clause("R1.6a")
@pytest.mark.parametrize("name", ["project_manager", "auditor"])
def test_oversight_reads_contents_under_a_standing_permit_only(name: str) -> None:
    assert ask(name, Object.DOCUMENT_CONTENT, permit=True)
    assert ask(name, Object.DOCUMENT_CONTENT).code == "permit_required"
    assert ask(name, Object.LEDGER)


@pytest.mark.clause("R1.6a")
def test_the_desk_finds_households_but_opens_nothing() -> None:
    assert ask("front_desk", Object.HOUSEHOLD_LIST)
    for thing in (Object.DOCUMENT_CONTENT, Object.IDENTITY, Object.CATALOGUE):
        assert ask("front_desk", thing).code == "not_granted"


def test_what_the_table_does_not_name_is_refused() -> None:
    assert ask("cs_head", Object.LEDGER, Verb.WRITE).code == "not_granted"
    assert (
        decide(role=Role.RECORDS_OFFICER, department=None, thing=Object.RECEIPT, verb=Verb.WRITE).allowed
        is False
    )
