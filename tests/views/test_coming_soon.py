"""The home page of a new site: "coming soon" for visitors, a welcome for those who set the site up."""

import pytest

from tests import factories
from tests.views.reading import Page

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize(("path", "words"), [("/", "Coming soon"), ("/zh-hans/", "敬请期待")])


@BOTH
def test_visitors_of_a_new_site_read_that_it_is_coming_soon(visit, path, words):
    factories.lab("Engine Lab", institution="Example University")
    page = visit(path)
    assert page.headings(1) == ["Engine Lab"]
    assert words in page.text and "Example University" in page.text
    assert page.is_noindex
    assert not page.headings(2)


def test_new_site_with_nothing_but_its_pi_is_coming_soon(visit):
    factories.person("Pia Principal", role=10)
    assert "Coming soon" in visit("/").text


def test_welcome_leads_pi_and_admin_to_the_dashboard(pi, admin):
    for client in (pi, admin):
        page = Page(client.get("/"))
        assert "/desk/" in page.main_links and "Coming soon" in page.text and page.is_noindex


def test_member_reads_what_visitors_read(member):
    assert "/desk/" not in Page(member.get("/")).main_links


@pytest.mark.parametrize(
    "fill",
    [
        factories.news_item,
        factories.publication,
        factories.notice,
        factories.team,
        lambda: factories.lab(about="We build engines."),
        lambda: [factories.person("One"), factories.person("Two")],
    ],
    ids=["news", "publication", "opening", "team", "about", "two people"],
)
def test_first_content_opens_the_site(visit, fill):
    fill()
    page = visit("/")
    assert "Coming soon" not in page.text and not page.is_noindex
