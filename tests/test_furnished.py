"""The cast stands where it is asked for, and nowhere else, whatever the order of the tests."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from cast import Cast
from yihu.estate.models import Project


@pytest.fixture(scope="module")
def codes(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """The projects that a module finds which opens the database by hand."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield list(Project.objects.values_list("code", flat=True))


@pytest.mark.parametrize("name", ["first", "second"])
def test_it_works(cast: Cast, name: str) -> None:
    assert cast.unit().project == cast.cj
    assert Project.objects.exclude(name=f"項目{cast.cj.code}").count() == 1
    cast.actors.clear()
    Project.objects.filter(pk=cast.cj.pk).update(name=name)


def test_a_module_that_opens_the_database_by_hand_finds_nobody(codes: list[str]) -> None:
    assert codes == []


@pytest.mark.django_db
def test_others_find_nobody() -> None:
    assert not Project.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_with_real_commits_everybody_is_engaged_anew(cast: Cast) -> None:
    assert cast.unit().project == cast.cj
