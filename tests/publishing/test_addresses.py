"""The addresses of a published site, from those of the live one."""

import pytest
from django.urls import reverse

from labsite.publishing.addresses import file_name, static_address

SAME = [
    "/",
    "/people/",
    "/zh-hans/people/ada/",
    "/publications/on-engines/",
    "/publications/on-engines.bib",
    "/publications/on-engines/paper.pdf",
    "/data/people.json",
    "/media/people/a.webp",
    "/static/labsite/labsite.css",
    "/sitemap.xml",
    "/sitemap-people.xml",
    "/recruiting/phd/picture.png",
    "/news/2024/",
]
OTHER = {
    "/publications/?year=2024": "/publications/year/2024/",
    "/publications/?year=none": "/publications/year/none/",
    "/publications/?page=2": "/publications/page/2/",
    "/publications/?page=1": "/publications/",
    "/publications/?": "/publications/",
    "/publications/?topic=looms&page=3": "/publications/topic/looms/page/3/",
    "/zh-hans/publications/?person=ada": "/zh-hans/publications/person/ada/",
    "/publications/?grant=yarn": "/publications/grant/yarn/",
    "/publications/export.bib": "/publications.bib",
    "/zh-hans/publications/export.ris": "/publications.ris",
    "/publications/export.json?team=engines": "/publications/team/engines/publications.json",
    "/zh-hans/publications/on-engines.bib": "/publications/on-engines.bib",
    "/zh-hans/publications/on-engines/paper.pdf": "/publications/on-engines/paper.pdf",
    "/publications/feed/": "/publications/feed.atom",
    "/publications/feed/?topic=looms": "/publications/topic/looms/feed.atom",
    "/zh-hans/people/ada/feed/": "/zh-hans/people/ada/feed.atom",
    "/news/feed/": "/news/feed.atom",
    "/news/?kind=award": "/news/kind/award/",
    "/news/2024/?page=2": "/news/2024/page/2/",
    "/projects/?funder=open-fund": "/projects/funder/open-fund/",
    "/people/?role=phd": "/people/role/phd/",
    "/people/?page=2&previous=3": "/people/previous/3/",
    "/people/?previous=3&page=2": "/people/page/2/",
    "/recruiting/?page=2": "/recruiting/page/2/",
    "/sitemap-people.xml?p=2": "/sitemap-people-2.xml",
    "/people/ada/?utm_source=x": "/people/ada/",
    "/people/ada/publications/?style=apa": "/people/ada/publications/",
}
READ_BY_THE_SCRIPT = {
    "/publications/?q=flash+decoding": "/publications/?q=flash+decoding",
    "/publications/?year=2024&topic=looms&page=2": "/publications/?year=2024&topic=looms",
    "/publications/?order=selected": "/publications/?order=selected",
    "/zh-hans/search/?q=%E7%BB%87": "/zh-hans/search/?q=%E7%BB%87",
    "/news/2024/?kind=award": "/news/2024/?kind=award",
    "/publications/?venue=..%2F..": "/publications/?venue=..%2F..",
}
LIVE_ONLY = [
    "/accounts/login/?next=/people/",
    "/zh-hans/me/profile/",
    "/desk/",
    "/admin/",
    "/theme/?to=dark",
    "/recruiting/phd/apply/",
    "/zh-hans/recruiting/phd/apply/sent/",
    "/version.json",
    "/publications/export.bib?year=2024&topic=looms",
    "/publications/feed/?q=looms",
]


@pytest.mark.parametrize("address", SAME)
def test_most_addresses_are_the_same(address):
    assert static_address(address) == address


@pytest.mark.parametrize(("live", "static"), OTHER.items())
def test_lists_feeds_and_exports_have_paths_without_a_query(live, static):
    assert static_address(live) == static


@pytest.mark.parametrize(("live", "static"), READ_BY_THE_SCRIPT.items())
def test_query_stays_where_the_script_reads_it(live, static):
    assert static_address(live) == static


@pytest.mark.parametrize("address", LIVE_ONLY)
def test_what_needs_the_server_has_no_address(address):
    assert static_address(address) is None


@pytest.mark.parametrize("address", [*SAME, *OTHER.values()])
def test_published_address_leads_to_itself(address):
    assert static_address(address) == address


@pytest.mark.parametrize(
    ("address", "name"),
    [("/", "index.html"), ("/people/ada/", "people/ada/index.html"), ("/data/news.json", "data/news.json")],
)
def test_folder_is_served_by_its_index(address, name):
    assert file_name(address) == name


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("account_login", []),
        ("me", []),
        ("my-profile", []),
        ("desk", []),
        ("desk-lab", []),
        ("applications", []),
        ("admin:index", []),
        ("theme", []),
        ("healthz", []),
        ("version", []),
        ("apply", ["phd"]),
        ("resume-draft", ["x"]),
    ],
)
def test_private_pages_of_the_site_are_not_published(name, args):
    assert static_address(reverse(name, args=args)) is None
