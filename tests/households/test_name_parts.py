"""The tails of names: the database writes them, whoever writes the person."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yihu.households import name_parts
from yihu.households.models import NamePart, Person
from yihu.kernel.text import fold

pytestmark = pytest.mark.django_db


def person(cast, name):
    return Person.objects.create(project=cast.cj, name=name, name_fold=fold(name), recorded_at=cast.at)


def parts(who):
    return sorted(NamePart.objects.filter(person=who).values_list("part", "is_whole"))


def test_it_works(cast):
    assert parts(person(cast, "王小芳")) == [("小芳", False), ("王小芳", True), ("芳", False)]


def test_rows_written_at_once_have_theirs(cast):
    some = [
        Person(project=cast.cj, name=name, name_fold=name, recorded_at=cast.at) for name in ("李四", "李五")
    ]
    Person.objects.bulk_create(some)
    assert [parts(each) for each in some] == [
        [("四", False), ("李四", True)],
        [("五", False), ("李五", True)],
    ]


def test_a_name_with_a_dot_is_kept_without_it_too(cast):
    kept = parts(person(cast, "古·熱娜"))
    assert ("古·热娜", True) in kept
    assert ("古热娜", True) in kept
    assert len(kept) == len(set(kept)) == 5


def test_the_longest_name_is_kept_whole(cast):
    name = "業" * name_parts.LONGEST
    assert len(parts(person(cast, name))) == name_parts.LONGEST


def test_a_changed_name_leaves_nothing_behind(cast):
    who = person(cast, "王小芳")
    who.name = who.name_fold = "李四"
    who.save()
    assert parts(who) == [("四", False), ("李四", True)]


def test_nothing_is_left_of_somebody_removed(cast):
    who = person(cast, "王小芳")
    pk = who.pk
    who.delete()
    assert not NamePart.objects.filter(person_id=pk).exists()


def test_a_missing_trigger_is_told(cast):
    assert name_parts.missing(connection) == []
    name_parts.remove(connection)
    assert set(name_parts.SQLITE) <= set(name_parts.missing(connection))


def test_mending_writes_what_came_meanwhile(cast):
    before = parts(person(cast, "古·熱娜"))
    name_parts.remove(connection)
    missed = person(cast, "古·熱娜")
    assert not parts(missed)
    name_parts.mend(connection)
    assert parts(missed) == before
    assert name_parts.missing(connection) == []


def test_what_is_whole_is_left_alone(cast):
    with CaptureQueriesContext(connection) as asked:
        name_parts.mend(connection)
    assert not [each for each in asked if "namepart" in each["sql"].lower()]
