"""A person's publications as a printable list of references."""

import cProfile
import pstats

import pytest
from django.utils import timezone

from publications.models import EditorialNotice, Publication
from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db

PATH = "/people/ada-example/publications/"


@pytest.fixture
def ada(db):
    return factories.person("Ada Example", native_name="徐佳明")


@pytest.fixture
def papers(ada):
    """Two papers of different kinds and years."""
    venue = factories.venue("Journal of Examples", kind="journal")
    factories.publication(
        "On Engines",
        [
            {"name": "Bob B. Builder", "is_equal": True},
            {"person": ada, "name": "Ada Example", "is_equal": True},
        ],
        kind="journal",
        venue=venue,
        year=2025,
        volume="3",
        doi="10.1000/182",
    )
    factories.publication("引擎论", [{"person": ada, "name": "徐佳明"}], year=2024, language="zh-Hans")


def references(page):
    return [text(item) for item in page.of_class("reference")]


def test_references_are_grouped_by_year_in_apa_style(visit, papers):
    page = visit(PATH)
    assert page.headings(1) == ["Publications by Ada Example"]
    assert page.headings(2) == ["2025", "2024"]
    assert references(page) == [
        "Builder, B. B.*, & Example, A.* (2025). On Engines. Journal of Examples, 3."
        " https://doi.org/10.1000/182",
        "徐佳明. (2024). 引擎论.",
    ]
    assert text(page.of_class("count")[0]) == "2 publications"


def test_references_can_be_grouped_by_kind_in_a_numbered_style(visit, papers):
    page = visit(PATH, style="ieee", group="kind")
    assert page.headings(2) == ["Conference papers", "Journal articles"]
    assert references(page) == [
        "[1] 徐佳明, “引擎论,” 2024.",
        "[2] B. B. Builder* and A. Example*, “On Engines,” Journal of Examples, vol. 3, 2025,"
        " doi: 10.1000/182.",
    ]
    assert "?style=gbt7714&group=kind" in page.main_links
    assert [text(link) for link in page.all("main//a[@aria-current]")] == ["IEEE", "Kind"]


def test_chinese_page_uses_the_current_edition_of_gbt7714(visit, papers):
    page = visit(f"/zh-hans{PATH}")
    assert "GB/T 7714-2025" in [text(link) for link in page.all("main//a[@aria-current]")]
    assert references(page)[1] == "[2] 徐佳明. 引擎论[C]. 2024."
    assert page.of_class("reference")[0].get("lang") == "en"


def test_preprint_is_cited_with_access_date(visit, ada):
    factories.publication("On Engines", [ada], kind="preprint", arxiv_id="2501.00001")
    before = timezone.localdate()
    (reference,) = references(visit(PATH, style="gbt7714"))
    days = (before, timezone.localdate())
    assert any(f"(2025)[{day}]. https://arxiv.org/abs/2501.00001." in reference for day in days)


def test_retracted_work_is_marked(visit, papers):
    paper = Publication.objects.get(title="On Engines")
    for kind in ("correction", "retraction"):
        EditorialNotice.objects.create(publication=paper, kind=kind)
    assert ["[Retracted]" in line for line in references(visit(PATH))] == [True, False]


def test_own_name_is_bold_and_journal_is_italic(visit, papers):
    page = visit(PATH)
    assert [text(name) for name in page.all("main//strong")] == ["Example, A.", "徐佳明"]
    assert [text(part) for part in page.all("main//i")] == ["Journal of Examples", "3"]


def test_legend_explains_equal_contribution(visit, papers):
    assert text(visit(PATH).of_class("legend")[0]) == "* equal contribution"


def test_namesake_is_not_bold(visit, ada):
    factories.publication("On Engines", ["Ada Example", ada])
    page = visit(PATH)
    assert references(page) == ["Example, A., & Example, A. (2025). On Engines."]
    assert len(page.all("main//strong")) == 1


def test_export_links_are_filtered_by_person(visit, papers):
    page = visit(PATH)
    links = {link.get("type"): link.get("href") for link in page.all("link[@rel='alternate']")}
    assert links["application/x-bibtex"] == "/publications/export.bib?person=ada-example"
    for extension in ("bib", "ris", "json"):
        assert f"/publications/export.{extension}?person=ada-example" in page.main_links


def test_unknown_style_is_ignored_with_a_note(visit, papers):
    page = visit(PATH, style="'><b>", group="x" * 300)
    assert len(page.notes) == 3  # two values, and one of them is too long
    assert references(page)[0].startswith("Builder, B. B.")


def test_hidden_papers_and_papers_of_others_are_not_listed(visit, ada):
    factories.publication("Hidden", [ada], is_public=False)
    factories.publication("Of others", ["Bob"])
    page = visit(PATH)
    assert references(page) == []
    assert page.of_class("empty")


def test_former_member_has_a_list_and_hidden_person_has_none(visit):
    former = factories.person("Gone Before", left="2020")
    factories.publication("On Engines", [former])
    factories.person("Hidden", is_public=False)
    assert len(references(visit("/people/gone-before/publications/"))) == 1
    visit("/people/hidden/publications/", status=404)
    visit("/people/nobody/publications/", status=404)


def test_former_slug_redirects(visitor, ada):
    ada.slug = "ada"
    ada.save()
    response = visitor.get(PATH)
    assert (response.status_code, response.url) == (301, "/people/ada/publications/")


def test_profile_links_to_the_list(visit, papers):
    assert PATH in visit("/people/ada-example/").main_links


def test_heading_has_blanks_around_latin_names_only(visit, ada):
    factories.person("Bob Before")
    assert visit(f"/zh-hans{PATH}").headings(1) == ["徐佳明的学术成果"]
    assert visit("/zh-hans/people/bob-before/publications/").headings(1) == ["Bob Before 的学术成果"]


def test_markup_in_names_and_titles_is_escaped(visit, ada):
    factories.publication("<i>T</i>", [{"person": ada, "name": "<b>Ada</b> Example"}])
    page = visit(PATH)
    assert page.all("main//b") == []
    assert references(page)[0].endswith("(2025). <i>T</i>.")


def test_reference_takes_few_function_calls(client, ada):
    """Count calls, which are the same on every machine: some people have 1,500 papers on one page."""

    def calls():
        profile = cProfile.Profile()
        profile.runcall(client.get, PATH)
        return pstats.Stats(profile).total_calls

    paper = {"kind": "journal", "venue": factories.venue(), "volume": "3", "pages": "12–30"}
    for number in range(20):
        factories.publication(authors=["Bob Builder", ada, "Cleo Other"], doi=f"10.1000/{number}", **paper)
    calls()  # warm up caches
    calls_for_20 = calls()
    for number in range(20, 40):
        factories.publication(authors=["Bob Builder", ada, "Cleo Other"], doi=f"10.1000/{number}", **paper)
    calls()  # prepare the statement for so many keys
    assert (calls() - calls_for_20) / 20 < 1500
