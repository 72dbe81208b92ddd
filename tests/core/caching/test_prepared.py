"""Prepared queries return the same as the querysets from which they are made."""

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


@pytest.fixture(autouse=True)
def speed_layer(settings):
    settings.SPEED_LAYER = True


def recorded(build_queryset):
    """Return the prepared query, and the list of the constants with which its SQL was generated."""
    generated = []

    def build(*constants, **values):
        generated.append(constants)
        return build_queryset(*constants, **values)

    return prepared(build), generated


def test_each_call_binds_its_own_values():
    ada, bob = factories.person("Ada"), factories.person("Bob")
    people, generated = recorded(lambda *, slug: Person.objects.filter(slug=slug))
    assert people(slug=ada.slug) == [ada]
    assert people(slug=bob.slug) == [bob]
    assert people(slug="nobody") == []
    assert len(generated) == 1


def test_rows_are_read_in_each_call():
    people, _generated = recorded(lambda: Person.objects.order_by("name"))
    ada = factories.person("Ada")
    (person,) = people()
    assert person == ada
    factories.person("Bob")
    Person.objects.filter(pk=ada.pk).update(interests="Sparse kernels")
    assert [(person.name, person.interests) for person in people()] == [
        ("Ada", "Sparse kernels"),
        ("Bob", ""),
    ]


def test_positional_arguments_are_part_of_the_sql():
    everybody(3)
    people, generated = recorded(lambda number: Person.objects.order_by("pk")[:number])
    assert [len(people(number)) for number in (1, 2, 1)] == [1, 2, 1]
    assert generated == [(1,), (2,)]


def test_other_keywords_are_another_query():
    ada, bob = factories.person("Ada"), factories.person("Bob")
    people, _generated = recorded(lambda **chosen: Person.objects.filter(**chosen).order_by("name"))
    assert people() == [ada, bob]
    assert people(name="Bob") == [bob]
    assert people(slug=ada.slug) == [ada]


@pytest.mark.parametrize("number", range(6))
def test_a_list_of_any_length(number):
    people = everybody(6)
    rows_of, _generated = recorded(lambda *, keys: Person.objects.filter(pk__in=keys).order_by("pk"))
    assert rows_of(keys=[person.pk for person in people[:number]]) == people[:number]


def test_lists_of_similar_length_share_a_statement():
    people = everybody(5)
    rows_of, generated = recorded(lambda *, keys: Person.objects.filter(pk__in=keys))
    assert [len(rows_of(keys=[person.pk for person in people[:number]])) for number in (3, 4, 5)] == [3, 4, 5]
    assert len(generated) == 2


def test_a_list_for_a_foreign_key():
    people = everybody(3)
    for person in people:
        Education.objects.create(person=person, degree="phd", school="A")
    rows_of, _generated = recorded(lambda *, keys: Education.objects.filter(person__pk__in=keys))
    assert {row.person_id for row in rows_of(keys=[people[0].pk, people[2].pk])} == {
        people[0].pk,
        people[2].pk,
    }


def test_related_rows_and_json_columns_come_in_one_query():
    venue = factories.venue("Example Conference")
    paper = factories.publication("A Paper", venue=venue, authors=["A. Author"])
    entries, _generated = recorded(lambda *, key: Publication.objects.filter(pk=key).with_entry_details())
    assert connection.features.supports_json_field  # Django finds this out with queries, once per connection
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            (entry,) = entries(key=paper.pk)
            assert entry.venue == venue
            assert [byline.name for byline in entry.bylines] == ["A. Author"]
        assert len(queries) == 1


def test_values_lists_work_too():
    factories.person("Ada")
    names, _generated = recorded(lambda: Person.objects.values_list("name", flat=True))
    assert [names(), names()] == [["Ada"], ["Ada"]]


def test_the_number_of_statements_is_limited():
    people, _generated = recorded(lambda number: Person.objects.all()[:number])
    for number in range(1, 100):
        people(number)
    assert len(people.statements) <= 60


def test_without_the_speed_layer_the_queryset_is_built_each_time(settings):
    settings.SPEED_LAYER = False
    ada = factories.person("Ada")
    people, generated = recorded(lambda *, keys: Person.objects.filter(pk__in=keys))
    assert [people(keys=[ada.pk]), people(keys=[])] == [[ada], []]
    assert len(generated) == 2


@pytest.mark.parametrize("name", ["as_sql", "get_converters", "has_composite_fields", "select", "col_count"])
def test_the_compiler_has_the_attributes_that_are_replaced(name):
    """Names the attribute if a new version of Django has changed what core/caching/prepared.py relies on."""
    compiler = Person.objects.all().query.get_compiler(using="default")
    compiler.as_sql()
    assert hasattr(compiler, name)


@pytest.mark.parametrize("name", ["as_sql", "get_converters", "has_composite_fields"])
def test_a_queryset_runs_through_the_replaced_methods_of_its_compiler(name):
    factories.person("Ada")
    queryset = Person.objects.order_by("pk")
    compiler = queryset.query.get_compiler(using="default")
    calls, original = [], getattr(compiler, name)
    setattr(compiler, name, lambda *args, **kwargs: calls.append(name) or original(*args, **kwargs))
    queryset.query.get_compiler = lambda *args, **kwargs: compiler
    assert len(list(queryset)) == 1
    assert calls
