"""《業戶檔案一覽表》 and the head's 已閱."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from cast import Cast
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import AccessionReading, AccessionRow, Filing, ItemNumber
from yihu.dossiers.places import Location
from yihu.policy.decisions import Conflict, Refused
from yihu.policy.vocabulary import Carrier, Department

DAY = date(2026, 7, 6)


def filed(cast: Cast, *, hours: int = 0) -> None:
    document = dossiers.receive(
        by=cast.cs_records,
        at=cast.later(hours=hours),
        project=cast.cj,
        unit=cast.unit(),
        title="業主信息表",
        pages=2,
        carrier=Carrier.PAPER,
    ).document
    place = Location("K-02", "1", "37")
    dossiers.file(
        by=cast.cs_records, at=cast.later(hours=hours), document=document, line="A06", location=place
    )


def read(
    cast: Cast, who: str = "cs_head", volume: Department = Department.CS, **more: Any
) -> AccessionReading:
    by = getattr(cast, who)
    return dossiers.read_register(
        by=by, at=cast.later(hours=2), project=cast.cj, volume=volume, day=DAY, **more
    )


@pytest.mark.clause("R2.3.3.4")
def test_it_works(cast: Cast) -> None:
    filed(cast)
    filed(cast)
    reading = read(cast, remark="圖章不清，請補")
    assert (reading.rows, reading.remark) == (2, "圖章不清，請補")
    assert not AccessionRow.objects.filter(reading__isnull=True).exists()


def test_later_rows_of_the_day_wait_again(cast: Cast) -> None:
    filed(cast)
    read(cast)
    filed(cast, hours=3)
    assert read(cast).rows == 1
    assert AccessionReading.objects.count() == 2


def test_an_empty_day_needs_no_signature(cast: Cast) -> None:
    with pytest.raises(Conflict):
        read(cast)


@pytest.mark.clause("R2.3.3.4")
@pytest.mark.parametrize("who", ["cs_officer", "cs_records", "front_desk", "project_manager", "auditor"])
def test_only_a_head_reads(cast: Cast, who: str) -> None:
    filed(cast)
    with pytest.raises(Refused):
        read(cast, who)


def test_another_departments_head_does_not(cast: Cast) -> None:
    filed(cast)
    with pytest.raises(Refused):
        read(cast, "eng_head")


@pytest.mark.acceptance("check 12")
@pytest.mark.parametrize(
    "act",
    [
        lambda: AccessionRow.objects.update(title="別的"),
        lambda: AccessionRow.objects.update(reading=None),
        lambda: AccessionRow.objects.all().delete(),
        lambda: Filing.objects.update(days_late=0, late=False),
        lambda: Filing.objects.all().delete(),
        lambda: ItemNumber.objects.update(number=9),
        lambda: AccessionReading.objects.update(remark="改"),
    ],
)
def test_the_database_itself_keeps_what_was_read(cast: Cast, act: Callable[[], object]) -> None:
    filed(cast)
    read(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


@pytest.mark.acceptance("check 13")
def test_the_bytes_of_a_document_never_change(cast: Cast) -> None:
    filed(cast)
    document = AccessionRow.objects.get().document
    with pytest.raises(DatabaseError), transaction.atomic():
        type(document).objects.update(pages=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        type(document).objects.update(received_at=cast.later(days=-9))
