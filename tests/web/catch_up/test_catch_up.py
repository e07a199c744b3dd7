"""Catch-up plans by page (P21)."""

from datetime import date

import pytest
from time_machine import TimeMachineFixture

from cast import Cast
from desk import desk
from yihu.dossiers.models import CatchUpPlan
from yihu.estate.models import Building, Project


@pytest.fixture(autouse=True)
def _going_live(cast: Cast, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(cast.later(hours=1), tick=False)
    Project.objects.filter(pk=cast.cj.pk).update(went_live_on=date(2026, 7, 6))
    cast.cj.refresh_from_db()
    cast.household()


def building(code: str = "03") -> str:
    return str(Building.objects.get(project__code="CJ", code=code).pk)


def planned(cast: Cast, who: str = "cs_head", **typed: object) -> int:
    values = {"buildings": [building()], "ends_on": "2026-12-31"} | typed
    return int(desk(cast, who).post("catch-up/new/", **values).status_code)


def page(cast: Cast, path: str, who: str = "cs_head") -> str:
    answer = desk(cast, who).get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_it_works(cast: Cast) -> None:
    assert "上線時已缺" in page(cast, "catch-up/")
    assert planned(cast, buildings=[building(), building("07")]) == 302
    shown = page(cast, "catch-up/", "cs_records")
    assert ("2026-12-31" in shown, "補錄中" in shown, 'class="progress-bar__picture"' in shown) == (True,) * 3
    assert CatchUpPlan.objects.count() == 2


def test_where_every_building_has_its_plan_no_empty_form_is_shown(cast: Cast) -> None:
    everywhere = [str(pk) for pk in Building.objects.filter(project=cast.cj).values_list("pk", flat=True)]
    assert planned(cast, buildings=everywhere) == 302
    answer = desk(cast, "cs_head").get("catch-up/new/")
    assert (answer.status_code, answer["Location"]) == (302, "/CJ/catch-up/")


def test_today_and_the_file_tell_both_apart(cast: Cast) -> None:
    file = cast.household("3棟2單元1502").household_id
    assert "未入計劃" in page(cast, "")
    planned(cast)
    for who in ("cs_head", "cs_records", "project_manager"):
        shown = page(cast, "", who)
        assert ("補錄 2 戶" in shown, "最早 2026-12-31 到期" in shown, "缺 0 戶" in shown) == (True,) * 3
    assert "補錄至 2026-12-31" in page(cast, f"households/{file}/")
    assert "補錄計劃" not in page(cast, "", "eng_head")


def test_a_plan_is_revised_and_keeps_its_history(cast: Cast) -> None:
    planned(cast)
    path = f"catch-up/{CatchUpPlan.objects.get().pk}/"
    assert desk(cast, "project_manager").post(path, ends_on="2027-03-31", reason="外出").status_code == 302
    shown = page(cast, path, "auditor")
    assert all(word in shown for word in ("2026-12-31", "2027-03-31", "外出"))
    assert 'name="reason"' not in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ends_on": "2028-01-01"}, "最長 12 個月"),
        ({"ends_on": "2026-07-06"}, "上線日 2026-07-06 之後"),
        ({"ends_on": "x"}, "日期無效"),
        ({"buildings": []}, "請填寫"),
    ],
)
def test_what_is_wrong_is_named(cast: Cast, typed: dict[str, object], said: str) -> None:
    answer = desk(cast, "cs_head").post(
        "catch-up/new/", **({"buildings": [building()], "ends_on": "2026-12-31"} | typed)
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not CatchUpPlan.objects.exists()


def test_a_change_needs_another_day_and_a_reason(cast: Cast) -> None:
    planned(cast)
    path = f"catch-up/{CatchUpPlan.objects.get().pk}/"
    head = desk(cast, "cs_head")
    assert "請填寫" in head.post(path, ends_on="2027-01-01", reason="").content.decode()
    assert head.post(path, ends_on="2026-12-31", reason="同日").status_code == 409


@pytest.mark.parametrize("who", ["cs_officer", "cs_records", "eng_head", "auditor", "sysadmin", "front_desk"])
def test_only_the_head_and_the_manager_plan(cast: Cast, who: str) -> None:
    planned(cast, "project_manager", buildings=[building("07")])
    path = f"catch-up/{CatchUpPlan.objects.get().pk}/"
    assert planned(cast, who) == 403
    assert desk(cast, who).post(path, ends_on="2027-01-01", reason="x").status_code == 403
    assert CatchUpPlan.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "status"), [("cs_officer", 200), ("auditor", 200), ("eng_head", 403), ("viewer", 403)]
)
def test_who_reads_plans(cast: Cast, who: str, status: int) -> None:
    assert desk(cast, who).get("catch-up/").status_code == status


def test_strangers_know_of_nothing(cast: Cast) -> None:
    planned(cast)
    path = f"/XQ/catch-up/{CatchUpPlan.objects.get().pk}/"
    assert desk(cast, "xq_cs_head").client.get(path).status_code == 404
    assert desk(cast, "xq_cs_head").get("catch-up/").status_code == 404


def test_the_regulations_page_leads_there(cast: Cast) -> None:
    assert "/CJ/catch-up/" in page(cast, "regulations/")
    assert "上線日 2026-07-06" in page(cast, "regulations/", "eng_staff")
