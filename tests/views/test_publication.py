"""The page of a publication: abstract, references to copy, and metadata for search engines."""

import pytest
from django.utils import timezone

from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(db):
    ada = factories.person("Ada Example")
    venue = factories.venue(
        "Conference on Examples", abbreviation="EX", rank="CCF-A", url="https://example.org/ex"
    )
    publication = factories.publication(
        "On Engines",
        [
            {"person": ada, "name": "Ada Example", "is_equal": True},
            {"name": "Charles Printed", "is_corresponding": True},
        ],
        [factories.topic("Turbines")],
        venue=venue,
        year=2025,
        month=6,
        volume="3",
        number="2",
        pages="10-20",
        abstract="We **build** engines.",
        doi="10.1000/182",
        arxiv_id="2501.00001",
        award="Best Paper",
        citations=12,
        citations_on="2025-03-01",
        pdf=factories.pdf(),
    )
    factories.publication_link(
        publication, "code", "https://example.org/code", stars=345, stars_on="2025-03-02"
    )
    return publication


def test_page_shows_all_fields(visit, paper):
    page = visit("/publications/on-engines/")
    assert page.headings(1) == ["On Engines"]
    for words in (
        "EX 2025",
        "(CCF-A)",
        "Best Paper",
        "We build engines.",
        "10-20",
        "Cited 12 times",
        "1 Mar 2025",
    ):
        assert words in page.text
    for link in (
        "https://example.org/code",
        "https://doi.org/10.1000/182",
        "https://arxiv.org/abs/2501.00001",
        "https://example.org/ex",
        "/publications/on-engines/paper.pdf",
        "/people/ada-example/",
        "/publications/?topic=turbines",
        "/publications/?venue=ex",
        "/publications/?year=2025",
    ):
        assert link in page.main_links


def test_all_authors_are_listed_with_marks_and_legend(visit, paper):
    for number in range(3, 40):
        factories.authorship(paper, f"Author {number}", number)
    page = visit("/publications/on-engines/")
    authors = text(page.of_class("paper-authors")[0])
    assert authors.startswith("Ada Example*, Charles Printed✉, Author 3")
    assert authors.count(", ") == 38
    assert [text(mark)[0] for mark in page.of_class("legend")[0].iter("sup")] == ["*", "✉"]


def test_page_has_bibtex_and_export_links(visit, paper):
    page = visit("/publications/on-engines/")
    assert text(page.one("pre")).startswith("@inproceedings{example2025engines,")
    for extension in ("bib", "ris", "json"):
        assert f"/publications/on-engines.{extension}" in page.main_links
    types = {
        link.get("href"): link.get("type") for link in page.all("link[@rel='alternate']") if link.get("title")
    }
    assert types["/publications/on-engines.bib"] == "application/x-bibtex"


def test_reference_is_shown_in_every_style(visit, paper):
    page = visit("/publications/on-engines/")
    assert [text(label) for label in page.all("fieldset/label")] == [
        *("BibTeX", "APA 7", "IEEE", "GB/T 7714-2025", "GB/T 7714-2015")
    ]
    apa, ieee, gbt7714_2025, gbt7714 = [text(box) for box in page.of_class("reference")]
    assert apa == (
        "Example, A., & Printed, C. (2025). On Engines. In Conference on Examples (Vol. 3, pp. 10–20)."
        " https://doi.org/10.1000/182"
    )
    assert ieee.startswith(
        "A. Example and C. Printed, “On Engines,” in Conference on Examples, vol. 3, Jun. 2025"
    )
    assert gbt7714.startswith(
        "EXAMPLE A, PRINTED C. On Engines[C]//Conference on Examples: Vol. 3. 2025: 10-20."
    )
    assert gbt7714_2025.startswith(
        "Example A，Printed C. On Engines[C/OL]//Conference on Examples：v.3，2025：10-20."
    )
    assert len(page.all("button[@data-copy]")) == 5


def test_online_work_is_cited_with_access_date(visit):
    factories.publication("On Engines", ["Ada Example"], kind="preprint", arxiv_id="2501.00001")
    before = timezone.localdate()
    *_others, gbt7714_2025, gbt7714 = visit("/publications/on-engines/").of_class("reference")
    assert (text(gbt7714_2025), text(gbt7714)) in [
        (
            f"Example A. On Engines[PP/OL]. arXiv（2025）[{day}]. https://arxiv.org/abs/2501.00001.",
            f"EXAMPLE A. On Engines[EB/OL]. (2025)[{day}]. https://arxiv.org/abs/2501.00001.",
        )
        for day in (before, timezone.localdate())
    ]


def test_page_links_to_publications_of_authors_with_a_profile(visit, paper):
    factories.authorship(paper, factories.person("Hidden", is_public=False), 3)
    filters = [link for link in visit("/publications/on-engines/").main_links if "?person=" in link]
    assert filters == ["/publications/?person=ada-example"]


