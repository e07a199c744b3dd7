"""The first page of the day: what waits for whom."""

import pytest
from time_machine import TimeMachineFixture

from cast import ROLES, Cast
from desk import desk, filed, received
from yihu.dossiers import queries


@pytest.fixture(autouse=True)
def _that_day(cast: Cast, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(cast.later(hours=1), tick=False)


def today(cast: Cast, who: str = "cs_records") -> str:
    answer = desk(cast, who).get("")
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.clause("R2.3.3.4")
def test_it_works(cast: Cast) -> None:
    waiting = received(cast)
    assert f"/CJ/documents/{waiting.pk}/filing/" in today(cast)


@pytest.mark.parametrize("who", ROLES)
def test_everybody_has_one(cast: Cast, who: str) -> None:
    cast.household()
    filed(cast)
    page = today(cast, who)
    assert "張曉芸" not in page


@pytest.mark.clause("R2.3.3.4")
def test_the_head_is_asked_for_his_reading(cast: Cast) -> None:
    filed(cast)
    link = "/CJ/registers/accessions/cs/2026-07-06/"
    assert (link in today(cast, "cs_head"), link in today(cast, "eng_head")) == (True, False)


@pytest.mark.clause("R2.3.1")
def test_customer_service_is_told_of_files_without_owners(cast: Cast) -> None:
    opened = received(cast, "eng_staff", title="裝修申請").dossier
    assert opened
    assert opened.file_no in today(cast, "cs_officer")
    assert opened.file_no not in today(cast, "eng_head")


@pytest.mark.clause("R2.3.1")
def test_those_beyond_the_first_are_counted_and_listed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.household()
    files = [received(cast, "eng_staff", unit=cast.unit(room)).dossier for room in ("3棟2單元1502", "S-07")]
    first = queries.files_without_owners(cast.cj, limit=1)
    monkeypatch.setattr(queries, "files_without_owners", lambda _project: first)
    page = today(cast, "cs_officer")
    assert "共 2 戶" in page
    assert 'href="/CJ/households/?awaiting=1"' in page
    listed = str(desk(cast, "cs_officer").get("households/?awaiting=1").content.decode())
    assert "共 2 戶" in listed
    assert [each.file_no in listed for each in files if each] == [True, True]
    assert "3棟1單元1201" not in listed


@pytest.mark.clause("R3.1")
@pytest.mark.parametrize("who", ["viewer", "sysadmin", "eng_staff"])
def test_who_sees_no_households_sees_no_figures(cast: Cast, who: str) -> None:
    cast.household()
    assert "units-without-file/" not in today(cast, who)
