"""Pages and ``manage.py doctor`` say when emails reach nobody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.outbox import mail_server, queue
from core.outbox.models import Email
from tests import factories
from tests.editor_forms import send
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"


def messages(check):
    return " ".join(problem.msg for problem in check())


@pytest.mark.parametrize("name", ["console", "dummy", "filebased"])
def test_backend_that_sends_nothing_is_no_mail_server(settings, name):
    assert mail_server.is_set_up() and not messages(mail_server.check_mail_server)
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{name}.EmailBackend"
    assert not mail_server.is_set_up()
    assert "No mail server is set up" in messages(mail_server.check_mail_server)


def test_mail_server_that_does_not_answer_is_reported(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert "does not accept a connection: ConnectionRefusedError" in messages(mail_server.check_mail_server)


def test_emails_that_nobody_sends_and_those_given_up_are_reported():
    now = timezone.now()
    queue.enqueue("Hello", "Text", "ann@example.org", now - timedelta(minutes=10))
    assert not messages(mail_server.check_queue)
    queue.enqueue("Hello", "Text", "bob@example.org", now - timedelta(minutes=20))
    assert "more than 15 minutes: 1." in messages(mail_server.check_queue)
    Email.objects.update(given_up=now, error="refused")
    assert messages(mail_server.check_queue) == "Emails that were given up: 2."


# ---- pages ---------------------------------------------------------------------------------------


def test_dashboard_says_that_no_mail_server_is_set_up(pi, no_server):
    assert "No mail server is set up" in Page(pi.get("/desk/")).headings()


def test_dashboard_of_a_site_with_a_mail_server_says_nothing(pi):
    assert "No mail server is set up" not in Page(pi.get("/desk/")).text


def test_invitation_page_promises_no_email(pi, no_server):
    text = Page(pi.get(reverse("desk-invite"))).text
    assert "a link to set a password, for you to hand over" in text and "an email with a link" not in text


def test_invitation_to_an_existing_profile_promises_no_email(pi, no_server):
    person = factories.person("Ada Example")
    text = Page(pi.get(reverse("desk-invite-page", args=[person.slug]))).text
    assert "a link to set a password, for you to hand over" in text and "an email with a link" not in text


def test_invitation_says_that_no_email_was_sent_and_offers_the_link(pi, no_server):
    data = {"one-name": "Ada", "one-email": "ada@example.org", "one-role": "30", "one-joined": "2025-09"}
    data |= {"one-language": "en", "one-is_public": "on", "one": "1"}
    page = Page(pi.post(reverse("desk-invite"), data, follow=True))
    assert "No mail server is set up, so no email was sent." in page.text
    assert "email sent" not in page.text.replace("no email sent", "")
    assert "/accounts/invitation/" in page.one("code[@data-copy-source]").text
    assert "email not sent yet" in Page(pi.get(reverse("desk-members"))).text


@pytest.mark.parametrize("name", ["account_reset_password", "account_reset_password_done"])
def test_forgotten_password_page_says_that_no_email_is_sent(visitor, no_server, name):
    assert "This site can’t send email" in Page(visitor.get(reverse(name))).text


def test_application_form_says_that_no_email_is_sent(visitor, no_server):
    notice = factories.notice()
    page = Page(visitor.get(reverse("apply", args=[notice.slug])))
    assert "This site can’t send email at the moment" in page.text
    sent = Page(visitor.get(reverse("apply-sent", args=[notice.slug]))).text
    assert "contact the lab" in sent and "We have emailed you" not in sent


def test_submission_promises_no_email(member, no_server):
    send(member, "/me/profile/", interests="Engines")
    page = Page(member.get("/me/"))
    assert "Submitted for review. Your dashboard" in page.text and "email you" not in page.text
