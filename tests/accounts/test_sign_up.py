"""Sign-up is closed: accounts are created by invitation."""

import pytest
from django.urls import reverse

from accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db

NEW = {"email": "eve@example.org", "password1": "a-better-one-42", "password2": "a-better-one-42"}


def test_page_says_whom_to_ask(visitor):
    factories.lab(email="office@example.org")
    html = visitor.get(reverse("account_signup")).content.decode()
    assert '<a href="mailto:office@example.org">' in html
    assert 'name="password1"' not in html


def test_page_names_the_pi_if_the_lab_has_no_email(visitor):
    html = visitor.get(reverse("account_signup")).content.decode()
    assert "ask the lab’s principal investigator" in html


def test_posting_the_form_creates_no_account(visitor):
    visitor.post(reverse("account_signup"), NEW)
    assert not User.objects.exists()
