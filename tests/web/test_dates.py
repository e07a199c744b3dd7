"""How pages write dates: 西元, or 民國 for who chose it, and only where it is written (Annex K)."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation
from time_machine import TimeMachineFixture

from cast import Cast
from desk import filed
from doors import client_of
from people import account_of
from yihu.policy.localities import Era
from yihu.web import dates

AT = datetime(2026, 11, 22, 16, 5, 9, tzinfo=UTC)
"""Already the 23rd in Taipei."""


def test_it_works() -> None:
    with timezone.override("Asia/Taipei"), dates.written_in(Era.REPUBLIC):
        assert dates.day(date(2026, 11, 23)) == "民國115年11月23日"
        assert dates.day(AT) == dates.headline(AT) == "民國115年11月23日"
        assert dates.moment(AT) == "民國115年11月23日 00:05"
        assert dates.second(AT) == "民國115年11月23日 00:05:09"


def test_without_a_choice_years_are_those_of_all() -> None:
    with timezone.override("Asia/Taipei"):
        assert dates.day(date(2026, 11, 23)) == dates.day(AT) == "2026-11-23"
        assert dates.moment(AT) == "2026-11-23 00:05"


@pytest.mark.parametrize(
    ("on", "written"), [(date(1911, 12, 31), "1911-12-31"), (date(1912, 1, 1), "民國1年1月1日"), (None, "")]
)
def test_before_the_republic_a_date_stays_as_it_is(on: date | None, written: str) -> None:
    with dates.written_in(Era.REPUBLIC):
        assert dates.day(on) == written


def test_the_era_ends_with_its_block() -> None:
    with pytest.raises(RuntimeError), dates.written_in(Era.REPUBLIC):
        raise RuntimeError
    assert dates.day(date(2026, 1, 2)) == "2026-01-02"


def test_nothing_is_nothing() -> None:
    assert (dates.moment(None), dates.second(None)) == ("", "")


def test_a_title_says_the_day_in_its_language() -> None:
    with translation.override("en"), timezone.override("Asia/Taipei"):
        assert dates.headline(AT) == "Nov. 23, 2026"


@pytest.fixture
def taipei(cast: Cast, time_machine: TimeMachineFixture) -> Cast:
    """The cast's project moved to Taiwan, on its Monday."""
    time_machine.move_to(cast.later(hours=1), tick=False)
    cast.cj.locality, cast.cj.time_zone = "TW", "Asia/Taipei"
    cast.cj.save()
    return cast


def choose(cast: Cast, era: str) -> None:
    account = account_of(cast.cs_head)
    account.era = era
    account.save()


@pytest.mark.parametrize("page", ["", "registers/", "registers/accessions/cs/2026-07-06/", "ledger/"])
def test_pages_of_taiwan_write_the_year_of_the_republic(taipei: Cast, page: str) -> None:
    filed(taipei)
    choose(taipei, "roc")
    who = taipei.auditor if page == "ledger/" else taipei.cs_head
    other = account_of(who)
    other.era = "roc"
    other.save()
    shown = client_of(who).get(f"/CJ/{page}").content.decode()
    assert "民國115年7月6日" in shown


@pytest.mark.parametrize("locality", ["CN", "HK"])
def test_elsewhere_nobody_reads_the_year_of_the_republic(taipei: Cast, locality: str) -> None:
    filed(taipei)
    choose(taipei, "roc")
    taipei.cj.locality = locality
    taipei.cj.save()
    shown = client_of(taipei.cs_head).get("/CJ/registers/accessions/cs/2026-07-06/").content.decode()
    assert "2026-07-06" in shown
    assert "民國" not in shown


def test_the_setting_is_asked_only_where_there_is_a_choice(taipei: Cast) -> None:
    client = client_of(taipei.cs_head)
    assert 'name="era"' in client.get("/account/settings/").content.decode()
    client.post("/account/settings/", {"language": "", "theme": "dark", "era": "roc"})
    assert account_of(taipei.cs_head).era == "roc"
    assert 'name="era"' not in client_of(taipei.xq_cs_head).get("/account/settings/").content.decode()


def test_switching_the_language_keeps_the_era(taipei: Cast) -> None:
    choose(taipei, "roc")
    client_of(taipei.cs_head).post("/language/", {"language": "en"})
    assert (account_of(taipei.cs_head).language, account_of(taipei.cs_head).era) == ("en", "roc")


def test_an_era_there_is_not_is_refused_at_its_field(taipei: Cast) -> None:
    sent = {"language": "", "theme": "", "era": "meiji"}
    answer = client_of(taipei.cs_head).post("/account/settings/", sent)
    assert answer.status_code == 422
    assert account_of(taipei.cs_head).era == ""