def test_page_lists_talks_about_the_paper(visit, paper):
    factories.talk(factories.person("Bob"), publication=paper, event="Conf", place="Oslo", date="2024-05")
    page = visit("/publications/on-engines/")
    assert "2024.05" in page.text
    assert "/people/bob/" in page.main_links


def test_google_scholar_tags_are_present(visit, paper, settings):
    settings.SITE_URL = "https://lab.example.edu"
    page = visit("/publications/on-engines/")
    assert page.meta("citation_title") == ["On Engines"]
    assert page.meta("citation_author") == ["Example, Ada", "Printed, Charles"]
    assert page.meta("citation_publication_date") == ["2025/06"]
    assert page.meta("citation_conference_title") == ["Conference on Examples"]
    assert page.meta("citation_doi") == ["10.1000/182"]
    assert (page.meta("citation_firstpage"), page.meta("citation_lastpage")) == (["10"], ["20"])
    assert page.meta("citation_pdf_url") == ["https://lab.example.edu/publications/on-engines/paper.pdf"]
    assert page.meta("citation_abstract_html_url") == ["https://lab.example.edu/publications/on-engines/"]


def test_structured_data_describes_an_article(visit, paper, settings):
    settings.SITE_URL = "https://lab.example.edu"
    (data,) = visit("/publications/on-engines/").json_ld
    assert (data["@context"], data["@type"]) == ("https://schema.org", "ScholarlyArticle")
    assert data["datePublished"] == "2025-06"
    assert [author["name"] for author in data["author"]] == ["Ada Example", "Charles Printed"]
    assert data["author"][0]["url"] == "https://lab.example.edu/people/ada-example/"
    assert data["url"] == "https://lab.example.edu/publications/on-engines/"


@pytest.mark.parametrize(("kind", "schema"), [("thesis", "Thesis"), ("dataset", "Dataset"), ("book", "Book")])
def test_kind_decides_the_schema_type(visit, kind, schema):
    factories.publication("On Engines", kind=kind)
    assert visit("/publications/on-engines/").json_ld[0]["@type"] == schema


def test_title_cannot_break_out_of_the_script_element(visit):
    title = "</script><script>alert(1)</script><!-- & \u2028"
    factories.publication(title, slug="evil", abstract=title, authors=[title])
    page = visit("/publications/evil/")
    assert page.json_ld[0]["name"] == "</script><script>alert(1)</script><!-- &"
    assert [
        script for script in page.all("script") if "alert" in (script.text or "") and not script.get("type")
    ] == []


def test_open_graph_tags_have_title_and_teaser(visit):
    factories.publication("On Engines", teaser=factories.picture(), abstract="We build engines.")
    page = visit("/publications/on-engines/")
    assert page.meta("og:title") == ["On Engines"]
    assert page.meta("og:type") == ["article"]
    assert page.meta("og:url") == ["http://testserver/publications/on-engines/"]
    assert page.meta("og:image")[0].startswith("http://testserver/media/")
    assert [page.meta(f"og:image:{side}") for side in ("width", "height")] == [["320"], ["400"]]


def test_publication_with_only_a_title_has_a_page(visit):
    factories.publication("Only a title")
    page = visit("/publications/only-a-title/")
    assert page.headings(1) == ["Only a title"]
    assert page.meta("citation_title") == ["Only a title"]


def test_meta_description_is_the_abstract(visit):
    factories.publication("Only a title", abstract="We build engines.")
    assert visit("/publications/only-a-title/").meta("description") == ["We build engines."]


def test_meta_description_without_abstract_has_authors_and_venue(visit):
    venue = factories.venue(abbreviation="EX")
    factories.publication("Only a title", ["Ada Example", "Bob"], venue=venue, year=2025)
    assert visit("/publications/only-a-title/").meta("description") == ["Ada Example, Bob. EX 2025."]


def test_meta_description_has_one_stop_after_a_list_that_ends_in_one(visit):
    paper = factories.publication("Engines", authors=["Ada Example"], has_more_authors=True, venue=None)
    assert visit(paper.get_absolute_url()).meta("description") == ["Ada Example, et al."]


def test_long_title_and_thousands_of_authors_are_complete(visit):
    factories.publication("A" * 500, [f"Author {number}" for number in range(3000)], slug="big")
    page = visit("/publications/big/")
    assert page.headings(1) == ["A" * 500]
    folded, all_authors = map(text, page.of_class("paper-authors"))
    assert folded.endswith("Author 7, …, Author 2999, and 2,991 others")
    assert all_authors.startswith("All authors (3000)")
    assert all_authors.count("Author ") == 3000


def test_formulas_of_the_abstract_are_mathml_on_the_page_and_text_in_its_description(client, paper):
    paper.abstract = "We need $x^2$ *looms*."
    paper.save()
    html = client.get("/publications/on-engines/").content.decode()
    assert "<p>We need <math>" in html and "</math> <em>looms</em>.</p>" in html
    assert "We need x² looms." in html
