"""What ``publications.json`` says about a publication: what its page shows."""

import pytest

from publications.models import EditorialNotice
from tests import factories
from tests.open_data.reading import read, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def publication():
    """``publication(**fields)`` returns what the file says about a publication with these fields."""

    def describe(*arguments, **fields):
        slug = factories.publication(*arguments, **fields).slug
        return rows("publications")[slug]

    return describe


def test_authors_are_in_order_with_their_marks_and_public_profiles(publication):
    ada, hidden = factories.person("Ada"), factories.person("Hidden", is_public=False)
    authors = [
        {"name": "A. Printed", "person": ada, "is_equal": True},
        {"name": "H. Printed", "person": hidden, "is_corresponding": True},
        "Somebody Else",
    ]
    assert publication("On Engines", authors)["authors"] == [
        {"name": "A. Printed", "person": "ada", "equal": True, "corresponding": False},
        {"name": "H. Printed", "person": None, "equal": False, "corresponding": True},
        {"name": "Somebody Else", "person": None, "equal": False, "corresponding": False},
    ]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"year": 2025, "month": 9, "day": 3}, "2025-09-03"),
        ({"year": 2025, "month": 9}, "2025-09"),
        ({"year": 2025}, "2025"),
        ({"year": None}, None),
    ],
)
def test_date_is_as_precise_as_on_the_page(publication, fields, date):
    assert publication(**fields)["date"] == date


def test_date_in_words_is_in_both_languages(publication):
    described = publication(year=None, extra={"date": "-0349~"})
    assert described["date_in_words"] == {"en": "c. 350 BC", "zh-Hans": "约公元前 350 年"}
    assert publication(title="Plain")["date_in_words"] == {}


def test_title_with_a_formula_is_there_as_entered_and_plain(publication):
    described = publication("Sorting in $O(n^2)$")
    assert (described["title"], described["plain_title"]) == ("Sorting in $O(n^2)$", "Sorting in O(n²)")


def test_venue_identifiers_and_details_are_there(publication):
    venue = factories.venue("Example Conference", abbreviation="EX", rank="CCF-A")
    described = publication(
        venue=venue, doi="10.1000/1", arxiv_id="2501.00001", volume="1", award="Best Paper", citations=0
    )
    assert described["venue"] == {
        "id": "ex",
        "name": "Example Conference",
        "abbreviation": "EX",
        "rank": "CCF-A",
        "url": None,
    }
    assert (described["doi"], described["arxiv"]) == ("10.1000/1", "2501.00001")
    assert (described["volume"], described["pages"], described["award"]) == ("1", None, "Best Paper")
    assert described["citations"] is None
    counted = publication("Counted", citations=7, citations_on="2025-03-01")
    assert counted["citations"] == {"count": 7, "date": "2025-03-01"}


def test_links_are_absolute_and_those_of_the_page(publication, settings):
    paper = factories.publication("On Engines", doi="10.1000/1", pdf=factories.pdf())
    factories.publication_link(paper, "code", "https://example.org/code", label="Source")
    assert rows("publications")["on-engines"]["links"] == [
        {"kind": "pdf", "label": None, "url": f"{settings.SITE_URL}/publications/on-engines/paper.pdf"},
        {"kind": "code", "label": "Source", "url": "https://example.org/code"},
        {"kind": "doi", "label": None, "url": "https://doi.org/10.1000/1"},
    ]


def test_topics_projects_and_grants_are_there_if_they_are_public(publication):
    paper = factories.publication("On Engines", topics=[factories.topic("Steam", name_zh="蒸汽")])
    for title, is_public in (("Open", True), ("Hidden", False)):
        factories.project(title, publications=[paper], is_public=is_public)
        factories.grant(title, slug=title.lower(), publications=[paper], is_public=is_public)
    described = rows("publications")["on-engines"]
    assert described["topics"] == [{"id": "steam", "name": {"en": "Steam", "zh-Hans": "蒸汽"}}]
    assert (described["projects"], described["grants"]) == (["open"], ["open"])


def test_editorial_notices_are_there(publication):
    paper = factories.publication("On Engines")
    EditorialNotice.objects.create(publication=paper, kind="retraction", doi="10.1000/r", date="2025-02-01")
    assert rows("publications")["on-engines"]["notices"] == [
        {"kind": "retraction", "doi": "10.1000/r", "date": "2025-02-01"}
    ]


def test_fields_that_reference_managers_keep_for_their_owner_are_not_there(publication):
    extra = {"annote": "Secret", "x-shelf": "Secret", "file": "Secret"}
    assert "Secret" not in str(publication(extra=extra))


def test_publications_are_newest_first_and_public(publication):
    for year in (2023, 2025, 2024):
        factories.publication(f"Of {year}", year=year)
    factories.publication("Hidden", is_public=False)
    assert [row["year"] for row in read("publications")["publications"]] == [2025, 2024, 2023]
