"""The profile of a person: header, sections, publications and citations."""

from datetime import date

import pytest
from django.utils import timezone

from labsite.views.profile import MAX_NEWS, MAX_PUBLICATIONS
from people.models import Person
from publications.models import CitationYear
from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db):
    return factories.person("Ada Example", native_name="徐佳明")


def section(page, name):
    return page.one(f"section[@id='{name}']")


def items(page, name):
    return [text(item) for item in page.all("li", section(page, name))]


# ---- header -----------------------------------------------------------------------------------


def test_header_has_both_names_interests_and_biography(visit, ada):
    Person.objects.update(interests="engines", bio="I **build** them.")
    page = visit("/people/ada-example/")
    assert page.headings(1) == ["Ada Example 徐佳明"]
    assert "engines" in text(section(page, "about"))
    assert text(page.one("strong", section(page, "about"))) == "build"


def test_year_of_study_comes_from_the_current_education(visit, ada):
    today = timezone.localdate()
    began = today.year - 2 if today.month >= 9 else today.year - 3
    factories.education(ada, f"{began}-09")
    factories.education(ada, "2010-09", "bachelor", end="2014-06")
    assert "third" in text(visit("/people/ada-example/").of_class("profile-status")[0]).lower()


def test_role_without_education_is_shown(visit):
    factories.person("Pia", role=10)
    assert "investigator" in text(visit("/people/pia/").of_class("profile-status")[0]).lower()


def test_earlier_affiliations_are_listed_as_experience(visit, ada):
    factories.affiliation(ada, "Institute Now", department="Engines", url="https://example.org/now")
    factories.affiliation(ada, "Company Before", start="2019", end="2020", capacity="intern")
    factories.affiliation(ada, "Company Once", is_past=True)
    page = visit("/people/ada-example/")
    side = text(page.of_class("affiliations")[0])
    assert "Institute Now" in side
    assert "Company" not in side
    assert [item for item in items(page, "education") if "intern" in item and "Company Before" in item]
    assert [item for item in items(page, "education") if "Company Once" in item]


def test_links_have_icons_and_texts(visit, ada):
    factories.profile_link(ada, "orcid", "https://orcid.org/0000")
    factories.profile_link(ada, "link", "https://example.org/x", label="Blog")
    links = visit("/people/ada-example/").all("a[@rel='me']")
    assert [(link.get("href"), text(link)) for link in links] == [
        ("https://orcid.org/0000", "ORCID"),
        ("https://example.org/x", "Blog"),
    ]
    assert all(link.find(".//svg") is not None for link in links)


@pytest.mark.parametrize(("visibility", "is_shown"), [("public", True), ("hidden", False)])
def test_email_is_shown_only_if_public(visit, visibility, is_shown):
    factories.person("Ada Example", email="ada@example.org", email_visibility=visibility)
    page = visit("/people/ada-example/")
    assert ("mailto:ada@example.org" in page.links) is is_shown
    assert (b"ada@example.org" in page.response.content) is is_shown


def test_former_member_keeps_the_profile_with_period_and_destination(visit):
    factories.person(
        "Bob",
        joined="2019-09",
        left="2023-06",
        destination="Elsewhere",
        destination_url="https://example.org/e",
    )
    page = visit("/people/bob/")
    period = text(page.of_class("profile-period")[0])
    assert "2019.09–2023.06" in period
    assert "Elsewhere" in period
    assert "https://example.org/e" in page.main_links


def test_former_member_has_the_status_of_the_last_day(visit):
    bob = factories.person("Bob", joined="2019-09", left="2021-06")
    factories.education(bob, "2019-09")
    assert "second" in text(visit("/people/bob/").of_class("profile-status")[0]).lower()


# ---- sections ---------------------------------------------------------------------------------


def test_empty_sections_are_left_out(visit, ada):
    page = visit("/people/ada-example/")
    assert page.all("section[@id]") == []
    assert page.all("nav//a", page.one("aside")) == []


def test_contents_link_to_the_sections_in_order(visit, ada):
    factories.service(ada)
    factories.talk(ada)
    factories.education(ada)
    factories.honor(ada)
    factories.publication(authors=[ada])
    factories.membership(ada, factories.team(), is_lead=True)
    factories.news_item(people=[ada])
    Person.objects.update(bio="Hello.")
    page = visit("/people/ada-example/")
    contents = [link.get("href")[1:] for link in page.all("nav//a", page.one("aside"))]
    assert contents == ["about", "news", "team", "publications", "honors", "education", "talks", "service"]
    assert [part.get("id") for part in page.all("section[@id]")] == contents


def test_latest_news_are_listed_with_a_link_to_the_others(visit, ada):
    for month in range(1, MAX_NEWS + 2):
        factories.news_item(f"Month {month}", [ada], date=f"2024-{month:02}")
    factories.news_item("Not about her")
    page = visit("/people/ada-example/")
    assert len(items(page, "news")) == MAX_NEWS
    assert items(page, "news")[0].endswith(f"Month {MAX_NEWS + 1}")
    assert "/news/?person=ada-example" in page.links


