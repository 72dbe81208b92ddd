"""A superuser without a profile in the lab adds and edits content like other administrators."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from news.models import NewsItem
from people.groups import MEMBER
from people.models import Person, Role
from publications.models import Publication
from tests import factories
from tests.editor_forms import new_row, reloaded, send
from tests.views.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_superuser_publishes_news_and_returns_to_the_dashboard(admin, visitor):
    response = send(admin, reverse("add-news"), date="2025-03-01", body="The superuser writes.")
    assert (response.status_code, response.url) == (302, reverse("me"))
    assert b"The superuser writes." in visitor.get(NewsItem.objects.get().get_absolute_url()).content


def test_superuser_publishes_a_publication(admin, visitor):
    send(
        admin,
        reverse("add-publication"),
        title="On Superusers",
        year="2025",
        **new_row("authorships", 0, name="Ada Example"),
    )
    assert b"On Superusers" in visitor.get(Publication.objects.get().get_absolute_url()).content


def test_superuser_edits_a_team(admin):
    team = factories.team("Engines")
    send(admin, reverse("edit-team", args=[team.slug]), name="Engines and wheels")
    assert reloaded(team).name == "Engines and wheels"


def test_superuser_adds_a_profile_of_their_own(admin):
    url = reverse("desk-own-profile", query={"next": "/desk/"})
    assert admin.post(url, {"name": "Adam Admin 阿当", "role": "10"}).url == "/desk/"
    person = Person.objects.get(user=admin.user)
    assert (person.name, person.native_name, person.role) == ("Adam Admin", "阿当", Role.PI)
    assert admin.get(reverse("my-profile")).status_code == 200
    assert admin.post(url, {"name": "Second Profile", "role": "10"}).url == reverse("my-profile")
    assert Person.objects.count() == 1


def test_profile_of_the_same_name_gives_no_right_that_one_lacks(client):
    factories.person("Pia Principal", role=Role.PI)
    user = factories.user()
    user.user_permissions.add(Permission.objects.get(codename="manage_members"))
    client.force_login(user)
    response = client.post(reverse("desk-own-profile"), {"name": "Pia Principal", "role": "40"})
    assert response.status_code == 422
    assert not user.groups.exists() and not Person.objects.exclude(user=None).exists()


def test_profile_without_a_name_is_refused(admin):
    assert admin.post(reverse("desk-own-profile"), {"name": "123", "role": "10"}).status_code == 422
    assert not Person.objects.exists()


def test_superuser_is_not_offered_pages_of_members(admin):
    assert reverse("my-publications") not in Page(admin.get(reverse("import-publications"))).links


def test_account_without_profile_and_without_rights_adds_nothing(client):
    user = factories.user("left-over@example.org")
    user.groups.add(Group.objects.get(name=MEMBER))
    client.force_login(user)
    for name in ("add-news", "add-publication", "draft-notice"):
        assert client.get(reverse(name)).status_code == 403
    assert client.post(reverse("add-news"), {"do": "send"}).status_code == 403


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("/desk/?state=pending", "/desk/?state=pending"),
        ("https://example.com/", "/me/"),
        ("//x.org", "/me/"),
        ("42", "/me/"),
        ("desk", "/me/"),
        ("/" + "x" * 5000, "/me/"),
    ],
)
def test_form_returns_to_the_page_of_this_site_that_led_to_it(admin, goal, expected):
    url = reverse("add-news", query={"next": goal})
    response = send(admin, url, date="2025-03-01", body="Something happened.")
    assert response.url == expected


def test_draft_of_a_new_object_returns_to_the_same_page(admin):
    url = reverse("add-news", query={"next": "/desk/"})
    response = send(admin, url, do="draft", date="2025-03-01", body="Half of it")
    assert send(admin, response.url, body="All of it").url == "/desk/"
