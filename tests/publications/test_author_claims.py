"""Authors who are certainly members are linked; members and reviewers are asked about uncertain ones."""

import pytest

from people.models import Person
from publications import author_claims, author_linking
from publications.author_claims import unclaimed_authorships
from publications.matching import Matcher
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return factories.person("Ada Example", native_name="安爱达", aliases="A. M. Example")


@pytest.mark.parametrize("printed", ["Ada Example", "Example, Ada", "A. Example", "安爱达", "A. M. Example"])
def test_possible_spelling_of_a_members_name_is_unclaimed(ada, printed):
    paper = factories.publication(authors=["Ben Other", printed])
    assert [authorship.name for authorship in unclaimed_authorships(ada)] == [printed]
    assert unclaimed_authorships(ada)[0].publication == paper


@pytest.mark.parametrize("printed", ["Eve Example", "Ada Other", "Examplesson, Ada", "B. Example"])
def test_other_name_is_not_unclaimed(ada, printed):
    factories.publication(authors=[printed])
    assert unclaimed_authorships(ada) == []


def test_name_of_two_members_is_unclaimed_for_both(ada):
    other = factories.person("Anna Example")
    factories.publication(authors=["A. Example"])
    assert len(unclaimed_authorships(ada)) == len(unclaimed_authorships(other)) == 1


def test_linked_and_hidden_papers_are_not_unclaimed(ada):
    factories.publication("Taken", authors=[{"name": "Ada Example", "person": factories.person("Eve")}])
    factories.publication("Hidden", authors=["Ada Example"], is_public=False)
    factories.publication("Own", authors=[ada, "A. Example"])
    assert unclaimed_authorships(ada) == []


def test_unclaimed_authorships_take_four_queries(ada, django_assert_num_queries):
    for _ in range(30):
        factories.publication(authors=["Ada Example"])
    with django_assert_num_queries(4):
        assert len(unclaimed_authorships(ada)) == 30


def test_disclaimed_paper_is_not_unclaimed(ada):
    paper = factories.publication(authors=["A. Example"])
    author_claims.disclaim(ada, paper)
    author_claims.disclaim(ada, paper)  # repeating it is no error
    assert unclaimed_authorships(ada) == []


def test_disclaimer_survives_a_change_of_the_authors(ada):
    paper = factories.publication(authors=["A. Example"])
    author_claims.disclaim(ada, paper)
    paper.authorships.all().delete()
    factories.authorship(paper, "Ada Example", 1)
    assert unclaimed_authorships(ada) == []
    assert author_linking.rematch(ada) == 0


# ---- for the lab ------------------------------------------------------------------------------


def fetch_claims():
    return author_claims.OpenClaims.fetch(author_claims.open_claims().rows)


def test_open_claims_list_all_possible_members(ada):
    anna = factories.person("Anna Example")
    factories.publication("Later", year=2025, authors=["A. Example", "Ben Other"])
    factories.publication("Hers", year=2024, authors=[anna, "A. Example"])
    claims = fetch_claims()
    assert [(claim.authorship.publication.title, claim.candidates) for claim in claims] == [
        ("Later", [ada, anna]),
        ("Hers", [ada]),
    ]


def test_members_at_the_time_of_publication_come_first(ada):
    Person.objects.filter(pk=ada.pk).update(left="2015")
    anna = factories.person("Anna Example", joined="2019-09")
    early, late = (
        factories.publication(year=year, authors=["A. Example"]).authorships.get() for year in (2014, 2024)
    )
    assert author_claims.candidates(early) == [ada, anna]
    assert author_claims.candidates(late) == [anna, ada]
    assert [claim.candidates for claim in fetch_claims()] == [[anna, ada], [ada, anna]]


def test_order_of_equal_candidates_is_the_same_on_every_database(ada):
    anna = factories.person("Anna Example")
    Person.objects.filter(pk=ada.pk).update(bio="Changed.")  # PostgreSQL returns a changed row last
    author = factories.publication(authors=["A. Example"]).authorships.get()
    assert fetch_claims()[0].candidates == author_claims.candidates(author) == [ada, anna]


def test_disclaimed_candidate_is_not_in_open_claims(ada):
    author_claims.disclaim(ada, factories.publication(authors=["A. Example"]))
    assert fetch_claims() == []


def test_open_claims_take_nine_queries(ada, django_assert_num_queries):
    for _ in range(30):
        factories.publication(authors=["A. Example"])
    with django_assert_num_queries(9):
        assert len(fetch_claims()) == 30


def test_open_claims_stop_reading_at_the_limit(ada, monkeypatch):
    monkeypatch.setattr(author_claims, "MAX_OPEN_CLAIMS", 5)
    for number in range(10):
        factories.publication(authors=[f"A.{'X' * number} Example"], year=2000 + number)
    matched, match = [], Matcher.match
    monkeypatch.setattr(
        Matcher, "match", lambda *args, **kwargs: matched.append(args) or match(*args, **kwargs)
    )
    claims = author_claims.open_claims()
    assert (len(claims.rows), claims.has_more, len(matched)) == (5, True, 6)
    assert [claim.authorship.publication.year for claim in claims.fetch(claims.rows)][:2] == [2009, 2008]


def test_only_the_most_likely_candidates_are_listed(monkeypatch):
    monkeypatch.setattr(author_claims, "MAX_CANDIDATES", 3)
    people = [factories.person(f"A{letter}a Example") for letter in "bcde"]
    author = factories.publication(authors=["A. Example"]).authorships.get()
    assert fetch_claims()[0].candidates == author_claims.candidates(author) == people[:3]
    for person in people[:3]:
        author_claims.disclaim(person, author.publication)
    assert fetch_claims()[0].candidates == author_claims.candidates(author) == people[3:]
