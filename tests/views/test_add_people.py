"""The PI adds people from a pasted list, after a preview."""

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.urls import reverse

from people.models import Invitation, Person, Role
from tests.views.reading import Page, text

pytestmark = pytest.mark.django_db
URL = reverse("desk-add-people")
LINES = "Ada Example, ada@example.org, postdoc\n李明, ming@example.org, PhD, 2024-09"


def post(client, lines=LINES, url=URL, **more):
    return client.post(url, {"lines": lines, "language": "en", "is_public": "on", **more})


def others():
    return Person.objects.exclude(role=Role.PI).order_by("pk")


def test_preview_shows_everybody_and_saves_nothing(pi):
    page = Page(post(pi))
    assert "Ada Example" in page.text and "Postdoctoral researcher" in page.text
    assert "Ming Li" in page.text and "2024" in page.text
    assert not others()


def test_window_shows_the_preview_or_else_the_errors_above_the_form(pi):
    url = f"{URL}?next={reverse('desk')}"
    form = Page(pi.get(url)).one("main//form")
    assert form.get("action") == f"?next={reverse('desk').replace('/', '%2F')}#preview"
    assert Page(post(pi)).all("h2[@id='preview']")
    assert not Page(post(pi, f"{LINES}\nNobody")).all("h2[@id='preview']")


def test_people_are_added_without_accounts(pi, visitor):
    response = post(pi, save="1")
    assert response.url == reverse("desk-members")
    assert [(person.name, person.native_name, person.role, person.user) for person in others()] == [
        ("Ada Example", "", Role.POSTDOC, None),
        ("Ming Li", "李明", Role.PHD, None),
    ]
    assert not mail.outbox and not Invitation.objects.exists()
    assert b"Ada Example" in visitor.get("/people/").content


def test_people_are_invited_if_that_is_asked_for(pi):
    post(pi, save="1", invites="on")
    assert {message.to[0] for message in mail.outbox} == {"ada@example.org", "ming@example.org"}
    assert Invitation.objects.count() == 2


def test_line_with_an_error_stays_in_the_form_while_the_others_are_added(pi):
    page = Page(post(pi, f"{LINES}\nNobody", save="1"))
    assert others().count() == 2
    assert text(page.one("textarea")).strip() == "Nobody"
    assert "No email address found" in page.text


def test_list_submitted_twice_adds_nobody_twice(pi):
    post(pi, save="1")
    page = Page(post(pi, save="1"))
    assert others().count() == 2
    assert "already on the site" in page.text


def test_form_returns_to_the_page_that_led_to_it(pi):
    assert post(pi, url=f"{URL}?next=/desk/", save="1").url == "/desk/"


def test_account_that_may_not_give_the_role_adds_nobody_with_it(member):
    member.user.user_permissions.add(Permission.objects.get(codename="manage_members"))
    post(member, "Eve, eve@example.org, PI", save="1")
    assert not Person.objects.filter(name="Eve").exists()
