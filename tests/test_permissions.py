"""Who may see which address. The answer is no by default: an address that is not known here fails a test.

The pages below /accounts/ are the same for every role; what they do is tested with them.
"""

from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver, reverse

from tests import factories

pytestmark = pytest.mark.django_db

ROLES = ["visitor", "member", "lead", "pi", "admin"]


def everybody(status=200):
    return dict.fromkeys(ROLES, status)


def only(*roles, otherwise=302):
    """These roles see the page; others are sent to sign in."""
    return {role: 200 if role in roles else otherwise for role in ROLES}


#: Name of the address → (its arguments, the status of the answer for each role).
TABLE = {
    "sitemap": ([], everybody()),
    "robots": ([], everybody()),
    "healthz": ([], everybody()),
    "theme": ([], everybody(302)),
    "media": (["x.webp"], everybody()),
    "home": ([], everybody()),
    "people": ([], everybody()),
    "profile": (["ada"], everybody()),
    "profile-feed": (["ada"], everybody()),
    "teams": ([], everybody()),
    "team": (["engines"], everybody()),
    "publications": ([], everybody()),
    "publications-feed": ([], everybody()),
    "publications-export": (["bib"], everybody()),
    "publication": (["on-engines"], everybody()),
    "publication-export": (["on-engines", "bib"], everybody()),
    "news": ([], everybody()),
    "news-feed": ([], everybody()),
    "news-year": ([2025], everybody()),
    "news-item": (["out"], everybody()),
    "recruiting": ([], everybody()),
    "recruiting-feed": ([], everybody()),
    "notice": (["open"], everybody()),
    "search": ([], everybody()),
    "admin:index": ([], only("admin")),
}
#: All of the admin is for the admin only, except for the way in.
OPEN_IN_ADMIN = {"admin:login"}


def named_addresses(patterns=None, route="", namespace=""):
    """Yields (route, name) of all addresses; those of included URLconfs with their namespace."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = route + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_addresses(pattern.url_patterns, here, inner)
        else:
            yield here, f"{namespace}{pattern.name}" if pattern.name else None


ADDRESSES = list(named_addresses())
IN_ADMIN = sorted({name for _route, name in ADDRESSES if name and name.startswith("admin:")})


@pytest.fixture
def clients(visitor, member, lead, pi, admin, settings):
    """The cast by role, and what the table speaks of."""
    factories.person(slug="ada")
    factories.team(slug="engines")
    factories.publication(slug="on-engines")
    factories.news_item(slug="out", date="2025")
    factories.notice(slug="open")
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "x.webp").touch()
    return dict(zip(ROLES, (visitor, member, lead, pi, admin), strict=True))


def status(client, address):
    response = client.get(address)
    response.getvalue()  # a file is open until it has been read
    return response.status_code


@pytest.mark.parametrize("name", TABLE)
def test_a_page_is_for_those_who_may_see_it(clients, name):
    arguments, expected = TABLE[name]
    address = reverse(name, args=arguments)
    assert {role: status(client, address) for role, client in clients.items()} == expected


def address_in_admin(name):
    """The address of a page of the admin. Whether the row is there does not matter: nobody gets that far."""
    if name == "admin:app_list":
        return reverse(name, args=["people"])
    if name == "admin:view_on_site":
        return reverse(name, args=[1, 1])
    about_a_row = name.endswith(("_change", "_delete", "_history")) and name != "admin:password_change"
    about_a_row = about_a_row or name == "admin:auth_user_password_change"
    return reverse(name, args=[1] if about_a_row else [])


@pytest.mark.parametrize("name", [name for name in IN_ADMIN if name not in OPEN_IN_ADMIN])
def test_a_page_of_the_admin_sends_others_to_sign_in_whatever_they_ask(clients, name):
    address = address_in_admin(name)
    for role in ("visitor", "member", "lead", "pi"):
        for ask in (clients[role].get, clients[role].post):
            response = ask(address)
            assert response.status_code == 302, role
            goal = urlsplit(response.url).path
            assert goal.endswith("/login/") or (name, goal) == ("admin:logout", reverse("admin:index"))


@pytest.mark.parametrize("name", [name for name in IN_ADMIN if name.endswith("_changelist")])
def test_the_admin_gets_in(clients, name):
    response = clients["admin"].get(reverse(name), follow=True)
    assert response.status_code == 200
    assert response.request["PATH_INFO"].startswith("/admin/")
    assert not response.request["PATH_INFO"].endswith("/login/")


def test_unnamed_addresses_are_those_of_the_admin_and_lead_to_the_sign_in_too(clients):
    assert all(route.startswith("admin/") for route, name in ADDRESSES if name is None)
    for path in (
        "/admin/nothing/",
        "/admin/people/person/1/",
        "/zh-hans/admin/",
        "/zh-hans/admin/people/person/",
    ):
        for role in ("visitor", "member", "lead", "pi"):
            response = clients[role].get(path)
            assert response.status_code == 302
            assert response.url.startswith(("/admin/", "/zh-hans/", "/accounts/"))


def test_every_address_stands_in_a_table():
    elsewhere = {name for route, name in ADDRESSES if route.startswith("accounts/")}
    known = TABLE.keys() | set(IN_ADMIN) | elsewhere | {None}
    assert {name for _route, name in ADDRESSES} <= known
    assert {name for name in TABLE if name not in IN_ADMIN} <= {name for _route, name in ADDRESSES}
