"""A paper by thousands, as in particle physics: folded everywhere, with the lab's members to be seen."""

import pytest

from publications.models import Authorship, Publication
from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db

SHOWN = "Author 8, …, Ada Example, …, Author 3000, and 2,990 others"


def write(paper, authors, members):
    """Gives the paper so many authors; ``members`` are persons by their places."""
    Authorship.objects.bulk_create(
        Authorship(
            publication=paper,
            position=place,
            name=members[place].name if place in members else f"Author {place}",
            person=members.get(place),
        )
        for place in range(1, authors + 1)
    )
    Publication.objects.filter(pk=paper.pk).reindex()


@pytest.fixture
def big(db):
    paper = factories.publication("By All of Us", slug="big")
    write(paper, 3000, {1500: factories.person("Ada Example", slug="ada")})
    return paper


@pytest.mark.parametrize(
    "path", ["/publications/", "/publications/?q=all+of+us", "/people/ada/", "/search/?q=ada"]
)
def test_lists_show_the_first_ones_the_members_and_the_last_one(visit, big, path):
    page = visit(path)
    (authors,) = page.of_class("entry-authors")
    assert text(authors).startswith("Author 1, Author 2, ")
    assert text(authors).endswith(SHOWN)
    assert "/publications/big/#all-authors" in page.main_links


def test_an_entry_of_it_is_small(visitor, visit, big):
    without = len(visitor.get("/publications/?q=none").content)
    assert len(visitor.get("/publications/").content) - without < 5000
    assert len(visitor.get("/publications/feed/").content) < 5000


@pytest.mark.parametrize("path", ["/publications/feed/", "/people/ada/feed/"])
def test_feeds_say_it_in_short(visitor, big, path):
    assert SHOWN in visitor.get(path).content.decode()


def test_its_own_page_has_them_all_to_be_opened(visit, big):
    page = visit("/publications/big/")
    short, everybody = page.of_class("paper-authors")
    assert text(short).endswith(SHOWN)
    assert everybody.tag == "details"
    assert text(page.one("p[@id='all-authors']")).count(", ") == 2999


@pytest.mark.parametrize("extension", ["bib", "ris", "json"])
def test_exports_carry_all(visitor, big, extension):
    for path in ("/publications/big", "/publications/export"):
        content = visitor.get(f"{path}.{extension}").content.decode()
        assert content.count("Author") == 2999


@pytest.mark.parametrize("query", ["author 2999", "author2999", "ada example"])
def test_it_is_found_by_any_of_them(visit, big, query):
    assert visit("/publications/", q=query).of_class("entry")


def test_places_with_gaps_are_counted_right(visit):
    paper = factories.publication("Gaps")
    for place in range(1, 13):
        factories.authorship(paper, f"Author {place}", place * 10)
    (authors,) = visit("/publications/").of_class("entry-authors")
    assert text(authors).count(", ") == 11
    for place in range(13, 20):
        factories.authorship(paper, f"Author {place}", place * 10)
    (authors,) = visit("/publications/").of_class("entry-authors")
    assert text(authors).endswith("Author 8, …, Author 19, and 10 others")


def test_one_after_the_other_has_nothing_left_out_between(visit):
    paper = factories.publication("Next")
    write(paper, 20, {9: factories.person("Ada Example"), 11: factories.person("Hidden", is_public=False)})
    (authors,) = visit("/publications/").of_class("entry-authors")
    assert text(authors).endswith("Author 8, Ada Example, …, Hidden, …, Author 20, and 9 others")