def test_led_team_is_shown_with_current_and_former_members(visit, ada):
    team = factories.team("Engines", call="Come!")
    factories.membership(ada, team, "2021", is_lead=True)
    member, former_member = (
        factories.person("Here"),
        factories.person("Gone", left="2024-06", destination="Elsewhere"),
    )
    factories.education(member, "2023-09", school="Example School")
    factories.membership(member, team, "2023")
    factories.membership(former_member, team, "2022")
    team_section = section(visit("/people/ada-example/"), "team")
    current, previous = (list(roster) for roster in team_section.iter("ul"))
    assert [text(person.find("a")) for person in current] == ["Ada Example", "Here"]
    assert "Example School" in text(current[1])
    assert [text(person.find("a")) for person in previous] == ["Gone"]
    assert "2022–2024.06" in text(previous[0])
    assert "Elsewhere" in text(previous[0])
    assert "2 PhD students" in text(team_section)
    assert "Come!" in text(team_section)


def test_other_team_is_only_named(visit, ada):
    team = factories.team("Engines")
    factories.membership(ada, team)
    page = visit("/people/ada-example/")
    assert "/teams/engines/" in page.main_links
    assert not page.all("section[@id='team']")


def test_teams_are_in_the_order_of_the_list_of_teams(visit, ada):
    for name, position in (("Boilers", 0), ("Valves", 1), ("Engines", 1)):
        factories.membership(ada, factories.team(name, position=position))
    places = visit("/people/ada-example/").all("ul[@class='affiliations']/li")
    assert [text(place) for place in places][-3:] == ["Boilers", "Engines", "Valves"]


def test_open_notices_of_the_led_team_or_with_the_person_as_contact_are_shown(visit, ada):
    team = factories.team("Engines")
    factories.membership(ada, team, is_lead=True)
    factories.notice("For the team", team=team)
    factories.notice("Ask Ada", contact=ada)
    factories.notice("Over", contact=ada, closes="2025-02-01")
    factories.notice("Of the lab")
    page = visit("/people/ada-example/")
    titles = {text(page.one("a", item)) for item in page.of_class("strip-item")}
    assert titles == {"For the team", "Ask Ada"}


def test_profile_of_the_pi_shows_the_notices_of_the_lab(visit):
    factories.person("Pia", role=10)
    factories.notice("Of the lab")
    assert len(visit("/people/pia/").of_class("strip-item")) == 1


def test_honors_education_talks_and_service_are_shown_in_full(visit, ada):
    factories.honor(ada, "Prize", date="2024-10", level="top 1 %", issuer="Fund", is_highlighted=True)
    factories.education(
        ada,
        "2023-09",
        school="Big School",
        end="2099-06",
        is_expected=True,
        advisor="Prof. Pia",
        department="CS",
    )
    paper = factories.publication("On Engines")
    factories.talk(ada, "A Talk", date="2024-05", event="Conf", place="Oslo", publication=paper, kind="oral")
    factories.service(
        ada, "Reviewer", subject="Journal", partner="Bob", start="2024-01", url="https://example.org/s"
    )
    page = visit("/people/ada-example/")
    for name, words in {
        "honors": ["2024.10", "Prize", "top 1 %", "Fund"],
        "education": ["2023.09–2099.06", "Big School", "CS", "Prof. Pia"],
        "talks": ["2024.05", "A Talk", "Conf", "Oslo"],
        "service": ["2024.01–", "Reviewer", "Journal", "Bob"],
    }.items():
        (row,) = items(page, name)
        assert [word for word in words if word not in row] == []
    assert {"/publications/on-engines/", "https://example.org/s"} <= set(page.main_links)


def test_level_of_an_honor_is_in_the_current_language(visit, ada):
    factories.honor(ada, "Prize", title_zh="奖", level="top 1 %", level_zh="前 1%")
    assert items(visit("/people/ada-example/"), "honors") == ["Prize (top 1 %)"]
    assert items(visit("/zh-hans/people/ada-example/"), "honors") == ["奖（前 1%）"]


def test_date_is_shown_with_its_precision(visit, ada):
    for day in ("2019", "2020-05", "2021-03-04"):
        factories.honor(ada, f"In {day}", date=day)
    times = section(visit("/people/ada-example/"), "honors").iter("time")
    assert [(time.get("datetime"), text(time)) for time in times] == [
        ("2021-03-04", "2021.03.04"),
        ("2020-05", "2020.05"),
        ("2019", "2019"),
    ]


