"""What a page asks of the database does not grow with its rows."""

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cast import Cast
from people import account_of
from yihu.confidentiality.reading import Filters, list_households
from yihu.dossiers import operations as dossiers
from yihu.dossiers.models import Dossier
from yihu.estate.operations import add_unit
from yihu.households.inputs import OwnerInput, PersonInput
from yihu.policy.vocabulary import SYSTEM, Carrier

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def more_households(cast: Cast, count: int, *, floor: int) -> list[Dossier]:
    """That many files, each of one owner with a telephone."""
    opened = []
    for place in range(count):
        unit = add_unit(by=SYSTEM, at=cast.at, project=cast.cj, text=f"3棟1單元{floor}{place:02}")
        owner = OwnerInput(PersonInput(f"張{floor}{place}", phones=(f"1381234{floor:02}{place:02}",)))
        opened.append(
            dossiers.open_household(by=cast.cs_officer, at=cast.at, unit=unit, owners=(owner,)).dossier
        )
    return opened


def more_papers(cast: Cast, dossier: Dossier, count: int) -> None:
    """That many papers received for a file."""
    for number in range(count):
        dossiers.receive(
            by=cast.cs_records,
            at=cast.at,
            project=cast.cj,
            unit=dossier.household.unit,
            title=f"資料{number}",
            pages=1,
            carrier=Carrier.PAPER,
            line="A01",
        )


def asked(client: Client, path: str, counter: DjangoAssertNumQueries) -> int:
    """How many statements a page takes."""
    client.get(path)
    with counter(1000, exact=False) as taken:
        assert client.get(path).status_code == 200
    return len(taken)


def test_twenty_rows_ask_as_often_as_ten(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(account_of(cast.cs_head), backend=BACKEND)
    more_households(cast, 10, floor=21)
    ten = asked(client, "/CJ/households/", django_assert_max_num_queries)
    more_households(cast, 10, floor=22)
    assert asked(client, "/CJ/households/", django_assert_max_num_queries) == ten
    assert ten <= 25


def test_a_file_of_many_papers_asks_as_often(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(account_of(cast.cs_head), backend=BACKEND)
    (dossier,) = more_households(cast, 1, floor=21)
    path = f"/CJ/households/{dossier.household_id}/"
    more_papers(cast, dossier, 2)
    few = asked(client, path, django_assert_max_num_queries)
    more_papers(cast, dossier, 4)
    assert asked(client, path, django_assert_max_num_queries) == few
    assert few <= 50


def test_pages_follow_one_another_without_a_gap(cast: Cast) -> None:
    more_households(cast, 7, floor=21)
    labels, cursor = [], ""
    while True:
        page = list_households(
            by=cast.cs_head, at=cast.at, project=cast.cj, filters=Filters(), cursor=cursor, limit=3
        )
        labels += [row.unit_label for row in page.items]
        assert page.total == 7
        if page.next is None:
            break
        cursor = page.next
    assert labels == [f"3棟1單元21{place:02}" for place in range(7)]


def test_what_lacks_a_line_is_counted_by_its_roll_up(cast: Cast) -> None:
    more_households(cast, 3, floor=21)
    page = list_households(by=cast.cs_head, at=cast.at, project=cast.cj, filters=Filters(missing="A01"))
    assert page.total == len(page.items) == 3
    narrowed = Filters(missing="A01", q="210")
    found = list_households(by=cast.cs_head, at=cast.at, project=cast.cj, filters=narrowed)
    assert found.total == len(found.items)
