"""Every clause, parameter and line of the three texts is there, whole."""

import re

import pytest

from yihu.policy.composition import compose
from yihu.policy.decisions import NotKnown
from yihu.policy.regulations import REGULATIONS, get_clause, get_regulation
from yihu.policy.regulations.model import Follows, Kind
from yihu.policy.regulations.parameters import DEFAULTS, STATED, values_stated
from yihu.policy.regulations.template import TEMPLATE
from yihu.policy.retention import SCHEDULE, years_of
from yihu.policy.vocabulary import Department

INDEX = {
    "community": "1 2 2a 2b 3 3a 3b 3c 3d 3e 3f 3g 4 4a 4b 4c 5 5a 5b 5c 5d 6 6a 6b 6c 6d 7 7a 7b 7c 7d 8"
    " 9 9a 9b 9c 10 10a 10b 10c 10d S1 S2 S3",
    "process": "1.1 1.2 1.3 2.1.1 2.1.2 2.1.3 2.1.4 2.1.5 2.1.6 3.1 3.2 3.3 3.3.1 3.3.2 3.3.3 3.3.4"
    " 3.4 3.5 3.6 3.7 3.8",
    "apartment": "0 1 2 3 4 5 5.1 " + " ".join(f"5.1.{n}" for n in range(1, 18)) + " 6",
}
IDS = {code: [f"R{n}.{rest}" for rest in INDEX[code].split()] for n, code in enumerate(INDEX, 1)}
LINES = [
    *(f"A{n:02}" for n in range(1, 12)),
    *(f"B{n:02}" for n in range(1, 9)),
    *("C01", "C02", "C03", "D01"),
    *(f"E{n:02}" for n in range(1, 7)),
    *("F01", "F02", "F03"),
    *(f"G{n:02}" for n in range(1, 10)),
]


def test_it_works() -> None:
    clause = get_clause("R1.5d")
    assert (clause.number, clause.kind) == ("制度一 第5條 d", Kind.ALERT)
    assert clause.parameters == ("P06", "P07", "P16")
    assert get_regulation("process").title == "物業項目業戶檔案管理流程"


def test_what_is_not_written_is_not_known() -> None:
    for ask, name in ((get_clause, "R9.9"), (get_regulation, "village")):
        with pytest.raises(NotKnown):
            ask(name)


@pytest.mark.parametrize("code", IDS)
def test_every_clause_is_there_in_order(code: str) -> None:
    assert [clause.id for clause in REGULATIONS[code].clauses] == IDS[code]


@pytest.mark.parametrize("id_", [id_ for ids in IDS.values() for id_ in ids])
def test_every_clause_is_whole(id_: str) -> None:
    clause = get_clause(id_)
    assert clause.title
    assert clause.summary.endswith("。")
    assert clause.kind in Kind
    assert clause.duties
    assert all(clause.duties)
    assert clause.number.startswith("制度")


@pytest.mark.parametrize(
    ("id_", "number"),
    [
        ("R1.10", "制度一 第10條"),
        ("R1.S3", "制度一 支持文件3"),
        ("R2.1.2", "制度二 1(2)"),
        ("R2.2.1.6", "制度二 2(1)⑥"),
        ("R2.3.3.4", "制度二 3(3)④"),
        ("R3.0", "制度三 開首語"),
        ("R3.5", "制度三 第5條"),
        ("R3.5.1.17", "制度三 5.1.17"),
    ],
)
def test_clauses_are_numbered_as_users_know_them(id_: str, number: str) -> None:
    assert get_clause(id_).number == number


def test_a_clause_tells_its_numbers() -> None:
    assert values_stated("R2.3.8") == {
        "P03": True,
        "P14.term_working_days": 1,
        "P14.max_days": 7,
        "P14.renewals": 1,
    }
    assert values_stated("R1.1") == {}


def test_every_parameter_has_a_default_and_a_clause() -> None:
    families = {each.family for each in STATED} | {"P02"}
    assert {f"P{n:02}" for n in range(1, 25)} <= families
    assert all(get_clause(each.clause) for each in STATED)
    assert all(each.value in each.options for each in STATED if each.options)


def test_a_parameter_is_stated_alike_everywhere() -> None:
    assert {(each.id, each.title, each.value, each.order) for each in STATED} == {
        (each.id, each.title, each.value, each.order) for each in DEFAULTS.values()
    }


def test_clauses_name_only_parameters_that_exist() -> None:
    families = {each.family for each in STATED} | {"P02"}
    assert {
        name for text in REGULATIONS.values() for each in text.clauses for name in each.parameters
    } <= families


@pytest.mark.clause("R1.3", "R1.4b", "R3.5.1")
def test_one_template_carries_all_three_codes() -> None:
    assert [line.code for line in TEMPLATE] == LINES
    for line in TEMPLATE:
        assert line.clauses[0] == f"R1.3{line.category.lower()}"
        assert line.clauses[1].startswith("R2.1.")
        assert line.clauses[2:] == tuple(f"R3.5.1.{number}" for number in line.items)
        assert all(get_clause(clause) for clause in line.clauses)


@pytest.mark.clause("R3.5.1")
def test_each_of_the_17_contents_has_a_line() -> None:
    assert {number for line in TEMPLATE for number in line.items} == set(range(1, 18))


def test_text_1_places_every_line_with_customer_service() -> None:
    lines = REGULATIONS["community"].lines
    assert [line.code for line in lines] == LINES
    assert {line.volume for line in lines} == {Department.CS}


@pytest.mark.parametrize(
    ("follows", "codes"),
    [(Follows.UNIT, "A04 B01 B03 B05 B06 B08"), (Follows.TENANCY, "E02 E05 G08")],
)
def test_what_stays_with_the_unit_or_the_tenancy(follows: Follows, codes: str) -> None:
    assert [line.code for line in TEMPLATE if line.follows is follows] == codes.split()


def test_what_the_system_keeps() -> None:
    assert [line.code for line in TEMPLATE if line.system_kept] == ["E04", "E06", "F01", "G01", "G02", "G07"]


def test_every_line_has_a_code_of_the_retention_schedule() -> None:
    policy = compose(*REGULATIONS.values())
    years = {each.code: years_of(each.code, policy) for each in SCHEDULE}
    assert years == {"P": None, "U": None, "K30": 30, "K10": 10, "K3": 3, "K3-ID": 3, "K1": 1}
    assert {line.retention for line in TEMPLATE} <= set(years)


def test_texts_are_written_in_traditional_characters() -> None:
    texts = [
        text
        for each in REGULATIONS.values()
        for clause in each.clauses
        for text in (clause.summary, *clause.duties)
    ]
    assert not [text for text in texts if re.search("[档户费规复业务记录关为这说过时产权签]", text)]
