"""The lab's accent colour is a style sheet of its own."""

import pytest

from core.colours import accent_css
from tests import factories
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


def sheet_of(client, path="/"):
    """Return the address of the accent's style sheet on a page."""
    addresses = [link.get("href") for link in Page(client.get(path)).all("link[@rel='stylesheet']")]
    (address,) = [address for address in addresses if "accent" in address]
    return address


def test_every_page_links_the_style_sheet_of_the_labs_colour(visitor):
    factories.lab(accent="#1F5F8B")
    address = sheet_of(visitor)
    assert address.startswith("/accent-1f5f8b-")
    assert address == sheet_of(visitor, "/zh-hans/people/")
    response = visitor.get(address)
    assert response.content.decode() == accent_css("#1f5f8b")
    assert b"@import" not in response.content
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"


def test_browsers_may_store_it_for_ever_and_proxies_too(visitor):
    headers = visitor.get(sheet_of(visitor)).headers
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Vary" not in headers or "Cookie" not in headers["Vary"]


def test_another_colour_has_another_address_and_the_old_one_still_works(visitor):
    lab = factories.lab(accent="#1f5f8b")
    old = sheet_of(visitor)
    lab.accent = "#8b1f1f"
    lab.save()
    assert sheet_of(visitor) != old
    assert visitor.get(old).status_code == 200


@pytest.mark.parametrize("name", ["accent-1f5f8b-000000000000.css", "accent-1f5f8b.css", "accent-red-0.css"])
def test_an_unknown_digest_is_not_found(visitor, name):
    assert visitor.get(f"/{name}").status_code == 404


def test_it_asks_the_database_nothing(visitor, django_assert_num_queries):
    address = sheet_of(visitor)
    with django_assert_num_queries(0):
        visitor.get(address)
