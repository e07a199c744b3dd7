"""The columns of 《業戶情況一覽表》: what there is, for whom, how masked (R1.10b, C11)."""

from typing import Any

import pytest

from cast import Cast
from confidentiality.reading.test_query_counts import more_households
from yihu.confidentiality import reading
from yihu.confidentiality.reading import Extra, Filters
from yihu.confidentiality.reading.columns import (
    BY_CODE,
    COLUMNS,
    Level,
    Wording,
    chosen_from,
    extras_of,
    offered_to,
    require_offered,
)
from yihu.dossiers import operations as dossiers
from yihu.policy.decisions import Invalid, Refused
from yihu.policy.vocabulary import Role


def shown(cast: Cast, who: str = "cs_officer", **asked: object) -> list[dict[str, str]]:
    """The list's rows as texts by column."""
    by = getattr(cast, who)
    columns = offered_to(by.role)
    filters = Filters(**asked)  # type: ignore[arg-type]
    page = reading.list_households(
        by=by, at=cast.at, project=cast.cj, filters=filters, extras=extras_of(columns)
    )
    words = Wording()
    return [{column.code: column.cell(row, words) for column in columns} for row in page.items]


@pytest.mark.clause("R1.10b")
def test_it_works(cast: Cast) -> None:
    dossier = cast.household()
    (row,) = shown(cast)
    assert row["unit"] == "3棟1單元1201"
    assert (row["building"], row["entrance"], row["room"]) == ("3棟", "1", "1201")
    assert row["file_no"] == dossier.file_no
    assert row["owners"] == "張曉芸（50%）、李建國（50%）"
    assert row["phone"] == "138****1234"
    assert row["officer"] == cast.cs_officer.name
    assert row["complete"] == "28%"
    assert "A01" in row["gaps"]
    assert row["note"] == ""


@pytest.mark.clause("C11")
def test_no_column_holds_an_id_number_or_an_image(cast: Cast) -> None:
    cast.household()
    told = "".join("".join(row.values()) for row in shown(cast))
    assert "11010119900307109X" not in told
    assert "109X" not in told
    assert not {"id_number", "id_type", "image"} & set(BY_CODE)
    assert not [column for column in COLUMNS if column.level is Level.L4]


@pytest.mark.clause("R1.10d")
def test_what_was_mended_since_last_monday_is_flagged(cast: Cast) -> None:
    household = cast.household().household
    asked: dict[str, Any] = {"household": household, "field": "area_m2", "new": "98.2", "reason": "權證所載"}
    dossiers.correct(by=cast.cs_officer, at=cast.later(hours=-1), **asked)
    (row,) = shown(cast)
    assert (row["area"], row["note"]) == ("98.20", "本週更正")
    assert len(shown(cast, corrected=True)) == 1
    later = reading.list_households(
        by=cast.cs_officer, at=cast.later(days=8), project=cast.cj, filters=Filters(corrected=True)
    )
    assert later.total == 0


@pytest.mark.clause("R1.6a")
def test_the_front_desk_sees_its_scope_only(cast: Cast) -> None:
    cast.household()
    (row,) = shown(cast, "front_desk")
    assert set(row) == {
        *("unit", "building", "entrance", "room", "file_no", "owners", "phone", "use", "officer")
    }
    for wide in ({"missing": "A01"}, {"corrected": True}):
        with pytest.raises(Refused):
            shown(cast, "front_desk", **wide)
    with pytest.raises(Refused):
        reading.list_households(
            by=cast.front_desk, at=cast.at, project=cast.cj, filters=Filters(), extras={Extra.GAPS}
        )


def test_a_choice_keeps_the_order_of_the_form_and_the_room() -> None:
    offered = offered_to(Role.CS_OFFICER)
    codes = [column.code for column in chosen_from(("phone", "owners", "gone"), offered)]
    assert codes == ["unit", "owners", "phone"]
    assert chosen_from((), offered)[0].code == "unit"


def test_a_column_that_there_is_not_is_refused() -> None:
    with pytest.raises(Invalid) as wrong:
        require_offered(["unit", "religion"], offered_to(Role.CS_HEAD))
    assert wrong.value.errors[0].code == "column_unknown"


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        ({"building": "07"}, ["7棟1單元704"]),
        ({"kind": "residential", "building": "03"}, ["3棟1單元1201"]),
        ({"kind": "shop"}, []),
    ],
)
def test_the_list_is_narrowed(cast: Cast, asked: dict[str, str], labels: list[str]) -> None:
    cast.household()
    cast.household("7棟1單元704")
    assert [row["unit"] for row in shown(cast, **asked)] == labels


def page(cast: Cast, **where: object) -> reading.OverviewPage:
    return reading.list_households(
        by=cast.cs_head,
        at=cast.at,
        project=cast.cj,
        filters=Filters(),
        limit=3,
        placed=True,
        **where,  # type: ignore[arg-type]
    )


def labels_of(found: reading.OverviewPage) -> list[str]:
    return [row.unit_label[-2:] for row in found.items]


def test_one_goes_on_and_back_by_whole_pages(cast: Cast) -> None:
    more_households(cast, 8, floor=21)
    first = page(cast)
    assert (labels_of(first), first.first, first.previous) == (["00", "01", "02"], 1, None)
    second = page(cast, cursor=first.next)
    third = page(cast, cursor=second.next)
    assert (labels_of(third), third.first, third.next) == (["06", "07"], 7, None)
    back = page(cast, cursor=third.previous, back=True)
    assert (labels_of(back), back.first, back.total) == (["03", "04", "05"], 4, 8)
    assert labels_of(page(cast, cursor=back.next)) == ["06", "07"]
    start = page(cast, cursor=back.previous, back=True)
    assert (labels_of(start), start.first, start.previous) == (["00", "01", "02"], 1, None)


def test_a_row_added_in_between_neither_doubles_nor_hides_another(cast: Cast) -> None:
    more_households(cast, 6, floor=22)
    first = page(cast)
    more_households(cast, 1, floor=21)  # stands before them all
    second = page(cast, cursor=first.next)
    assert labels_of(first) + labels_of(second) == ["00", "01", "02", "03", "04", "05"]
    assert (second.first, second.total) == (5, 7)


def test_each_household_comes_once_however_the_batches_fall(cast: Cast) -> None:
    more_households(cast, 7, floor=21)
    for batch in (1, 3, 7, 50):
        rows = reading.each_household(
            by=cast.cs_head, at=cast.at, project=cast.cj, filters=Filters(), batch=batch
        )
        assert [row.unit_label[-2:] for row in rows] == [f"{place:02}" for place in range(7)]
