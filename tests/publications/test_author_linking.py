"""Authors whose name is a member's beyond doubt are linked: a few at once, many by a task in batches."""

import pytest
from django.db import IntegrityError, connection, transaction
from reversion.models import Revision, Version

from core import batches
from core.tasks import running
from core.tasks.models import Task
from people.models import Person
from publications import author_linking
from publications.models import Authorship, Disclaimer
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return factories.person("Ada Example", native_name="安爱达", aliases="A. M. Example")


def test_new_alias_links_matching_papers():
    paper = factories.publication(authors=["Augusta King", "Ben Other"])
    ada = factories.person("Ada Example")
    ada.aliases = "Augusta King"
    ada.save()
    assert [row.person for row in paper.authorships.all()] == [ada, None]


def test_new_person_is_linked_to_existing_papers():
    paper = factories.publication(authors=["Ada Example"])
    assert paper.authorships.get().person is None
    ada = factories.person("Ada Example")
    assert paper.authorships.get().person == ada
    assert Version.objects.get_for_object(paper).exists()  # the change can be undone


@pytest.mark.parametrize(
    "authors", [["A. Example"], ["Ada Example", "Example, Ada"], [{"name": "Ada Example", "person": "eve"}]]
)
def test_uncertain_match_is_not_linked(authors):
    eve = factories.person("Eve Other")
    authors = [{**row, "person": eve} if isinstance(row, dict) else row for row in authors]
    paper = factories.publication(authors=authors)
    ada = factories.person("Ada Example")
    assert not paper.authorships.filter(person=ada).exists()


def test_saving_other_fields_searches_no_papers(ada, django_assert_num_queries):
    with django_assert_num_queries(1):
        ada.save(update_fields=["bio"])


def test_saving_a_person_without_namesakes_compares_no_publications(ada, django_assert_num_queries):
    factories.publication(authors=["Ben Other"])
    with django_assert_num_queries(2) as queries:  # a search of authors and one of editors
        assert author_linking.rematch(ada) == 0
    assert not any("disclaimer" in query["sql"] for query in queries)


# ---- many publications ------------------------------------------------------------------------


@pytest.fixture
def few_at_once(monkeypatch):
    """Link two papers at once and two in a batch; note how many were linked before each further batch."""
    monkeypatch.setattr(author_linking, "LINKED_AT_ONCE", 2)
    monkeypatch.setattr(batches, "MAX_ITEMS", 2)
    counts = []
    monkeypatch.setattr(batches, "give_way", lambda: counts.append(linked().count()))
    return counts


def linked():
    return Authorship.objects.exclude(person=None)


def papers_of_augusta(number):
    authors = ["Augusta King"]
    return [factories.publication(f"Paper {n}", authors=authors, year=2000 + n) for n in range(number)]


def add_alias(ada):
    ada.aliases = "Augusta King"
    ada.save()


@pytest.mark.django_db(transaction=True)
def test_many_papers_of_a_new_name_are_linked_in_batches_after_the_change(ada, few_at_once):
    papers = papers_of_augusta(7)
    with transaction.atomic():
        add_alias(ada)
        assert linked().count() == 2
    assert few_at_once == [4, 6]
    assert linked().count() == 7
    assert Version.objects.get_for_object(papers[0]).count() == 2
    assert not Task.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_server_that_was_stopped_finishes_linking_later(ada, few_at_once, monkeypatch):
    papers_of_augusta(7)
    monkeypatch.setattr(running, "_begin", lambda: None)
    add_alias(ada)
    assert linked().count() == 2
    assert running.run_queued() == (1, [])
    assert linked().count() == 7


def test_papers_with_many_authors_are_left_to_the_task(ada, monkeypatch):
    monkeypatch.setattr(author_linking, "AUTHORS_AT_ONCE", 4)
    for number, others in enumerate([1, 9, 1]):
        authors = ["Augusta King", *(f"Other {index}" for index in range(others))]
        factories.publication(f"Paper {number}", authors=authors, year=2000 + number)
    add_alias(ada)
    assert {row.publication.title for row in linked()} == {"Paper 0", "Paper 2"}
    assert running.run_queued() == (1, [])
    assert linked().count() == 3


