"""Empty lists: calm for visitors, with the link to add the first object for those who may."""

import pytest

from tests.views.reading import Page, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

LISTS = {
    "/publications/": "Add the first publication",
    "/news/": "Write the first news item",
    "/projects/": "Add the first project",
    "/recruiting/": "Write an opening",
    "/people/": "Invite the first members",
    "/teams/": "Add the first team",
}


def links_in_empty_list(client, path):
    page = Page(client.get(path))
    links = [(text(link), link.get("href")) for link in page.all("a", page.of_class("empty")[0])]
    return [(name, url) for name, url in links if "feed" not in url]


def test_visitors_are_offered_nothing_in_empty_lists(visitor):
    assert [links_in_empty_list(visitor, path) for path in LISTS] == [[]] * len(LISTS)


def test_empty_lists_lead_the_pi_to_the_form(pi):
    pi.person.is_public = False
    pi.person.save()
    for path, expected in LISTS.items():
        ((name, url),) = links_in_empty_list(pi, path)
        assert name == expected
        assert pi.get(url).status_code == 200


def test_members_are_offered_what_they_may_add(member):
    assert links_in_empty_list(member, "/publications/")
    assert not links_in_empty_list(member, "/recruiting/")
