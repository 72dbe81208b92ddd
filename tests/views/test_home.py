"""The home page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import Lab
from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db


def test_home_introduces_the_lab(visit):
    factories.lab(
        "Engine Lab", institution="Example University", tagline="We build engines.", about="We **do**."
    )
    page = visit("/")
    assert page.headings(1) == ["Engine Lab"]
    assert "Example University" in page.text
    assert text(page.of_class("tagline")[0]) == "We build engines."
    assert text(page.one("strong")) == "do"


def test_home_works_before_the_lab_is_set_up(visit):
    page = visit("/")
    assert len(page.headings(1)) == 1
    assert page.of_class("empty")


def test_open_notices_are_listed_by_deadline_without_closed_ones(visit):
    factories.notice("Until filled")
    factories.notice("Next year", closes="2099-12-31")
    factories.notice("Soon", closes="2098-01-31")
    factories.notice("Over", closes="2025-02-01")
    page = visit("/")
    assert [text(page.one("a", item)) for item in page.of_class("strip-item")] == [
        "Soon",
        "Next year",
        "Until filled",
    ]


def test_notice_that_closes_today_is_listed_all_day(visit):
    today = timezone.localdate()
    factories.notice("Last day", closes=today)
    factories.notice("Too late", closes=today - timedelta(days=1))
    factories.notice("Ended by hand", closed_on=today)
    page = visit("/")
    assert [text(page.one("a", item)) for item in page.of_class("strip-item")] == ["Last day"]


def test_latest_news_are_listed_with_pinned_items_first(visit):
    for month in range(1, 8):
        factories.news_item(f"In month {month}", date=f"2025-{month:02}")
    factories.news_item("Pinned", date="2020", is_pinned=True)
    page = visit("/")
    items = [text(item) for item in page.of_class("dated-what", page.of_class("news")[0])]
    assert len(items) == 6
    assert items[0].endswith("Pinned")
    assert items[1].endswith("In month 7")


def test_current_projects_come_before_past_ones(visit):
    factories.project("Looms", end="2020", summary="Weaving by cards.")
    factories.project(
        "Engines", start="2019", picture=factories.picture_name("projects"), picture_alt="An engine"
    )
    factories.project("Hidden", is_public=False)
    (cards,) = visit("/").of_class("project-cards")
    assert [text(heading) for heading in cards.iter("h3")] == ["Engines", "Looms"]
    assert "Weaving by cards." in text(cards)
    assert len(list(cards.iter("img"))) == 1


def test_selected_publications_come_before_newer_ones(visit):
    factories.publication("Newer", year=2025)
    factories.publication("Selected", year=2020, is_selected=True)
    page = visit("/")
    assert [text(title) for title in page.of_class("entry-title")] == ["Selected", "Newer"]


def test_current_people_are_listed_by_role_and_counted(visit):
    factories.person("Student One")
    factories.person("Student Two")
    factories.person("Professor", role=10)
    factories.person("Gone", left="2020")
    page = visit("/")
    portraits = page.of_class("portraits")[0]
    assert [text(link) for link in page.all("a", portraits)] == ["Professor", "Student One", "Student Two"]
    assert "2 PhD students" in text(page.of_class("head-counts")[0])
    assert "Gone" not in page.text


def test_teams_are_listed_with_lead_and_head_count(visit):
    team, lead = factories.team("Engines"), factories.person("Leo Lead")
    factories.membership(lead, team, is_lead=True)
    factories.membership(factories.person("Mei"), team)
    item = visit("/").of_class("team-item")[0]
    assert "Engines" in text(item)
    assert "Leo Lead" in text(item)
    assert "2" in text(item)


HERO = "lab/0123456789abcdef0123456789abcdef-1280x800.webp"


def test_picture_of_the_lab_is_in_the_head_with_its_description_and_focus(visit):
    factories.lab(
        tagline="We build.",
        hero=HERO,
        hero_alt="Our engine",
        hero_alt_zh="发动机",
        hero_focus_x=24,
        hero_focus_y=88,
    )
    page = visit("/")
    assert not page.all("figcaption")
    (image,) = page.of_class("home-hero")
    assert image.get("alt") == "Our engine"
    assert {"focus-x-20", "focus-y-90"} <= set(image.get("class").split())
    widths = [size.split()[1] for size in image.get("srcset").split(", ")]
    assert widths[-3:] == ["384w", "768w", "1280w"]
    assert "min-resolution" not in image.get("sizes")  # dense screens get all their pixels
    assert image.get("loading") is None
    assert image.get("lang") is None
    assert visit("/zh-hans/").of_class("home-hero")[0].get("alt") == "发动机"
    Lab.objects.update(hero_alt="")
    (image,) = visit("/").of_class("home-hero")
    assert (image.get("alt"), image.get("lang")) == ("发动机", "zh-Hans")


def test_caption_of_the_picture_is_in_the_language_of_the_page_or_else_in_the_other(visit):
    lab = factories.lab(tagline="We build.", hero=HERO, hero_caption="Anna & Bo", hero_caption_zh="安娜与博")
    assert text(visit("/").one("figcaption")) == "Anna & Bo"
    assert text(visit("/zh-hans/").one("figcaption")) == "安娜与博"
    lab.hero_caption = ""
    lab.save()
    assert text(visit("/").one("figcaption/span[@lang='zh-Hans']")) == "安娜与博"


def test_caption_is_not_shown_without_a_picture(visit):
    factories.lab(tagline="We build.", hero_caption="Anna & Bo")
    assert "Anna" not in visit("/").text


def test_picture_of_the_lab_is_what_others_see_when_the_home_page_is_shared(visit):
    factories.lab(tagline="We build.", hero=HERO, logo="lab/0123456789abcdef0123456789abcdee-300x300.webp")
    assert visit("/").meta("og:image")[0].endswith(HERO)
    assert visit("/").json_ld[0]["image"].endswith(HERO)
    assert not visit("/teams/").meta("og:image")[0].endswith(HERO)


def test_home_without_a_picture_has_no_place_for_one(visit):
    factories.lab(tagline="We build.")
    page = visit("/")
    assert not page.of_class("home-hero") and not page.of_class("has-hero")


def fill_all_sections():
    """Give the lab content for each section of the home page."""
    factories.lab(about="We build.", email="lab@example.org")
    factories.project()
    factories.news_item()
    factories.publication()
    factories.person("Pia Principal", role=10)
    factories.notice()
    factories.team()


def test_about_comes_before_news_and_contact_last(visit):
    fill_all_sections()
    headings = visit("/").headings(2)
    assert headings == [
        "About us",
        "Projects",
        "News",
        "Recent publications",
        "People 1",
        "Open now",
        "Teams",
        "Contact",
    ]


def test_publications_are_called_selected_only_if_some_are(visit):
    factories.publication("On engines")
    assert visit("/").headings() == ["Recent publications"]
    factories.publication("On steam", is_selected=True)
    assert visit("/").headings() == ["Selected publications"]


def test_head_leads_to_open_positions_and_papers_as_far_as_there_are_any(visit):
    factories.lab(about="We build.")
    assert not visit("/").of_class("home-actions")
    factories.publication()
    assert [text(link) for link in visit("/").of_class("button")] == ["Publications"]
    factories.notice()
    assert [text(link) for link in visit("/").of_class("button")] == ["Join us", "Publications"]


def test_lab_chooses_the_sections_and_their_order(visit):
    fill_all_sections()
    factories.lab(home_sections=["people", "about", "news"])
    assert visit("/").headings(2) == ["People 1", "About us", "News"]


def test_hidden_sections_are_not_read_from_the_database(visitor):
    fill_all_sections()
    factories.lab(home_sections=["about"])
    with CaptureQueriesContext(connection) as queries:
        visitor.get("/")
    sql = " ".join(query["sql"] for query in queries)
    # The menu asks which of these exist, but reads no columns.
    columns = (
        '"projects_project"."title"',
        '"news_newsitem"."body"',
        '"publications_publication"."title"',
        '"people_person"."name"',
        '"people_team"."name"',
        '"recruiting_notice"."title"',
    )
    assert [column for column in columns if column in sql] == []


def test_sections_without_content_are_left_out(visit):
    factories.lab(about="We build.")
    assert visit("/").headings(2) == ["About us"]


def test_principal_investigator_is_set_apart_with_research_interests(visit):
    factories.person("Pia Principal", role=10, interests="Large engines")
    factories.person("Sam Student", interests="Small engines")
    page = visit("/")
    (apart,) = page.of_class("face-wide")
    assert "Pia Principal" in text(apart) and "Large engines" in text(apart)
    assert "Sam Student" in page.text and "Small engines" not in page.text


def test_contact_tells_how_to_reach_the_lab(visit):
    factories.lab(
        address="1 Example Road",
        phone="+86 21 0000",
        email="lab@example.org",
        map_url="https://map.example.org/?q=1&z=2",
        directions="Take **line 1**.",
    )
    factories.team()
    page = visit("/")
    (contact,) = page.of_class("home-contact")
    for words in ("1 Example Road", "+86 21 0000", "lab@example.org", "Take line 1."):
        assert words in text(contact)
    assert "https://map.example.org/?q=1&z=2" in page.main_links


def test_structured_data_describe_the_lab(visit, settings):
    settings.SITE_URL = "https://lab.example.edu"
    factories.lab("Engine Lab", institution="Example University", email="lab@example.org")
    (data,) = visit("/").json_ld
    assert data["@type"] == "ResearchOrganization"
    assert data["name"] == "Engine Lab"
    assert data["url"] == "https://lab.example.edu/"
    assert data["parentOrganization"]["name"] == "Example University"


def test_equal_names_of_the_lab_are_given_once(visit):
    factories.lab("Engine Lab", name_zh="引擎实验室", short_name="Engine Lab")
    assert visit("/").json_ld[0]["alternateName"] == ["引擎实验室"]
    assert visit("/zh-hans/").json_ld[0]["alternateName"] == ["Engine Lab"]


def test_description_without_a_tagline_is_name_and_institution(visit):
    factories.lab("Engine Lab", institution="Example University")
    assert visit("/").meta("description") == ["Engine Lab, Example University"]
    factories.lab("Engine Lab", institution="")
    assert visit("/").meta("description") == ["Engine Lab"]


def test_footer_has_address_links_and_feeds(visit):
    lab = factories.lab(address="1 Example Road", email="lab@example.org")
    lab.links.create(kind="github", url="https://example.org/lab")
    links = visit("/teams/").links
    for address in (
        "mailto:lab@example.org",
        "https://example.org/lab",
        "/news/feed/",
        "/publications/feed/",
    ):
        assert address in links
