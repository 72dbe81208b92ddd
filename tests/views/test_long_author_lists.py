"""Long author lists, as in particle physics, are shortened everywhere, with the lab's members visible."""

import pytest

from publications.models import Authorship, Publication
from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db

SHOWN = "Author 8, …, Ada Example, …, Author 3000, and 2,990 others"


def add_authors(paper, authors, members):
    """Add that many authors to the paper; ``members`` maps positions to people."""
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


@pytest.fixture(scope="module")
def big(rows_of_module):
    """A paper with 3,000 authors, of whom one is a member of the lab."""
    paper = factories.publication("By All of Us", slug="big")
    add_authors(paper, 3000, {1500: factories.person("Ada Example", slug="ada")})


@pytest.mark.parametrize(
    "path", ["/publications/", "/publications/?q=all+of+us", "/people/ada/", "/search/?q=ada"]
)
def test_lists_show_the_first_authors_the_members_and_the_last_author(visit, big, path):
    page = visit(path)
    (authors,) = page.of_class("entry-authors")
    assert text(authors).startswith("Author 1, Author 2, ")
    assert text(authors).endswith(SHOWN)
    assert "/publications/big/#all-authors" in page.main_links


def test_entry_with_many_authors_is_small(visitor, visit, big):
    without = len(visitor.get("/publications/?q=none").content)
    assert len(visitor.get("/publications/").content) - without < 5000
    assert len(visitor.get("/publications/feed/").content) < 5000


@pytest.mark.parametrize("path", ["/publications/feed/", "/people/ada/feed/"])
def test_feeds_shorten_the_authors(visitor, big, path):
    assert SHOWN in visitor.get(path).content.decode()


def test_publication_page_has_all_authors_to_unfold(visit, big):
    page = visit("/publications/big/")
    short, all_authors = page.of_class("paper-authors")
    assert text(short).endswith(SHOWN)
    assert all_authors.tag == "details"
    assert text(page.one("p[@id='all-authors']")).count(", ") == 2999


@pytest.mark.parametrize("extension", ["bib", "ris", "json"])
def test_exports_have_all_authors(visitor, big, extension):
    for path in ("/publications/big", "/publications/export"):
        content = visitor.get(f"{path}.{extension}").content.decode()
        assert content.count("Author") == 2999


@pytest.mark.parametrize("query", ["author 2999", "author2999", "ada example"])
def test_search_finds_the_paper_by_any_author(visit, big, query):
    assert visit("/publications/", q=query).of_class("entry")


def test_gaps_between_positions_do_not_change_the_count(visit):
    paper = factories.publication("Gaps")
    for place in range(1, 13):
        factories.authorship(paper, f"Author {place}", place * 10)
    (authors,) = visit("/publications/", q="gaps").of_class("entry-authors")
    assert text(authors).count(", ") == 11
    for place in range(13, 20):
        factories.authorship(paper, f"Author {place}", place * 10)
    (authors,) = visit("/publications/", q="gaps").of_class("entry-authors")
    assert text(authors).endswith("Author 8, …, Author 19, and 10 others")


def test_ellipsis_stands_only_between_authors_that_are_not_adjacent(visit):
    paper = factories.publication("Next")
    add_authors(
        paper, 20, {9: factories.person("Ada Example"), 11: factories.person("Hidden", is_public=False)}
    )
    (authors,) = visit("/publications/", q="next").of_class("entry-authors")
    assert text(authors).endswith("Author 8, Ada Example, …, Hidden, …, Author 20, and 9 others")