def test_rows_without_a_date_come_last(visit, ada):
    for day in (None, "2020", "2021"):
        factories.honor(ada, f"Honor {day}", date=day)
        factories.talk(ada, f"Talk {day}", date=day)
        factories.service(ada, f"Service {day}", start=day)
        factories.education(ada, day, school=f"School {day}")
    page = visit("/people/ada-example/")
    for name in ("honors", "talks", "service", "education"):
        assert [item[-4:] for item in items(page, name)] == ["2021", "2020", "None"]


# ---- publications -----------------------------------------------------------------------------


def test_own_name_is_bold_and_other_members_are_linked(visit, ada):
    bob = factories.person("Bob")
    factories.publication("On Engines", [{"person": ada, "name": "A. Example"}, bob, "Charles Printed"])
    author_list = visit("/people/ada-example/").of_class("entry-authors")[0]
    assert [text(name) for name in author_list.iter("strong")] == ["A. Example"]
    assert [link.get("href") for link in author_list.iter("a")] == ["/people/bob/"]
    assert text(author_list) == "A. Example, Bob, Charles Printed"


def test_author_marks_have_a_legend(visit, ada):
    factories.publication("Alone", [ada])
    assert not visit("/people/ada-example/").of_class("legend")
    factories.publication(
        "Equal", [{"person": ada, "name": "Ada", "is_equal": True}, {"name": "B", "is_equal": True}]
    )
    page = visit("/people/ada-example/")
    assert [text(mark) for mark in page.of_class("author-mark")] == ["*", "*"]
    assert text(page.of_class("legend")[0]).startswith("* ")


def test_entry_has_badge_rank_links_stars_and_dated_citations(visit, ada):
    venue = factories.venue("Conference on Examples", abbreviation="EX", rank="CCF-A")
    paper = factories.publication(
        "On Engines",
        [ada],
        venue=venue,
        year=2025,
        citations=12,
        citations_on="2025-03-01",
        teaser=factories.picture(),
    )
    factories.publication_link(paper, "code", "https://example.org/code", stars=345, stars_on="2025-03-02")
    entry = visit("/people/ada-example/").of_class("entry")[0]
    entry_text = text(entry)
    for words in ("EX 2025", "(CCF-A)", "345", "Cited 12 times", "1 Mar 2025"):
        assert words in entry_text
    assert "2025-03-02" in [mark.get("title", "")[-10:] for mark in entry.iter("span")]
    assert "https://example.org/code" in [link.get("href") for link in entry.iter("a")]
    assert entry.find(".//img") is not None


def test_publications_and_citations_are_counted(visit, ada):
    for number in range(3):
        factories.publication(
            f"Paper {number}", [ada], citations=10 * number, citations_on=date(2025, 3, number + 1)
        )
    figures = text(visit("/people/ada-example/").of_class("profile-figures")[0])
    assert "3 publications" in figures
    assert "30 citations" in figures
    assert "3 Mar 2025" in figures


def test_latest_publications_are_listed_with_a_link_to_the_others(visit, ada):
    for number in range(MAX_PUBLICATIONS + 1):
        factories.publication(f"Paper {number}", [ada])
    page = visit("/people/ada-example/")
    assert len(page.of_class("entry")) == MAX_PUBLICATIONS
    assert "/publications/?person=ada-example" in page.links
    assert "/publications/export.bib?person=ada-example" in page.links


def test_own_name_is_visible_in_a_long_author_list(visit, ada):
    printed = [f"Author {number}" for number in range(60)]
    factories.publication("Big", [*printed[:40], ada, *printed[40:]])
    author_list = visit("/people/ada-example/").of_class("entry-authors")[0]
    assert [text(name) for name in author_list.iter("strong")] == ["Ada Example"]
    assert text(author_list).startswith("Author 0, ")
    assert text(author_list).endswith("…, Ada Example, …, Author 59, and 51 others")
    assert len(text(author_list)) < 300


# ---- citations --------------------------------------------------------------------------------


def test_citation_chart_leaves_out_hidden_publications(visit, ada):
    paper, hidden = factories.publication("A", [ada]), factories.publication("B", [ada], is_public=False)
    other = factories.publication("C", [ada])
    for of, year, number in [(paper, 2021, 3), (paper, 2023, 4), (other, 2023, 1), (hidden, 2022, 9)]:
        CitationYear.objects.create(publication=of, year=year, citations=number)
    page = visit("/people/ada-example/")
    assert not page.of_class("chart")
    CitationYear.objects.create(publication=other, year=2024, citations=2)
    (chart,) = visit("/people/ada-example/").of_class("chart")
    assert chart.get("role") == "img"
    assert (
        text(next(part for part in chart.iter() if part.tag.endswith("desc"))) == "2021: 3; 2023: 5; 2024: 2"
    )


def test_current_year_of_the_chart_is_marked_as_incomplete(visit, ada):
    paper, year = factories.publication("A", [ada]), timezone.localdate().year
    for number in range(3):
        CitationYear.objects.create(publication=paper, year=year - number, citations=1)
    assert f"{year}: 1 so far" in visit("/people/ada-example/").text
