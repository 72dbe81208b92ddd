"""What the head of a profile tells search engines, feed readers and previews of links."""

import pytest

from people.models import Person
from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db):
    return factories.person("Ada Example", native_name="徐佳明")


def test_structured_data_describes_the_person(visit, ada, settings):
    settings.SITE_URL = "https://lab.example.edu"
    Person.objects.update(
        shown_aliases="A. Example\nAda E.",
        aliases="Augusta Byron",
        photo=factories.lab(logo=factories.picture()).logo.name,
    )
    factories.profile_link(ada, "orcid", "https://orcid.org/0000")
    page = visit("/people/ada-example/")
    (data,) = page.json_ld
    person = data["mainEntity"]
    assert (data["@type"], person["@type"], person["name"]) == ("ProfilePage", "Person", "Ada Example")
    assert person["url"] == "https://lab.example.edu/people/ada-example/"
    assert person["sameAs"] == ["https://orcid.org/0000"]
    assert set(person["alternateName"]) == {"徐佳明", "A. Example", "Ada E."}
    assert page.meta("og:type") == ["profile"]
    assert page.meta("og:image")[0].startswith("https://lab.example.edu/media/")


def test_structured_data_has_affiliation_and_education(visit, ada):
    factories.affiliation(ada, "Now University")
    factories.affiliation(ada, "Then Company", is_past=True)
    factories.education(ada, "2015-09", "bachelor", school="Old College", end="2019-06")
    (data,) = visit("/people/ada-example/").json_ld
    names = {
        key: [organization["name"] for organization in data["mainEntity"][key]]
        for key in ("affiliation", "alumniOf")
    }
    assert names == {"affiliation": ["Now University"], "alumniOf": ["Old College"]}


def test_former_member_is_an_alumnus_of_the_lab(visit):
    factories.lab("Engine Lab")
    former_member = factories.person("Gone Example", left="2020")
    factories.education(former_member, "2015-09", "bachelor", school="Old College", end="2019-06")
    person = visit(former_member.get_absolute_url()).json_ld[0]["mainEntity"]
    assert [organization["name"] for organization in person["alumniOf"]] == ["Old College", "Engine Lab"]
    assert "memberOf" not in person


def test_native_name_equal_to_the_name_is_shown_once(visit):
    person = factories.person("许珈铭", native_name="许珈铭", slug="xu")
    page = visit("/people/xu/")
    assert page.headings(1) == ["许珈铭"]
    assert person.name in text(page.one("head/title"))
    assert "(" not in text(page.one("head/title"))
    assert "alternateName" not in page.json_ld[0]["mainEntity"]


def test_description_is_cut_at_a_word(visit):
    factories.lab("Engine Lab")
    factories.person("Ada", slug="ada", role=20)
    assert visit("/people/ada/").meta("description")[0].endswith(", Engine Lab.")


def test_profile_links_to_its_feed(visit, ada):
    feeds = visit("/people/ada-example/").all("link[@type='application/atom+xml']")
    assert [feed.get("href") for feed in feeds] == ["/people/ada-example/feed/"]
