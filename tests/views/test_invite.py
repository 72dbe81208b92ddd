"""The PI's pages for inviting one person or many, resending an invitation and withdrawing it."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from people.models import Invitation, Person, Role
from tests import factories
from tests.views.invitation_data import ONE
from tests.views.reading import Page, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TAKEN = "This email address already belongs to the account of Pia Principal."


def list_data(lines, **more):
    return {"list": "1", "list-lines": lines, "list-language": "en", "list-is_public": "on", **more}


# ---- inviting one -------------------------------------------------------------------------------


def test_person_is_invited_by_email_and_the_link_is_shown_once(pi):
    response = pi.post(reverse("desk-invite"), ONE)
    assert response.url == reverse("desk-invited")
    person = Person.objects.get(name="Ada Example")
    assert (person.role, str(person.joined), person.user.email) == (30, "2025-09", "ada@example.org")
    page = Page(pi.get(response.url))
    (link,) = [text(element) for element in page.all("code[@data-copy-source]")]
    assert link in mail.outbox[0].body and "email sent" in page.text
    assert pi.get(response.url).url == reverse("desk-members")


def test_link_is_shown_when_the_mail_server_is_unavailable(pi, settings):
    settings.EMAIL_BACKEND = "tests.people.test_invitations.NoServer"
    page = Page(pi.post(reverse("desk-invite"), ONE, follow=True))
    assert "The mail server has not accepted the email yet" in page.text
    assert "/accounts/invitation/" in text(page.one("code[@data-copy-source]"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"one-name": ""}, "Name: This field is required."),
        ({"one-name": "…"}, "Name: No name found."),
        ({"one-email": "ada"}, "Email address: Enter a valid email address."),
        ({"one-email": "PIA@example.org"}, f"Email address: {TAKEN}"),
        ({"one-joined": "soon"}, "In the lab since: Enter a valid year"),
    ],
)
def test_invalid_form_is_explained_and_keeps_its_values(pi, fields, message):
    page = Page(pi.post(reverse("desk-invite"), {**ONE, **fields}))
    assert any(error.startswith(message) for error in page.errors)
    assert page.one("input[@name='one-name']").get("value", "") == {**ONE, **fields}["one-name"]
    assert not mail.outbox


def test_existing_person_of_the_same_name_is_offered(pi):
    existing = factories.person("Ada Example", role=Role.MASTER, joined="2020")
    page = Page(pi.post(reverse("desk-invite"), ONE))
    assert "The same person as Ada Example, Master’s student, 2020–now" in page.text
    (question,) = {field.get("name") for field in page.all("input[@type='radio']")}
    pi.post(reverse("desk-invite"), {**ONE, question: str(existing.pk)})
    existing.refresh_from_db()
    assert existing.user.email == "ada@example.org" and existing.role == Role.MASTER


def test_another_person_of_the_same_name_gets_a_profile(pi):
    existing = factories.person("Ada Example", user=factories.user("other@example.org"))
    page = Page(pi.post(reverse("desk-invite"), ONE))
    assert "already has an account: other@example.org" in page.text
    (question,) = {field.get("name") for field in page.all("input[@type='radio']")}
    pi.post(reverse("desk-invite"), {**ONE, question: str(existing.pk)})  # this person has an account already
    assert Person.objects.filter(name="Ada Example").count() == 1
    pi.post(reverse("desk-invite"), {**ONE, question: "new"})
    assert Person.objects.filter(name="Ada Example").count() == 2


def test_names_are_escaped(pi):
    name = "<img src=x onerror=y>"
    factories.person(name, user=factories.user(), native_name="<b>艾达</b>")
    response = pi.post(reverse("desk-invite"), {**ONE, "one-name": name})
    assert b"<img src=x" not in response.content and b"<b>" not in response.content


def test_invited_person_can_stay_hidden(pi, visitor):
    pi.post(reverse("desk-invite"), {**ONE, "one-is_public": ""})
    assert visitor.get(Person.objects.get(name="Ada Example").get_absolute_url()).status_code == 404


def test_person_without_an_account_is_invited(pi):
    person = factories.person("Ada Example", email="ada@example.org")
    path = reverse("desk-invite-page", args=[person.slug])
    assert Page(pi.get(path)).one("input[@name='email']").get("value") == "ada@example.org"
    assert "already" in pi.post(path, {"email": "pia@example.org", "language": "en"}).content.decode()
    pi.post(path, {"email": "ada@example.org", "language": "zh-hans"})
    assert Invitation.objects.get().user.person == person
    assert "/zh-hans/accounts/invitation/" in mail.outbox[0].body


# ---- inviting many ------------------------------------------------------------------------------


def test_valid_lines_are_invited_and_invalid_ones_stay_with_the_reason(pi):
    lines = "Ada, ada@example.org\nBob\n徐佳明，xjm@example.org，博士后，2025.9\nPia, pia@example.org"
    page = Page(pi.post(reverse("desk-invite"), list_data(lines)))
    assert {message.to[0] for message in mail.outbox} == {"ada@example.org", "xjm@example.org"}
    assert page.one("textarea").text.strip() == "Bob\nPia, pia@example.org"
    assert page.errors == [
        "One person per line: Line 1, “Bob”: No email address found in this line.",
        f"One person per line: Line 2, “Pia, pia@example.org”: {TAKEN}",
    ]
    assert "2 people invited" in page.headings()
    assert len(page.all("code[@data-copy-source]")) == 2


def test_valid_list_redirects_to_the_links(pi):
    response = pi.post(reverse("desk-invite"), list_data("Ada, ada@example.org\nBob, bob@example.org"))
    assert response.url == reverse("desk-invited")
    assert len(Page(pi.get(response.url)).all("code[@data-copy-source]")) == 2


def test_line_with_an_existing_name_stays_until_answered(pi):
    existing = factories.person("Ada Example")
    lines = "Ada Example, ada@example.org\nBob, bob@example.org"
    page = Page(pi.post(reverse("desk-invite"), list_data(lines)))
    assert page.one("textarea").text.strip() == "Ada Example, ada@example.org"
    (question,) = {field.get("name") for field in page.all("input[@type='radio']")}
    pi.post(reverse("desk-invite"), list_data("Ada Example, ada@example.org", **{question: str(existing.pk)}))
    existing.refresh_from_db()
    assert existing.user.email == "ada@example.org"


def test_empty_list_is_an_error(pi):
    page = Page(pi.post(reverse("desk-invite"), list_data("  \n ")))
    assert page.errors == ["One person per line: This field is required."]


# ---- resending and withdrawing ---------------------------------------------------------------


def test_invitation_is_resent_with_a_new_link(pi):
    person = factories.invited(email="ivy@example.org")
    key = person.user.invitation.key
    response = pi.post(reverse("desk-send-again", args=[person.slug]))
    assert response.url == reverse("desk-invited")
    assert mail.outbox[0].to == ["ivy@example.org"] and Invitation.objects.get().key != key


def test_withdrawal_shows_what_it_deletes_first(pi):
    person = factories.invited()
    path = reverse("desk-withdraw", args=[person.slug])
    assert "The profile page will be kept." in Page(pi.get(path)).text
    assert User.objects.filter(pk=person.user_id).exists()
    pi.post(path)
    assert not User.objects.filter(pk=person.user_id).exists()


@pytest.mark.parametrize("name", ["desk-send-again", "desk-withdraw"])
def test_accepted_invitation_is_neither_resent_nor_withdrawn(pi, member, name):
    response = pi.post(reverse(name, args=[member.person.slug]), follow=True)
    assert not mail.outbox and User.objects.filter(pk=member.user.pk).exists()
    assert Page(response).of_class("message-error")
