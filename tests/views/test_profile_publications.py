"""All publications of a person as references, ready to print."""

import cProfile
import pstats

import pytest
from django.utils import timezone

from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db

PATH = "/people/ada-example/publications/"


@pytest.fixture
def ada(db):
    return factories.person("Ada Example", native_name="徐佳明")


@pytest.fixture
def papers(ada):
    """A paper of each of two kinds and years."""
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


def test_they_stand_by_year_in_apa_style(visit, papers):
    page = visit(PATH)
    assert page.headings(1) == ["Publications of Ada Example"]
    assert page.headings(2) == ["2025", "2024"]
    assert references(page) == [
        "Builder, B. B.*, & Example, A.* (2025). On Engines. Journal of Examples, 3."
        " https://doi.org/10.1000/182",
        "徐佳明. (2024). 引擎论.",
    ]
    assert text(page.of_class("count")[0]) == "2 publications"


def test_they_can_stand_by_kind_in_another_style_with_numbers(visit, papers):
    page = visit(PATH, style="ieee", group="kind")
    assert page.headings(2) == ["Conference papers", "Journal articles"]
    assert references(page) == [
        "[1] 徐佳明, “引擎论,” 2024.",
        "[2] B. B. Builder* and A. Example*, “On Engines,” Journal of Examples, vol. 3, 2025,"
        " doi: 10.1000/182.",
    ]
    assert "?style=gbt7714&group=kind" in page.main_links
    assert [text(link) for link in page.all("main//a[@aria-current]")] == ["IEEE", "Kind"]


def test_a_chinese_page_follows_the_chinese_standard(visit, papers):
    page = visit(f"/zh-hans{PATH}")
    assert references(page)[1] == "[2] 徐佳明. 引擎论[C]. 2024."
    assert page.of_class("reference")[0].get("lang") == "en"


def test_it_says_of_preprints_that_they_were_looked_at_today(visit, ada):
    factories.publication("On Engines", [ada], kind="preprint", arxiv_id="2501.00001")
    (listed,) = references(visit(PATH, style="gbt7714"))
    assert f"(2025)[{timezone.localdate()}]. https://arxiv.org/abs/2501.00001." in listed


def test_the_own_name_is_bold_and_the_name_of_a_journal_in_italics(visit, papers):
    page = visit(PATH)
    assert [text(name) for name in page.all("main//strong")] == ["Example, A.", "徐佳明"]
    assert [text(part) for part in page.all("main//i")] == ["Journal of Examples", "3"]


def test_the_mark_of_equal_contribution_is_explained(visit, papers):
    assert text(visit(PATH).of_class("legend")[0]) == "* equal contribution"


def test_somebody_else_of_the_same_name_is_not_in_bold(visit, ada):
    factories.publication("On Engines", ["Ada Example", ada])
    page = visit(PATH)
    assert references(page) == ["Example, A., & Example, A. (2025). On Engines."]
    assert len(page.all("main//strong")) == 1


def test_the_files_are_those_of_this_person(visit, papers):
    page = visit(PATH)
    links = {link.get("type"): link.get("href") for link in page.all("link[@rel='alternate']")}
    assert links["application/x-bibtex"] == "/publications/export.bib?person=ada-example"
    for extension in ("bib", "ris", "json"):
        assert f"/publications/export.{extension}?person=ada-example" in page.main_links


def test_a_style_that_is_not_known_is_left_out_with_a_note(visit, papers):
    page = visit(PATH, style="'><b>", group="x" * 300)
    assert len(page.notes) == 3  # two values, and one of them is too long
    assert references(page)[0].startswith("Builder, B. B.")


def test_what_is_not_public_and_what_others_wrote_is_not_there(visit, ada):
    factories.publication("Hidden", [ada], is_public=False)
    factories.publication("Of others", ["Bob"])
    page = visit(PATH)
    assert references(page) == []
    assert page.of_class("empty")


def test_who_has_left_keeps_the_list_and_who_is_hidden_has_none(visit):
    gone = factories.person("Gone Before", left="2020")
    factories.publication("On Engines", [gone])
    factories.person("Hidden", is_public=False)
    assert len(references(visit("/people/gone-before/publications/"))) == 1
    visit("/people/hidden/publications/", status=404)
    visit("/people/nobody/publications/", status=404)


def test_a_former_address_leads_to_the_present_one(visitor, ada):
    ada.slug = "ada"
    ada.save()
    response = visitor.get(PATH)
    assert (response.status_code, response.url) == (301, "/people/ada/publications/")


def test_the_profile_leads_to_it(visit, papers):
    assert PATH in visit("/people/ada-example/").main_links


def test_markup_in_names_and_titles_comes_through_as_text(visit, ada):
    factories.publication("<i>T</i>", [{"person": ada, "name": "<b>Ada</b> Example"}])
    page = visit(PATH)
    assert page.all("main//b") == []
    assert references(page)[0].endswith("(2025). <i>T</i>.")


def test_one_more_reference_is_little_work(client, ada):
    """Somebody with 1,500 papers waits for all of them; numbers of calls are the same on any machine."""

    def calls():
        profile = cProfile.Profile()
        profile.runcall(client.get, PATH)
        return pstats.Stats(profile).total_calls

    paper = {"kind": "journal", "venue": factories.venue(), "volume": "3", "pages": "12–30"}
    for number in range(20):
        factories.publication(authors=["Bob Builder", ada, "Cleo Other"], doi=f"10.1000/{number}", **paper)
    calls()  # what is made once is made here
    few = calls()
    for number in range(20, 40):
        factories.publication(authors=["Bob Builder", ada, "Cleo Other"], doi=f"10.1000/{number}", **paper)
    assert (calls() - few) / 20 < 1500
