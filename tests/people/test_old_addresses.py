"""Addresses of the lab's former site redirect, and never hide a page of this one."""

import pytest

from people.merging import merge
from people.models import OldAddress
from people.models.old_addresses import normalized_path, redirects
from tests import factories

pytestmark = pytest.mark.django_db


def old_address(row, path):
    return OldAddress.objects.create(path=path, kind=row._meta.label_lower, object_id=row.pk)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/members/ann-moor/", "/members/ann-moor"),
        ("members/Ann-Moor.html", "/members/ann-moor"),
        ("/members/ann-moor/index.html?tab=1#top", "/members/ann-moor"),
        ("//members.example/ann", ""),
        ("https://lab.example/members/ann", ""),
        ("/%E5%AE%89/", "/安"),
        ("/index.html", ""),
        ("/", ""),
        ("", ""),
        ("/a%0Ab", ""),
        ("/" + "a" * 600, ""),
    ],
)
def test_path_has_one_form(url, path):
    assert normalized_path(url) == path


@pytest.mark.parametrize("url", ["/members/ann-moor/", "/members/ann-moor.html", "/Members/Ann-Moor/"])
def test_old_address_redirects_for_good(client, url):
    person = factories.person("Ann Moor")
    old_address(person, "/members/ann-moor")
    response = client.get(url)
    assert (response.status_code, response.headers["Location"]) == (301, person.get_absolute_url())


def test_address_of_a_chinese_page_leads_to_the_chinese_page(client):
    person = factories.person("Ann Moor")
    old_address(person, "/zh/members/ann-moor")
    response = client.get("/zh/members/ann-moor/")
    assert response.headers["Location"] == f"/zh-hans{person.get_absolute_url()}"


def test_page_of_this_site_comes_first(client):
    old_address(factories.person("Ann Moor"), "/people")
    assert client.get("/people/").status_code == 200


def test_address_does_not_lead_to_a_hidden_page(client):
    old_address(factories.person("Ann Moor", is_public=False), "/members/ann-moor")
    assert client.get("/members/ann-moor/").status_code == 404
    assert not list(redirects())


def test_address_of_a_deleted_page_leads_nowhere(client):
    person = factories.person("Ann Moor")
    old_address(person, "/members/ann-moor")
    person.delete()
    assert client.get("/members/ann-moor/").status_code == 404


@pytest.mark.parametrize(
    ("url", "goal"),
    [
        ("/people/Ann-Moor/", "/people/ann-moor/"),
        ("/people/Ann-Moor/feed/", "/people/ann-moor/feed/"),
        ("/people/Ann-Lee/", "/people/ann-moor/"),
        ("/zh-Hans/people/", "/zh-hans/people/"),
        ("/People/?role=phd", "/people/?role=phd"),
        ("/zh-Hans/People/Ann-Moor/", "/zh-hans/people/ann-moor/"),
        ("/publications/gpt/", "/publications/GPT/"),
        ("/people/Nobody/", ""),
        ("/Nothing/", ""),
    ],
)
def test_address_in_another_case_leads_to_the_page(client, url, goal):
    ann = factories.person("Ann Lee")
    ann.slug = "ann-moor"
    ann.save()
    factories.publication("GPT", slug="GPT")
    response = client.get(url)
    assert (response.status_code, response.headers.get("Location", "")) == (301 if goal else 404, goal)


def test_form_is_not_redirected(client):
    old_address(factories.person("Ann Moor"), "/members/ann-moor")
    assert client.post("/members/ann-moor/").status_code == 404


def test_address_follows_a_merge(client):
    kept, duplicate = factories.person("Ann Moor"), factories.person("Ann Moor")
    old_address(duplicate, "/members/ann-moor")
    merge(kept, duplicate, by=None)
    assert client.get("/members/ann-moor/").headers["Location"] == kept.get_absolute_url()


def test_redirects_are_listed_for_static_copies(django_assert_num_queries):
    person, paper = factories.person("Ann Moor"), factories.publication("On Looms")
    old_address(person, "/members/ann-moor")
    old_address(paper, "/zh-cn/publication/looms")
    old_address(factories.person("Bo Fell"), "/members/bo")
    with django_assert_num_queries(3):
        listed = dict(redirects())
    assert listed["/members/ann-moor"] == person.get_absolute_url()
    assert listed["/zh-cn/publication/looms"] == f"/zh-hans{paper.get_absolute_url()}"
