"""At its deadline a notice closes on all pages, cached ones included, although no row changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from core.caching import content_version
from core.caching.middleware import page_store
from people.models import Role
from tests import factories
from tests.views.reading import Page

pytestmark = pytest.mark.django_db(transaction=True)

#: The notice closes at 17:00 in Shanghai.
DEADLINE = datetime(2031, 3, 31, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PATHS = [
    "/",
    "/recruiting/",
    "/teams/engines/",
    "/people/leo/",
    "/people/pia/",
    "/recruiting/feed/",
    "/sitemap-recruiting.xml",
    "/search/?q=engineers",
    "/recruiting/engineers/",
    "/zh-hans/recruiting/engineers/",
]
#: Pages that still name a closed notice and mark it as closed.
PAGES_WITH_CLOSED = {
    "/recruiting/",
    "/search/?q=engineers",
    "/recruiting/engineers/",
    "/zh-hans/recruiting/engineers/",
}


@pytest.fixture
def clock(monkeypatch, settings):
    """A function that sets the current time, with the page cache switched on."""
    settings.PAGE_CACHE = True
    page_store.clear()

    def set_to(now):
        monkeypatch.setattr(timezone, "now", lambda: now)

    return set_to


@pytest.fixture
def notice():
    engines = factories.team("Engines")
    leo, pia = factories.person("Leo", role=Role.PHD), factories.person("Pia", role=Role.PI)
    factories.membership(leo, engines, start="2021-09", is_lead=True)
    return factories.notice(
        "Engineers", team=engines, contact=pia, closes=date(2031, 3, 31), closes_at=time(17)
    )


def is_open_at(path) -> bool:
    """Return whether the page shows the notice as open."""
    response = Client().get(path)
    assert response.status_code == 200
    content = response.content.decode()
    if path not in PAGES_WITH_CLOSED:
        return "engineers" in content.lower()
    return "pill-closed" not in content


@pytest.mark.parametrize("path", PATHS)
def test_cached_page_shows_the_notice_as_open_until_its_deadline(clock, notice, path):
    clock(DEADLINE - 60 * SECOND)
    assert is_open_at(path)
    clock(DEADLINE - SECOND)
    assert is_open_at(path)
    clock(DEADLINE)
    assert not is_open_at(path)
    clock(DEADLINE + 60 * SECOND)
    assert not is_open_at(path)


def test_cached_page_runs_at_most_one_query(clock, notice, django_assert_max_num_queries):
    clock(DEADLINE - SECOND)
    Client().get("/recruiting/")
    with django_assert_max_num_queries(1):
        Client().get("/recruiting/")


def test_cache_version_changes_only_at_deadlines_of_published_notices(clock, notice):
    factories.notice("Hidden", closes=date(2031, 3, 31), closes_at=time(17, 0, 30), is_published=False)
    clock(DEADLINE - 60 * SECOND)
    version = content_version()
    clock(DEADLINE - SECOND)
    assert content_version() == version
    clock(DEADLINE)
    at_the_deadline = content_version()
    assert at_the_deadline != version
    clock(DEADLINE + 60 * SECOND)  # the hidden notice closes in between, which must not matter
    assert content_version() == at_the_deadline


def test_closed_notice_stays_readable_but_takes_no_applications(clock, notice):
    clock(DEADLINE)
    page = Page(Client().get("/recruiting/engineers/"))
    assert page.is_noindex and page.json_ld == []
    assert "31 Mar 2031, 17:00" in page.text
    assert not [link for link in page.main_links if "apply" in link or link.startswith("mailto:")]
    assert Client().get("/recruiting/engineers/apply/").status_code == 302


def test_page_names_the_closing_time_and_time_zone(clock, notice):
    clock(DEADLINE - SECOND)
    page = Page(Client().get("/recruiting/engineers/"))
    assert "31 Mar 2031, 17:00 (Asia/Shanghai, UTC+08:00)" in page.text
    assert page.all("time[@datetime='2031-03-31T17:00:00+08:00']")
