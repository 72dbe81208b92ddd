"""Noting the rows of which a page was made, and finding out whether they have changed."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from core.caching import Observer, changed_reads, column_digests, may_have_changed
from core.caching.columns import columns_of
from people.models import Lab, Person
from publications.models import Publication
from publications.querysets import fetch_entries
from tests import factories

pytestmark = pytest.mark.django_db


def test_queries_with_other_rows_are_found():
    ada = factories.person("Ada Example", joined="2020-03", photo=factories.picture())
    observer = Observer()
    with observer.observe() as reads:
        assert list(Person.objects.filter(pk__in=[ada.pk])) == [ada]
        assert Person.objects.filter(updated__lte=timezone.now()).count() == 1
        assert [row.name for row in Person.objects.iterator()] == ["Ada Example"]
    assert len(reads) == 3 and changed_reads(reads) == set()
    Person.objects.update(name="Ada Changed")
    assert len(changed_reads(reads)) == 2


def test_queries_name_the_columns_on_which_their_rows_depend():
    observer = Observer()
    with observer.observe() as reads:
        list(Person.objects.filter(authorships__publication__is_public=True).order_by("bio").values("name"))
        Person.objects.count()
        list(get_user_model().objects.all())
    found = [columns_of(read.sql) for read in reads]
    assert None in found  # of the users, which are no content
    assert {"people_person": set()} in found
    [joined] = [columns for columns in found if columns and "publications_publication" in columns]
    assert joined["people_person"] == {"id", "bio", "name"}
    assert "is_public" in joined["publications_publication"]


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        (lambda: Person.objects.update(bio="New."), {"bio"}),
        (lambda: Person.objects.update(name="New"), {"name", "names"}),
        (lambda: factories.person("Bob Before"), {"bio", "name", "names", "count"}),
        (lambda: Publication.objects.update(abstract="New."), set()),
        (lambda: Publication.objects.update(is_public=False), {"names"}),
    ],
    ids=["text", "name", "row", "other table", "other table of a join"],
)
def test_queries_are_repeated_only_if_a_column_of_theirs_has_changed(edit, changes):
    ada = factories.person("Ada Example")
    factories.publication("On Engines", [ada])
    queries = {
        "bio": Person.objects.values("bio"),
        "name": Person.objects.values("name"),
        "names": Person.objects.filter(authorships__publication__is_public=True).values("name"),
        "count": Person.objects.values("id"),
    }
    read_by = {}
    observer = Observer()
    for name, queryset in queries.items():
        with observer.observe() as reads:
            list(queryset)
        [read_by[name]] = reads
    before = column_digests(read_by.values())
    edit()
    now = column_digests(read_by.values())
    affected = may_have_changed(read_by.values(), before, now)
    assert {name for name, read in read_by.items() if read in affected} == changes


def test_repeated_query_gives_the_rows_of_the_first_time(django_assert_num_queries):
    factories.person("Ada Example")
    observer = Observer()
    with observer.observe(), connection.cursor() as cursor:
        first = [list(Person.objects.all()), Person.objects.get(name="Ada Example")]
        for _time in range(2):
            cursor.execute("SELECT name FROM people_person")
            assert list(cursor) == [("Ada Example",)]
        Person.objects.update(name="Ada Changed")
        assert [list(Person.objects.all()), Person.objects.get(name="Ada Example")] == first
    assert Person.objects.get().name == "Ada Changed"


def test_statement_that_writes_counts_as_changed():
    observer = Observer()
    with observer.observe() as reads:
        Lab.objects.update(name="New")
    assert changed_reads(reads) == reads != set()


def test_lists_share_rows_and_each_has_read_its_own(django_assert_num_queries, settings):
    settings.SPEED_LAYER = True
    engines, looms, dice = rows = [factories.publication(title) for title in ("Engines", "Looms", "Dice")]
    observer = Observer()
    with observer.observe():
        fetched = fetch_entries([row.pk for row in rows])
    with observer.observe() as reads, django_assert_num_queries(0):
        assert fetch_entries([looms.pk, engines.pk]) == [looms, engines]
        assert fetch_entries([looms.pk])[0] is fetched[1]
    assert len(reads) == 2 and changed_reads(reads) == set()
    dice.delete()
    assert changed_reads(reads) == set()
    looms.delete()
    assert len(changed_reads(reads)) == 1


def test_forgotten_rows_and_values_are_made_again(settings):
    settings.SPEED_LAYER = True
    row = factories.publication("Engines")
    observer = Observer()
    with observer.observe():
        [before] = fetch_entries([row.pk])
        value = observer.share("value", list)
        observer.forget()
        [after] = fetch_entries([row.pk])
        assert after == before and after is not before
        assert observer.share("value", list) is not value


def test_missing_row_is_read_as_well():
    key = factories.publication("Engines").pk
    Publication.objects.all().delete()
    observer = Observer()
    with observer.observe() as reads:
        assert fetch_entries([key]) == []
    factories.publication("Engines", pk=key)
    assert changed_reads(reads) == reads != set()
