"""A site below a path, such as https://example.edu/lab/: no link leaves it."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import clear_script_prefix, set_script_prefix

from core import markdown
from core.site_url import below
from labsite import menu
from tests import factories
from tests.views.full_lab import DATA_FILES

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(autouse=True)
def below_lab(settings):
    settings.SITE_URL, settings.FORCE_SCRIPT_NAME = "http://testserver/lab", "/lab"
    settings.STATIC_URL, settings.MEDIA_URL = "/lab/static/", "/lab/media/"
    settings.SPEED_LAYER = False  # keeps fragments with the paths of other tests
    set_script_prefix("/lab/")
    clear_caches()
    yield
    clear_script_prefix()
    clear_caches()


def clear_caches():
    """Forget what a process keeps that contains paths; the path of a site never changes in a process."""
    menu._entries_of.cache_clear()
    markdown._render.cache_clear()


def own_links(html):
    """Return the paths of all links, pictures, forms and scripts that lead to this site."""
    urls = re.findall(r'(?:href|src|action|content)="((?:http://testserver)?/[^"]*)"', html)
    urls += [
        part.split()[0] for srcset in re.findall(r'srcset="([^"]*)"', html) for part in srcset.split(",")
    ]
    return {parts.path for parts in map(urlsplit, urls) if parts.netloc in ("", "testserver")}


def is_page(path):
    return path.endswith("/") and not path.startswith(("/lab/theme/", "/lab/accounts/"))


def walk(client, addresses):
    """Open the addresses and all pages that they link to, and return the paths of all links by page."""
    links, queue = {}, set(addresses)
    while queue:
        address = queue.pop()
        response = client.get(address)
        if response.status_code == 405:
            continue
        assert response.status_code in (200, 302), address
        links[address] = own_links(response.content.decode())
        queue |= {path.removeprefix("/lab") for path in links[address] if is_page(path)} - links.keys()
    return links


def fill():
    ada = factories.person("Ada Example", photo=factories.picture(), bio="See [the rules](/rules/).")
    paper = factories.publication("On Engines", authors=[ada])
    factories.news_item(
        "Engines run",
        people=[ada],
        publications=[paper],
        picture=factories.picture(),
        picture_alt="A picture",
    )
    factories.membership(ada, factories.team("Engines"))
    factories.project("Looms", picture=factories.picture(), picture_alt="A picture")
    factories.notice("PhD")
    factories.page("Rules", slug="rules", body="![Plan](/files/plan.webp) and [home](/).")


def test_links_of_all_public_pages_stay_below_the_path(client):
    fill()
    links = walk(client, ["/", "/zh-hans/"])
    assert {path for paths in links.values() for path in paths if not path.startswith("/lab/")} == set()
    assert {"/people/ada-example/", "/zh-hans/recruiting/phd/", "/rules/"} <= links.keys()
    assert "/lab/rules/" in links["/people/ada-example/"]
    assert "/lab/files/plan.webp" in links["/rules/"]


def test_machines_are_told_addresses_below_the_path(client):
    fill()
    for address in (
        "/sitemap.xml",
        "/sitemap-people.xml",
        "/robots.txt",
        "/news/feed/",
        "/publications/export.bib",
        *DATA_FILES,
    ):
        text = "".join(map(bytes.decode, response_parts(client.get(address))))
        assert "http://testserver/lab/" in text
        assert not re.search(r"http://testserver/(?!lab/)", text), address


def response_parts(response):
    return response.streaming_content if response.streaming else [response.content]


def test_signing_in_leads_to_the_page_below_the_path(client, member):
    response = client.get("/me/")
    assert response.url.startswith("/lab/accounts/login/?next=/lab/me/")
    links = walk(member, ["/me/", "/me/profile/"])
    assert {path for paths in links.values() for path in paths if not path.startswith("/lab/")} == set()


def test_language_switch_and_canonical_link_keep_the_path(client):
    page = client.get("/zh-hans/people/").content.decode()
    assert '<link rel="canonical" href="http://testserver/lab/zh-hans/people/">' in page
    assert 'href="/lab/people/"' in page


@pytest.mark.parametrize(
    ("requested", "passed_on"),
    [("/lab/people/", "/people/"), ("/lab", "/"), ("/people/", "/people/"), ("/laboratory/", "/laboratory/")],
)
def test_proxies_may_pass_the_path_on_or_not(requested, passed_on):
    environ = {"PATH_INFO": requested}
    below("/lab", lambda environ, start_response: [])(environ, None)
    assert environ["PATH_INFO"] == passed_on
