"""Standing permits by page (C15)."""

import pytest
from time_machine import TimeMachineFixture

from cast import Cast
from desk import desk
from yihu.confidentiality.models import StandingPermit

TYPED = {"username": "viewer", "purpose": "季度檢查", "ends_on": "2026-12-31"}


@pytest.fixture(autouse=True)
def _on_that_day(cast: Cast, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(cast.later(hours=1))


@pytest.mark.clause("R1.6b")
def test_it_works(cast: Cast) -> None:
    desk(cast, "cs_head").post("permits/new/", **TYPED)
    permit = StandingPermit.objects.get(account__username="viewer")
    assert permit.purpose == "季度檢查"
    assert "季度檢查" in desk(cast, "auditor").get("permits/").content.decode()
    desk(cast, "cs_head").post(f"permits/{permit.pk}/withdraw/")
    permit.refresh_from_db()
    assert permit.withdrawn_at


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"purpose": ""}, "請填寫"),
        ({"ends_on": "2028-01-01"}, "最長一年"),
        ({"ends_on": "2026-01-01"}, "最長一年"),
        ({"ends_on": "whenever"}, "日期無效"),
        ({"username": "cs_officer"}, "cs_officer"),
    ],
)
def test_what_is_wrong_is_named(cast: Cast, typed: dict[str, str], said: str) -> None:
    answer = desk(cast, "cs_head").post("permits/new/", **(TYPED | typed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not StandingPermit.objects.filter(account__username="viewer").exists()


def test_a_permit_is_withdrawn_once(cast: Cast) -> None:
    path = f"permits/{StandingPermit.objects.earliest('pk').pk}/withdraw/"
    assert desk(cast, "cs_head").get(path).status_code == 200
    assert desk(cast, "cs_head").post(path).status_code == 302
    assert desk(cast, "cs_head").post(path).status_code == 409


@pytest.mark.clause("R1.6b")
@pytest.mark.parametrize("who", ["cs_officer", "eng_head", "project_manager", "sysadmin"])
def test_only_the_head_of_customer_service_decides(cast: Cast, who: str) -> None:
    permit = StandingPermit.objects.earliest("pk")
    assert desk(cast, who).post("permits/new/", **TYPED).status_code == 403
    assert desk(cast, who).post(f"permits/{permit.pk}/withdraw/").status_code == 403
    permit.refresh_from_db()
    assert permit.withdrawn_at is None


def test_strangers_find_nothing(cast: Cast) -> None:
    permit = StandingPermit.objects.earliest("pk")
    assert desk(cast, "xq_cs_head").get("permits/").status_code == 404
    assert desk(cast, "xq_cs_head").post(f"permits/{permit.pk}/withdraw/").status_code == 404