def test_latest_papers_are_linked_first(ada, few_at_once):
    papers = papers_of_augusta(4)
    add_alias(ada)
    assert {row.publication for row in linked()} == set(papers[2:])


def test_task_about_a_deleted_person_does_nothing(ada):
    key = ada.pk
    ada.delete()
    author_linking.link_in_batches(key)


def queries_to_link(number, ada):
    rows = [paper.authorships.get() for paper in papers_of_augusta(number)]
    with connection.execute_wrapper(counter := Counter()):
        author_linking.link(rows, ada, by=None)
    return counter.queries


class Counter:
    queries = 0

    def __call__(self, execute, *args):
        self.queries += 1
        return execute(*args)


def test_linking_many_papers_takes_as_many_queries_as_linking_two(ada):
    queries_to_link(1, ada)  # fills the cache of content types
    assert queries_to_link(2, ada) == queries_to_link(30, ada)


def test_papers_that_are_linked_together_are_one_revision_after_the_former_state(ada):
    papers = papers_of_augusta(3)
    author_linking.link([paper.authorships.get() for paper in papers], ada, by=None)
    before, after = Revision.objects.order_by("pk")
    assert before.version_set.count() == after.version_set.count() == 6
    assert all(Version.objects.get_for_object(paper).count() == 2 for paper in papers)


def test_author_linked_by_somebody_else_in_the_meantime_stays(ada):
    paper = factories.publication(authors=["Ada Example"])
    row, eve = Authorship.objects.get(publication=paper), factories.person("Eve Other")
    Authorship.objects.update(person=eve)
    revisions = Revision.objects.count()
    author_linking.link([row], ada, by=None)
    assert linked().get().person == eve and Revision.objects.count() <= revisions + 1


def test_linking_drops_the_disclaimer(ada):
    paper = factories.publication(authors=["A. Example"])
    Disclaimer.objects.create(person=ada, publication=paper)
    author_linking.link(paper.authorships.all(), ada, by=None)
    assert linked().get().person == ada and not Disclaimer.objects.exists()


def test_member_cannot_be_linked_to_two_authors_of_a_paper(ada):
    paper = factories.publication(authors=[ada, "A. Example"])
    with pytest.raises(IntegrityError), transaction.atomic():
        author_linking.link(paper.authorships.filter(person=None), ada, by=None)


@pytest.fixture
def batch_sizes(monkeypatch):
    """The number of papers in each batch that is linked; ``seconds`` is how long each author takes."""

    class Sizes(list):
        seconds, now = 0.0, 0.0

        def monotonic(self):
            return self.now

    sizes, link = Sizes(), author_linking.link

    def timed(rows, *args, **kwargs):
        sizes.append(len(rows))
        sizes.now += sizes.seconds * sum(row.publication.authorships.count() for row in rows)
        link(rows, *args, **kwargs)

    monkeypatch.setattr(author_linking, "link", timed)
    monkeypatch.setattr(batches, "time", sizes)
    monkeypatch.setattr(batches, "give_way", lambda: None)
    return sizes


def test_papers_with_many_authors_make_small_batches(ada, batch_sizes, monkeypatch):
    monkeypatch.setattr(batches, "FIRST_WEIGHT", 4)
    monkeypatch.setattr(batches, "MAX_WEIGHT", 4)
    for number in (0, 1, 2, 5):
        authors = ["Augusta King", *(f"Other {index}" for index in range(number))]
        factories.publication(f"Paper {number}", authors=authors)
    Person.objects.update(aliases="Augusta King")
    author_linking.link_in_batches(ada.pk)
    assert batch_sizes == [2, 1, 1] and linked().count() == 4


def test_batches_become_smaller_where_linking_is_slow(ada, batch_sizes, monkeypatch):
    monkeypatch.setattr(batches, "FIRST_WEIGHT", 4)
    batch_sizes.seconds = batches.MAX_SECONDS / 2.5
    papers_of_augusta(9)
    Person.objects.update(aliases="Augusta King")
    author_linking.link_in_batches(ada.pk)
    assert batch_sizes == [4, 2, 2, 1] and linked().count() == 9
