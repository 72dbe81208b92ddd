"""A member is asked about printed names that may be their own, and about no others."""

import pytest
from reversion.models import Version

from people.models import Person
from publications import author_claims
from publications.author_claims import unclaimed_authorships
from publications.matching import Matcher
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return factories.person("Ada Example", native_name="安爱达", aliases="A. M. Example")


@pytest.mark.parametrize("printed", ["Ada Example", "Example, Ada", "A. Example", "安爱达", "A. M. Example"])
def test_a_name_that_may_be_the_members_own_is_asked_about(ada, printed):
    paper = factories.publication(authors=["Ben Other", printed])
    assert [found.name for found in unclaimed_authorships(ada)] == [printed]
    assert unclaimed_authorships(ada)[0].publication == paper


@pytest.mark.parametrize("printed", ["Eve Example", "Ada Other", "Examplesson, Ada", "B. Example"])
def test_a_name_that_is_not_is_not(ada, printed):
    factories.publication(authors=[printed])
    assert unclaimed_authorships(ada) == []


def test_all_whose_name_it_may_be_are_asked(ada):
    other = factories.person("Anna Example")
    factories.publication(authors=["A. Example"])
    assert len(unclaimed_authorships(ada)) == len(unclaimed_authorships(other)) == 1


def test_what_is_somebody_elses_hidden_or_ones_own_already_is_not_asked_about(ada):
    factories.publication("Taken", authors=[{"name": "Ada Example", "person": factories.person("Eve")}])
    factories.publication("Hidden", authors=["Ada Example"], is_public=False)
    factories.publication("Own", authors=[ada, "A. Example"])
    assert unclaimed_authorships(ada) == []


def test_the_number_of_queries_does_not_grow(ada, django_assert_num_queries):
    for _ in range(30):
        factories.publication(authors=["Ada Example"])
    with django_assert_num_queries(3):
        assert len(unclaimed_authorships(ada)) == 30


def test_a_no_is_remembered(ada):
    paper = factories.publication(authors=["A. Example"])
    author_claims.disclaim(ada, paper)
    author_claims.disclaim(ada, paper)  # twice is no error
    assert unclaimed_authorships(ada) == []


def test_a_no_outlives_a_change_of_the_authors(ada):
    paper = factories.publication(authors=["A. Example"])
    author_claims.disclaim(ada, paper)
    paper.authorships.all().delete()
    factories.authorship(paper, "Ada Example", 1)
    assert unclaimed_authorships(ada) == []
    assert author_claims.rematch(ada) == []


# ---- a new spelling ---------------------------------------------------------------------------


def test_a_new_spelling_finds_its_papers():
    paper = factories.publication(authors=["Augusta King", "Ben Other"])
    ada = factories.person("Ada Example")
    ada.aliases = "Augusta King"
    ada.save()
    assert [row.person for row in paper.authorships.all()] == [ada, None]


def test_somebody_new_finds_the_papers_that_are_there_already():
    paper = factories.publication(authors=["Ada Example"])
    assert paper.authorships.get().person is None
    ada = factories.person("Ada Example")
    assert paper.authorships.get().person == ada
    assert Version.objects.get_for_object(paper).exists()  # there is a way back


@pytest.mark.parametrize(
    "authors", [["A. Example"], ["Ada Example", "Example, Ada"], [{"name": "Ada Example", "person": "eve"}]]
)
def test_what_is_not_sure_is_not_linked(authors):
    eve = factories.person("Eve Other")
    authors = [{**row, "person": eve} if isinstance(row, dict) else row for row in authors]
    paper = factories.publication(authors=authors)
    ada = factories.person("Ada Example")
    assert not paper.authorships.filter(person=ada).exists()


def test_saving_without_the_names_looks_for_nothing(ada, django_assert_num_queries):
    with django_assert_num_queries(1):
        ada.save(update_fields=["bio"])


# ---- for the lab ------------------------------------------------------------------------------


def asked():
    return author_claims.OpenClaims.fetch(author_claims.open_claims().rows)


def test_the_lab_sees_all_who_may_be_members(ada):
    anna = factories.person("Anna Example")
    factories.publication("Later", year=2025, authors=["A. Example", "Ben Other"])
    factories.publication("Hers", year=2024, authors=[anna, "A. Example"])
    found = asked()
    assert [(claim.authorship.publication.title, claim.candidates) for claim in found] == [
        ("Later", [ada, anna]),
        ("Hers", [ada]),
    ]


def test_those_who_were_in_the_lab_when_it_came_out_are_asked_about_first(ada):
    Person.objects.filter(pk=ada.pk).update(left="2015")
    anna = factories.person("Anna Example", joined="2019-09")
    early, late = (
        factories.publication(year=year, authors=["A. Example"]).authorships.get() for year in (2014, 2024)
    )
    assert author_claims.candidates(early) == [ada, anna]
    assert author_claims.candidates(late) == [anna, ada]
    assert [claim.candidates for claim in asked()] == [[anna, ada], [ada, anna]]


def test_equally_likely_people_stand_in_one_order_on_any_database(ada):
    anna = factories.person("Anna Example")
    Person.objects.filter(pk=ada.pk).update(bio="Changed.")  # PostgreSQL puts a changed row at the end
    author = factories.publication(authors=["A. Example"]).authorships.get()
    assert asked()[0].candidates == author_claims.candidates(author) == [ada, anna]


def test_the_lab_is_not_asked_about_those_who_said_no(ada):
    author_claims.disclaim(ada, factories.publication(authors=["A. Example"]))
    assert asked() == []


def test_the_number_of_queries_for_the_lab_does_not_grow(ada, django_assert_num_queries):
    for _ in range(30):
        factories.publication(authors=["A. Example"])
    with django_assert_num_queries(7):
        assert len(asked()) == 30


def test_no_more_authors_are_looked_at_than_it_takes(ada, monkeypatch):
    monkeypatch.setattr(author_claims, "MAX_OPEN_CLAIMS", 5)
    for number in range(10):
        factories.publication(authors=[f"A.{'X' * number} Example"], year=2000 + number)
    looked_at, match = [], Matcher.match
    monkeypatch.setattr(
        Matcher, "match", lambda *args, **more: looked_at.append(args) or match(*args, **more)
    )
    found = author_claims.open_claims()
    assert (len(found.rows), found.has_more, len(looked_at)) == (5, True, 6)
    assert [claim.authorship.publication.year for claim in found.fetch(found.rows)][:2] == [2009, 2008]


def test_of_very_many_who_may_be_meant_the_likeliest_are_asked_about_first(monkeypatch):
    monkeypatch.setattr(author_claims, "MAX_CANDIDATES", 3)
    people = [factories.person(f"A{letter}a Example") for letter in "bcde"]
    author = factories.publication(authors=["A. Example"]).authorships.get()
    assert asked()[0].candidates == author_claims.candidates(author) == people[:3]
    for person in people[:3]:
        author_claims.disclaim(person, author.publication)
    assert asked()[0].candidates == author_claims.candidates(author) == people[3:]
