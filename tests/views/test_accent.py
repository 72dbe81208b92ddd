"""The style sheet with the lab's accent colour."""

import pytest

from core.colours import accent_css
from tests import factories
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


def accent_url_of(client, path="/"):
    """Return the URL of the accent style sheet that a page links to."""
    urls = [link.get("href") for link in Page(client.get(path)).all("link[@rel='stylesheet']")]
    (url,) = [url for url in urls if "accent" in url]
    return url


def test_every_page_links_to_the_style_sheet_with_the_colour_of_the_lab(visitor):
    factories.lab(accent="#1F5F8B")
    url = accent_url_of(visitor)
    assert url.startswith("/accent-1f5f8b-")
    assert url == accent_url_of(visitor, "/zh-hans/people/")
    response = visitor.get(url)
    assert response.content.decode() == accent_css("#1f5f8b")
    assert b"@import" not in response.content
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"


def test_style_sheet_may_be_cached_for_a_year_by_browsers_and_proxies(visitor):
    headers = visitor.get(accent_url_of(visitor)).headers
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Vary" not in headers or "Cookie" not in headers["Vary"]


def test_new_colour_has_a_new_url_and_the_old_url_still_works(visitor):
    lab = factories.lab(accent="#1f5f8b")
    old = accent_url_of(visitor)
    lab.accent = "#8b1f1f"
    lab.save()
    assert accent_url_of(visitor) != old
    assert visitor.get(old).status_code == 200


@pytest.mark.parametrize("name", ["accent-1f5f8b-000000000000.css", "accent-1f5f8b.css", "accent-red-0.css"])
def test_unknown_digest_is_not_found(visitor, name):
    assert visitor.get(f"/{name}").status_code == 404


def test_style_sheet_needs_no_query(visitor, django_assert_num_queries):
    url = accent_url_of(visitor)
    with django_assert_num_queries(0):
        visitor.get(url)
