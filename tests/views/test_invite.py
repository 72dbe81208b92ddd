"""The pages on which the PI invites people, one or many, sends a link again or withdraws it."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from people.models import Invitation, Person, Role
from tests import factories
from tests.views.reading import Page, text

pytestmark = pytest.mark.django_db

ONE = {
    "one": "1",
    "one-name": "Ada Example",
    "one-email": "ada@example.org",
    "one-role": "30",
    "one-joined": "2025.9",
    "one-language": "en",
    "one-is_public": "on",
}


def several(lines, **more):
    return {"list": "1", "list-lines": lines, "list-language": "en", "list-is_public": "on", **more}


def errors(page):
    return [text(found) for found in page.all("li", page.of_class("error-summary")[0])]


# ---- inviting one -------------------------------------------------------------------------------


def test_one_person_is_invited_by_mail_and_the_link_is_shown_once(pi):
    response = pi.post(reverse("desk-invite"), ONE)
    assert response.url == reverse("desk-invited")
    person = Person.objects.get(name="Ada Example")
    assert (person.role, str(person.joined), person.user.email) == (30, "2025-09", "ada@example.org")
    page = Page(pi.get(response.url))
    (link,) = [text(found) for found in page.all("code[@data-copy-source]")]
    assert link in mail.outbox[0].body and "mail sent" in page.text
    assert pi.get(response.url).url == reverse("desk-members")


def test_a_mail_server_that_is_down_is_named_and_the_link_shown(pi, settings):
    settings.EMAIL_BACKEND = "tests.people.test_invitations.NoServer"
    page = Page(pi.post(reverse("desk-invite"), ONE, follow=True))
    assert "The mail server has not taken it yet" in page.text
    assert "/accounts/invitation/" in text(page.one("code[@data-copy-source]"))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"one-name": ""}, "Name: This field is required."),
        ({"one-name": "…"}, "Name: There is no name in it."),
        ({"one-email": "ada"}, "Email address: Enter a valid email address."),
        ({"one-email": "PIA@example.org"}, "Email address: This is the account of Pia Principal already."),
        ({"one-joined": "soon"}, "In the lab since: Enter a year"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(pi, fields, said):
    page = Page(pi.post(reverse("desk-invite"), {**ONE, **fields}))
    assert any(error.startswith(said) for error in errors(page))
    assert page.one("input[@name='one-name']").get("value", "") == {**ONE, **fields}["one-name"]
    assert not mail.outbox


def test_a_page_with_the_same_name_is_offered_first(pi):
    there = factories.person("Ada Example", role=Role.MASTER, joined="2020")
    page = Page(pi.post(reverse("desk-invite"), ONE))
    assert "It is this page: Ada Example, Master's student, 2020–now" in page.text
    (question,) = {found.get("name") for found in page.all("input[@type='radio']")}
    pi.post(reverse("desk-invite"), {**ONE, question: str(there.pk)})
    there.refresh_from_db()
    assert there.user.email == "ada@example.org" and there.role == Role.MASTER


def test_somebody_else_of_the_same_name_gets_a_page_of_their_own(pi):
    there = factories.person("Ada Example", user=factories.user("other@example.org"))
    page = Page(pi.post(reverse("desk-invite"), ONE))
    assert "has an account already: other@example.org" in page.text
    (question,) = {found.get("name") for found in page.all("input[@type='radio']")}
    pi.post(reverse("desk-invite"), {**ONE, question: str(there.pk)})  # not theirs to give away
    assert Person.objects.filter(name="Ada Example").count() == 1
    pi.post(reverse("desk-invite"), {**ONE, question: "new"})
    assert Person.objects.filter(name="Ada Example").count() == 2


def test_a_name_is_a_name_and_no_markup(pi):
    name = "<img src=x onerror=y>"
    factories.person(name, user=factories.user(), native_name="<b>艾达</b>")
    response = pi.post(reverse("desk-invite"), {**ONE, "one-name": name})
    assert b"<img src=x" not in response.content and b"<b>" not in response.content


def test_an_invited_person_can_be_kept_from_the_site_until_shown(pi, visitor):
    pi.post(reverse("desk-invite"), {**ONE, "one-is_public": ""})
    assert visitor.get(Person.objects.get(name="Ada Example").get_absolute_url()).status_code == 404


def test_a_page_without_an_account_gets_one(pi):
    person = factories.person("Ada Example", email="ada@example.org")
    path = reverse("desk-invite-page", args=[person.slug])
    assert Page(pi.get(path)).one("input[@name='email']").get("value") == "ada@example.org"
    assert "already" in pi.post(path, {"email": "pia@example.org", "language": "en"}).content.decode()
    pi.post(path, {"email": "ada@example.org", "language": "zh-hans"})
    assert Invitation.objects.get().user.person == person
    assert "/zh-hans/accounts/invitation/" in mail.outbox[0].body


# ---- inviting many ------------------------------------------------------------------------------


def test_of_a_list_the_good_lines_are_invited_and_the_others_stay_with_the_reason(pi):
    lines = "Ada, ada@example.org\nBob\n徐佳明，xjm@example.org，博士后，2025.9\nPia, pia@example.org"
    page = Page(pi.post(reverse("desk-invite"), several(lines)))
    assert {message.to[0] for message in mail.outbox} == {"ada@example.org", "xjm@example.org"}
    assert page.one("textarea").text.strip() == "Bob\nPia, pia@example.org"
    assert errors(page) == [
        "One person on each line: Line 1, “Bob”: No email address found in this line.",
        "One person on each line: Line 2, “Pia, pia@example.org”: "
        "This is the account of Pia Principal already.",
    ]
    assert "2 people are invited" in page.headings()
    assert len(page.all("code[@data-copy-source]")) == 2


def test_a_list_without_mistakes_leads_to_the_links(pi):
    response = pi.post(reverse("desk-invite"), several("Ada, ada@example.org\nBob, bob@example.org"))
    assert response.url == reverse("desk-invited")
    assert len(Page(pi.get(response.url)).all("code[@data-copy-source]")) == 2


def test_a_line_whose_name_has_a_page_waits_for_an_answer(pi):
    there = factories.person("Ada Example")
    lines = "Ada Example, ada@example.org\nBob, bob@example.org"
    page = Page(pi.post(reverse("desk-invite"), several(lines)))
    assert page.one("textarea").text.strip() == "Ada Example, ada@example.org"
    (question,) = {found.get("name") for found in page.all("input[@type='radio']")}
    pi.post(reverse("desk-invite"), several("Ada Example, ada@example.org", **{question: str(there.pk)}))
    there.refresh_from_db()
    assert there.user.email == "ada@example.org"


def test_an_empty_list_is_explained(pi):
    page = Page(pi.post(reverse("desk-invite"), several("  \n ")))
    assert errors(page) == ["One person on each line: This field is required."]


# ---- again, and back ----------------------------------------------------------------------------


def test_an_invitation_is_sent_again_with_a_new_link(pi):
    person = factories.invited(email="ivy@example.org")
    key = person.user.invitation.key
    response = pi.post(reverse("desk-send-again", args=[person.slug]))
    assert response.url == reverse("desk-invited")
    assert mail.outbox[0].to == ["ivy@example.org"] and Invitation.objects.get().key != key


def test_an_invitation_is_withdrawn_after_saying_what_goes(pi):
    person = factories.invited()
    path = reverse("desk-withdraw", args=[person.slug])
    assert "The page stays." in Page(pi.get(path)).text
    assert User.objects.filter(pk=person.user_id).exists()
    pi.post(path)
    assert not User.objects.filter(pk=person.user_id).exists()


@pytest.mark.parametrize("name", ["desk-send-again", "desk-withdraw"])
def test_what_is_accepted_is_neither_sent_again_nor_withdrawn(pi, member, name):
    response = pi.post(reverse(name, args=[member.person.slug]), follow=True)
    assert not mail.outbox and User.objects.filter(pk=member.user.pk).exists()
    assert Page(response).of_class("message-error")
