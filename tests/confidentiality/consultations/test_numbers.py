"""Rows of 《業戶檔案查閱登記表》 are numbered without a gap, however many write at once (R1.6c)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from cast import Cast
from confidentiality.consultations.requests import approved, asked, endorsed
from yihu.confidentiality import consultations as acts
from yihu.confidentiality import reading, register_rows
from yihu.confidentiality.models import Consultation, ConsultationRow, RegisterCounter
from yihu.policy.decisions import Conflict, Problem

pytestmark = pytest.mark.clause("R1.6c")
WRITERS, ROWS = 8, 1_000


@pytest.mark.slow
def test_eight_readers_number_a_thousand_rows(live_cast: Cast) -> None:
    """Some of them change their mind and roll back; no number is lost for it."""
    household = live_cast.household().household_id
    readers = (live_cast.auditor, live_cast.project_manager)
    each = ROWS if connection.vendor == "postgresql" else ROWS // 10

    def read(place: int) -> None:
        try:
            if place % 10 == 9:
                with transaction.atomic():
                    register_rows.next_number(
                        project_id=live_cast.cj.pk, register=register_rows.REGISTER, year=2026
                    )
                    transaction.set_rollback(True)
            reading.open_household(by=readers[place % 2], at=live_cast.at, household_id=household)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(read, range(each)))
    numbers = ConsultationRow.objects.order_by("serial").values_list("serial", flat=True)
    assert list(numbers) == list(range(1, each + 1))


def test_two_heads_at_once_one_wins_and_the_other_is_told(live_cast: Cast) -> None:
    request = endorsed(live_cast, asked(live_cast))

    def answer(says_yes: bool) -> str:
        try:
            if says_yes:
                approved(live_cast, request)
            else:
                acts.refuse_consultation(
                    by=live_cast.cs_head, at=live_cast.at, consultation=request, reason="不需要"
                )
            return "won"
        except Conflict as problem:
            return problem.decision.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(answer, (True, False)))
    assert told == ["decided_already", "won"]
    row = Consultation.objects.get()
    assert ConsultationRow.objects.count() == (1 if row.approved else 0)


def test_each_year_and_register_counts_anew(cast: Cast) -> None:
    def number(register: str, year: int) -> int:
        return register_rows.next_number(project_id=cast.cj.pk, register=register, year=year)

    told = [number("consultations", 2026), number("consultations", 2026), number("consultations", 2027)]
    assert [*told, number("loans", 2026)] == [1, 2, 1, 1]
    assert RegisterCounter.objects.count() == 3


def test_what_is_not_written_leaves_no_sight(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the row cannot be written the reading does not happen."""
    household = cast.household().household_id

    class Full(Problem):
        pass

    def fail(**_facts: object) -> int:
        raise Full

    monkeypatch.setattr(register_rows, "next_number", fail)
    with pytest.raises(Full):
        reading.open_household(by=cast.auditor, at=cast.at, household_id=household)
