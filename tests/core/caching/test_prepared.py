"""Queries whose SQL is made once give what the same queries give that are made each time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.caching import prepared
from people.models import Education, Person
from publications.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db


def everybody(number):
    return [factories.person(f"Person {index}") for index in range(number)]


def counted(make):
    """The prepared query, and a list that grows each time its SQL is made."""
    made = []

    def noting(*constants, **values):
        made.append(constants)
        return make(*constants, **values)

    return prepared(noting), made


def test_the_values_of_each_call_count():
    ada, bob = factories.person("Ada"), factories.person("Bob")
    people, made = counted(lambda *, slug: Person.objects.filter(slug=slug))
    assert people(slug=ada.slug) == [ada]
    assert people(slug=bob.slug) == [bob]
    assert people(slug="nobody") == []
    assert len(made) == 1


def test_rows_are_read_anew_each_time():
    people, _made = counted(lambda: Person.objects.order_by("name"))
    ada = factories.person("Ada")
    (found,) = people()
    assert found == ada
    factories.person("Bob")
    Person.objects.filter(pk=ada.pk).update(interests="Sparse kernels")
    assert [(person.name, person.interests) for person in people()] == [
        ("Ada", "Sparse kernels"),
        ("Bob", ""),
    ]


def test_what_is_given_by_position_is_part_of_the_sql():
    everybody(3)
    people, made = counted(lambda number: Person.objects.order_by("pk")[:number])
    assert [len(people(number)) for number in (1, 2, 1)] == [1, 2, 1]
    assert made == [(1,), (2,)]


def test_other_names_are_another_query():
    ada, bob = factories.person("Ada"), factories.person("Bob")
    people, _made = counted(lambda **chosen: Person.objects.filter(**chosen).order_by("name"))
    assert people() == [ada, bob]
    assert people(name="Bob") == [bob]
    assert people(slug=ada.slug) == [ada]


@pytest.mark.parametrize("number", range(6))
def test_a_list_of_any_length(number):
    people = everybody(6)
    found, _made = counted(lambda *, keys: Person.objects.filter(pk__in=keys).order_by("pk"))
    assert found(keys=[person.pk for person in people[:number]]) == people[:number]


def test_lists_of_similar_length_share_a_statement():
    people = everybody(5)
    found, made = counted(lambda *, keys: Person.objects.filter(pk__in=keys))
    assert [len(found(keys=[person.pk for person in people[:number]])) for number in (3, 4, 5)] == [3, 4, 5]
    assert len(made) == 2


def test_a_list_for_a_foreign_key():
    people = everybody(3)
    for person in people:
        Education.objects.create(person=person, degree="phd", school="A")
    found, _made = counted(lambda *, keys: Education.objects.filter(person__pk__in=keys))
    assert {row.person_id for row in found(keys=[people[0].pk, people[2].pk])} == {people[0].pk, people[2].pk}


def test_it_brings_related_rows_and_columns_of_json_in_one_query():
    venue = factories.venue("Example Conference")
    paper = factories.publication("A Paper", venue=venue, authors=["A. Author"])
    entries, _made = counted(lambda *, key: Publication.objects.filter(pk=key).with_entry_details())
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            (found,) = entries(key=paper.pk)
            assert found.venue == venue
            assert [byline.name for byline in found.bylines] == ["A. Author"]
        assert len(queries) == 1


def test_tuples_work_too():
    factories.person("Ada")
    names, _made = counted(lambda: Person.objects.values_list("name", flat=True))
    assert [names(), names()] == [["Ada"], ["Ada"]]


def test_not_too_many_statements_are_kept():
    people, _made = counted(lambda number: Person.objects.all()[:number])
    for number in range(1, 100):
        people(number)
    assert len(people.statements) <= 30
