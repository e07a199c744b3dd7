"""紙檔未入電腦 (R1.10a) and 待知會財務 (R1.10d), as pages."""

from datetime import timedelta

import pytest

from cast import Cast
from desk import desk, received
from yihu.confidentiality import reading
from yihu.confidentiality.reading import Lack
from yihu.dossiers import operations as dossiers
from yihu.estate.models import Unit
from yihu.households.models import FinanceNotice, Household, Phone
from yihu.policy.decisions import NotKnown, Refused


@pytest.mark.clause("R1.10a")
@pytest.mark.acceptance("R1.10/3")
def test_it_works(cast: Cast) -> None:
    received(cast, title="裝修申請")
    soon, later = cast.at + timedelta(hours=23), cast.at + timedelta(hours=25)
    assert reading.open_backlog(by=cast.cs_head, at=soon, project=cast.cj).counts[Lack.PAPER] == 0
    found = reading.open_backlog(by=cast.cs_head, at=later, project=cast.cj)
    assert (found.counts[Lack.PAPER], found.rows[0].title) == (1, "裝修申請")


def test_key_facts_are_asked_for(cast: Cast) -> None:
    cast.household()
    Unit.objects.filter(label="3棟1單元1201").update(area_m2=None)
    Phone.objects.all().update(until=cast.at)
    counts = reading.open_backlog(by=cast.cs_head, at=cast.at, project=cast.cj).counts
    assert (counts[Lack.AREA], counts[Lack.PHONE], counts[Lack.OWNERS]) == (1, 1, 0)
    assert "3棟1單元1201" in desk(cast, "cs_officer").get("backlog/?lack=phone").content.decode()


def test_others_do_not_see_it(cast: Cast) -> None:
    with pytest.raises(Refused):
        reading.open_backlog(by=cast.eng_head, at=cast.at, project=cast.cj)
    with pytest.raises(NotKnown):
        reading.list_untold(by=cast.xq_cs_head, at=cast.at, project=cast.cj)
    assert desk(cast, "cs_officer").get("backlog/?lack=moon").status_code == 404
    assert desk(cast, "front_desk").get("finance-notices/").status_code == 403


def test_finance_is_told_from_the_page(cast: Cast) -> None:
    household = Household.objects.select_related("unit").get(pk=cast.household().household_id)
    made = dossiers.correct(
        by=cast.cs_officer, at=cast.at, household=household, field="area_m2", new="98.2", reason="看錯"
    )
    at = desk(cast, "cs_officer")
    assert "98.2" in at.get("finance-notices/").content.decode()
    assert "待知會財務" in at.get("").content.decode()
    assert at.post(f"finance-notices/{made.pk}/", told="").status_code == 422
    assert "已登記知會財務" in at.shown(f"finance-notices/{made.pk}/", told="林會計")
    assert FinanceNotice.objects.get().correction_id == made.pk
    assert desk(cast, "cs_records").post(f"finance-notices/{made.pk}/", told="x").status_code == 403
