"""The public list of openings and the page of one opening."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recruiting.views import CLOSED_PER_PAGE
from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db

OVER = {"closes": "2025-02-01"}


def titles(page):
    return [text(page.one("a", heading)) for heading in page.all("h3")]


def test_open_notices_come_first_and_closed_ones_are_marked(visit):
    factories.notice("Over", **OVER)
    factories.notice("Until filled")
    factories.notice("With a deadline", closes="2099-12-31")
    page = visit("/recruiting/")
    assert titles(page) == ["With a deadline", "Until filled", "Over"]
    assert [len(page.of_class("pill-closed", item)) for item in page.of_class("notice-item")] == [0, 0, 1]
    assert text(page.of_class("notice-meta")[2]) == "Closed on 1 Feb 2025 · PhD student"
    assert text(page.of_class("count")[0]).startswith("2 ")


def test_drafts_and_scheduled_notices_are_hidden(visit):
    tomorrow = timezone.localdate() + timedelta(days=1)
    draft = factories.notice("Draft", is_published=False)
    later = factories.notice("Later", opens=tomorrow)
    page = visit("/recruiting/")
    assert titles(page) == []
    assert page.of_class("empty")
    for notice in (draft, later):
        visit(notice.get_absolute_url(), status=404)


def test_closed_notices_are_paged(visit):
    for number in range(CLOSED_PER_PAGE + 1):
        factories.notice(f"Over {number}", opens=f"2024-01-{number + 1:02}", closes="2025-02-01")
    assert len(titles(visit("/recruiting/"))) == CLOSED_PER_PAGE
    assert titles(visit("/recruiting/", page=2)) == ["Over 0"]
    assert len(visit("/recruiting/", page="x").notes) == 1


def test_notice_page_shows_all_facts(visit):
    contact = factories.person("Pia Principal", email="pia@example.org", email_visibility="public")
    factories.notice(
        "Engineers wanted",
        [("phd", 2), "intern"],
        team=factories.team("Engines"),
        contact=contact,
        body="We **build** engines.",
        starting="Autumn 2099",
        closes="2099-06-30",
        url="https://example.org/more",
    )
    page = visit("/recruiting/engineers-wanted/")
    assert page.headings(1) == ["Engineers wanted"]
    for words in (
        "PhD student × 2",
        "Intern",
        "Engines",
        "Autumn 2099",
        "30 Jun 2099",
        "Pia Principal",
        "build",
    ):
        assert words in page.text
    links = page.main_links
    assert {"/teams/engines/", "/people/pia-principal/", "https://example.org/more"} <= set(links)
    assert [link for link in links if link.startswith("mailto:pia@example.org?subject=")]
    assert not page.is_noindex


def test_hidden_address_of_a_contact_stays_hidden(visit):
    factories.notice("Engineers", contact=factories.person("Pia", email="pia@example.org"))
    assert b"pia@example.org" not in visit("/recruiting/engineers/").response.content


def test_hidden_contact_or_team_is_not_named(visit):
    hidden = {"is_public": False}
    contact = factories.person("Hidden", email="x@example.org", email_visibility="public", **hidden)
    factories.notice("Engineers", contact=contact, team=factories.team("Secret", **hidden))
    for path in ("/recruiting/engineers/", "/recruiting/"):
        content = visit(path).response.content
        assert not [word for word in (b"Hidden", b"x@example.org", b"Secret") if word in content]


def test_closed_notice_links_to_open_ones(visit):
    factories.notice("Over", **OVER)
    factories.notice("Open")
    factories.notice("Also over", **OVER)
    page = visit("/recruiting/over/")
    banner = page.of_class("closed-banner")[0]
    assert "1 Feb 2025" in text(banner)
    assert [link.get("href") for link in banner.iter("a")] == ["/recruiting/open/"]
    assert page.is_noindex
    assert page.json_ld == []
    assert not [link for link in page.main_links if link.startswith("mailto:")]


def test_closed_notice_links_to_the_list_if_nothing_is_open(visit):
    factories.notice("Over", **OVER)
    banner = visit("/recruiting/over/").of_class("closed-banner")[0]
    assert [link.get("href") for link in banner.iter("a")] == ["/recruiting/"]


def test_notice_closed_early_shows_its_closing_day(visit):
    factories.notice("Ended by hand", closes="2099-12-31", closed_on="2025-03-02")
    page = visit("/recruiting/ended-by-hand/")
    assert "2 Mar 2025" in text(page.of_class("closed-banner")[0])
    assert page.is_noindex


def test_page_contains_a_job_posting(visit, settings):
    settings.SITE_URL = "https://lab.example.edu"
    factories.lab("Engine Lab", address="1 Example Road")
    factories.notice("Engineers", [("phd", 2), ("intern", 1)], body="We **build**.", closes="2099-06-30")
    (data,) = visit("/recruiting/engineers/").json_ld
    assert (data["@type"], data["title"], data["datePosted"]) == ("JobPosting", "Engineers", "2025-01-01")
    assert data["description"] == "<p>We <strong>build</strong>.</p>\n"
    assert data["validThrough"] == "2099-06-30T23:59:59+08:00"
    assert data["totalJobOpenings"] == 3
    assert data["hiringOrganization"]["name"] == "Engine Lab"
    assert data["jobLocation"]["address"]["streetAddress"] == "1 Example Road"


def test_job_posting_until_filled_has_no_last_day(visit):
    factories.notice("Engineers")
    (data,) = visit("/recruiting/engineers/").json_ld
    assert "validThrough" not in data


def test_open_notice_links_to_other_open_ones(visit):
    factories.notice("One")
    factories.notice("Two")
    factories.notice("Over", **OVER)
    assert [text(item) for item in visit("/recruiting/one/").of_class("strip-item")] == [
        "Two open until filled"
    ]
