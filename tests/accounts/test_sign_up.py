"""Nobody opens an account without an invitation."""

import pytest
from django.urls import reverse

from accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db

NEW = {"email": "eve@example.org", "password1": "a-better-one-42", "password2": "a-better-one-42"}


def test_the_page_says_whom_to_ask(visitor):
    factories.lab(email="office@example.org")
    html = visitor.get(reverse("account_signup")).content.decode()
    assert '<a href="mailto:office@example.org">' in html
    assert 'name="password1"' not in html


def test_where_the_lab_has_no_address_one_asks_its_principal_investigator(visitor):
    html = visitor.get(reverse("account_signup")).content.decode()
    assert "ask its principal investigator" in html


def test_sending_the_form_all_the_same_makes_no_account(visitor):
    visitor.post(reverse("account_signup"), NEW)
    assert not User.objects.exists()
