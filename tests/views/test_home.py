"""The home page."""

from datetime import timedelta

import pytest
from django.utils import timezone

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
