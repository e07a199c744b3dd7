"""The same-day rule, what a receipt needs, and where paper must lie."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from yihu.policy.calendars import WorkCalendar
from yihu.policy.composition import EffectivePolicy, company_rule, compose
from yihu.policy.filing import Filed, Place, check_place, check_receipt, judge_filing, judge_mode
from yihu.policy.regulations import REGULATIONS
from yihu.policy.vocabulary import Carrier, Department, StorageMode

SHANGHAI = ZoneInfo("Asia/Shanghai")
STRICT = compose(*REGULATIONS.values())
GRACE = compose(
    *REGULATIONS.values(), company_rule("acme", "公司規定", "1", date(2026, 1, 1), {"P01.grace": True})
)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def judge(
    received: str, filed: str, policy: EffectivePolicy = STRICT, live: date | None = None
) -> tuple[bool, int, bool, bool]:
    verdict = judge_filing(
        received_at=local(received).astimezone(UTC),
        filed_at=local(filed).astimezone(UTC),
        zone=SHANGHAI,
        calendar=WorkCalendar(),
        policy=policy,
        went_live_on=live,
    )
    assert isinstance(verdict, Filed)
    return verdict.late, verdict.days_late, verdict.after_hours, verdict.before_go_live


def test_it_works() -> None:
    assert judge("2026-07-06T09:12", "2026-07-06T17:00") == (False, 0, False, False)


@pytest.mark.acceptance("check 12")
@pytest.mark.clause("R2.3.3.4")
@pytest.mark.parametrize(
    ("received", "filed", "days_late"),
    [
        ("2026-07-06T00:00", "2026-07-06T23:59:59", 0),
        ("2026-07-06T23:50", "2026-07-07T00:00", 1),
        ("2026-07-06T09:00", "2026-07-09T09:00", 3),
        ("2026-07-04T09:00", "2026-07-06T09:00", 2),  # a Saturday: strict
    ],
)
def test_the_day_of_receipt_ends_at_midnight_in_the_zone(received: str, filed: str, days_late: int) -> None:
    assert judge(received, filed) == (days_late > 0, days_late, False, False)


@pytest.mark.clause("R2.3.3.4")
@pytest.mark.parametrize(
    ("received", "filed", "late", "after_hours"),
    [
        ("2026-07-06T16:59", "2026-07-07T09:00", True, False),
        ("2026-07-06T17:00", "2026-07-07T12:00", False, True),
        ("2026-07-06T17:00", "2026-07-07T12:01", True, True),
        ("2026-07-04T09:00", "2026-07-06T12:00", False, True),
        ("2026-09-30T18:00", "2026-10-08T11:00", False, True),
    ],
)
def test_the_grace_reaches_noon_of_the_next_working_day(
    received: str, filed: str, late: bool, after_hours: bool
) -> None:
    assert judge(received, filed, GRACE)[0::2] == (late, after_hours)
    assert judge(received, filed, GRACE)[1] == int(late)


@pytest.mark.clause("R2.3.3.4")
@pytest.mark.parametrize(
    ("received", "late", "before"), [("2026-06-30", False, True), ("2026-07-01", True, False)]
)
def test_paper_from_before_going_live_is_never_late(received: str, late: bool, before: bool) -> None:
    verdict = judge(f"{received}T09:00", "2026-07-20T09:00", live=date(2026, 7, 1))
    assert (verdict[0], verdict[3]) == (late, before)


@pytest.mark.clause("R2.2.1.3")
@pytest.mark.parametrize(
    ("title", "pages", "carrier", "has_file", "pointers"),
    [
        ("業主信息表", 2, Carrier.PAPER, False, []),
        ("業主信息表", 2, Carrier.BOTH, True, []),
        (" ", 2, Carrier.PAPER, False, ["title"]),
        ("表" * 121, 2, Carrier.PAPER, False, ["title"]),
        ("表", 0, Carrier.PAPER, False, ["pages"]),
        ("表", None, Carrier.PAPER, False, ["pages"]),
        ("表", 10_001, Carrier.PAPER, False, ["pages"]),
        ("表", 1, Carrier.ELECTRONIC, False, ["file"]),
        ("", 0, Carrier.BOTH, False, ["title", "pages", "file"]),
    ],
)
def test_a_receipt_names_everything_that_is_wrong(
    title: str, pages: int | None, carrier: Carrier, has_file: bool, pointers: list[str]
) -> None:
    errors = check_receipt(title=title, pages=pages, carrier=carrier, has_file=has_file)
    assert [error.pointer for error in errors] == pointers
    assert all(error.mend and error.clause for error in errors)


@pytest.mark.clause("R2.3.3", "R2.3.3.1", "R2.3.3.2", "R2.3.3.3")
@pytest.mark.parametrize(
    ("mode", "place", "missing"),
    [
        (StorageMode.HANGING, Place("K-02", "1", position="37"), []),
        (StorageMode.HANGING, Place("K-02"), ["position"]),
        (StorageMode.SEALED_BAG, Place("E1", bag="B-017"), []),
        (StorageMode.SEALED_BAG, Place("E1", bag=" "), ["bag"]),
        (StorageMode.POOLED_BINDER, Place("S1", binder="放行條 2026-07 冊", page=12), []),
        (StorageMode.POOLED_BINDER, Place("S1", page=0), ["binder", "binder_page"]),
        (StorageMode.HOUSEHOLD_FOLDER, Place("S1"), []),
        (StorageMode.BOX, Place(), ["cabinet"]),
        (StorageMode.HANGING, Place(), ["cabinet", "position"]),
    ],
)
def test_paper_needs_the_place_of_its_mode(mode: StorageMode, place: Place, missing: list[str]) -> None:
    errors = check_place(carrier=Carrier.PAPER, mode=mode, line="A05", place=place)
    assert [error.pointer for error in errors] == [f"location/{name}" for name in missing]
    assert check_place(carrier=Carrier.ELECTRONIC, mode=mode, line="A05", place=place) == ()


@pytest.mark.clause("R2.3.3.2")
@pytest.mark.parametrize(
    ("line", "volume", "mode", "reason", "agreed", "allowed"),
    [
        ("B03", "eng", StorageMode.SEALED_BAG, "", False, True),
        ("B03", "eng", StorageMode.BOX, "", False, False),
        ("B08", "eng", StorageMode.BOX, "尺寸過大", False, False),
        ("B08", "eng", StorageMode.BOX, "尺寸過大", True, True),
        ("B01", "eng", StorageMode.BOX, "", False, True),
        ("B03", "cs", StorageMode.HANGING, "", False, True),
    ],
)
def test_drawings_leave_the_bag_only_with_a_reason_and_a_second_person(
    line: str, volume: str, mode: StorageMode, reason: str, agreed: bool, allowed: bool
) -> None:
    decision = judge_mode(
        line=line, volume=Department(volume), mode=mode, reason=reason, agreed_by_another=agreed
    )
    assert decision.allowed is allowed
    assert decision.clause == ("" if allowed else "R2.3.3.2")


@pytest.mark.clause("R2.3.3.2")
def test_a_drawing_in_a_bag_needs_no_hanging_position() -> None:
    place = Place("E1", bag="B-017")
    assert check_place(carrier=Carrier.PAPER, mode=StorageMode.HANGING, line="B03", place=place) == ()
