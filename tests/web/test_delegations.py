"""代理 on its page: recorded, seen, ended (T12)."""

import pytest
from time_machine import TimeMachineFixture

from cast import Cast
from desk import desk
from yihu.accounts.models import Delegation


@pytest.fixture(autouse=True)
def _at_work(time_machine: TimeMachineFixture, cast: Cast) -> None:
    time_machine.move_to(cast.at, tick=False)


LEAVE = {
    "delegator": "cs_head",
    "delegate": "cs_officer",
    "scope": "all",
    "starts_on": "2026-07-06",
    "ends_on": "2026-07-08",
    "basis": "年假",
}


def test_it_works(cast: Cast) -> None:
    head = desk(cast, "cs_head")
    assert head.post("delegations/new/", **LEAVE).status_code == 302
    assert "年假" in desk(cast, "sec_staff").get("delegations/").content.decode()
    row = Delegation.objects.get()
    assert head.post(f"delegations/{row.pk}/revoke/").status_code == 302
    assert "已撤回" in head.get("delegations/").content.decode()


def test_the_manager_records_for_a_head_who_fell_ill(cast: Cast) -> None:
    assert desk(cast, "project_manager").post("delegations/new/", **LEAVE).status_code == 302
    assert Delegation.objects.get().recorded_by_id == cast.project_manager.account_id


def test_what_is_wrong_stands_at_its_field(cast: Cast) -> None:
    for wrong, said in (
        ({"ends_on": "2026-07-01"}, "結束時間必須在開始之後"),
        ({"delegate": "cs_head"}, "不能由這個人代理"),
    ):
        sent = desk(cast, "cs_head").post("delegations/new/", **(LEAVE | wrong))
        assert sent.status_code == 422
        assert said in sent.content.decode()
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("sec_staff", 403), ("auditor", 403), ("viewer", 403)])
def test_others_are_refused(cast: Cast, who: str, status: int) -> None:
    assert desk(cast, who).get("delegations/new/").status_code == status
    assert desk(cast, who).post("delegations/new/", **LEAVE).status_code == status
