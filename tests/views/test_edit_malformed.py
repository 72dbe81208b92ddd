"""Malformed values in edit forms and decisions: errors at their fields, never a crash."""

import pytest
from django.db import transaction
from django.urls import reverse

from tests import factories
from tests.editor_forms import send, the_proposal

pytestmark = pytest.mark.django_db

PROFILE = "/me/profile/"
TOO_LARGE = "9" * 40  # as a key: SQLite raises an error instead of finding no row


@pytest.mark.parametrize("value", ["", "-1", "abc", "9" * 30, "1e3", "\x00"])
def test_malformed_values_do_not_crash_the_page(member, value):
    factories.profile_link(member.person)
    page = member.get(PROFILE)
    for junk in ("TOTAL_FORMS", "INITIAL_FORMS", "0__ORDER", "0__id"):
        with transaction.atomic():
            response = send(member, PROFILE, page=page, **{f"links__{junk}": value})
            transaction.set_rollback(True)
        assert response.status_code in (200, 302, 409, 422), junk


@pytest.mark.parametrize("value", [TOO_LARGE, "-1", "abc", "٣"])
def test_impossible_key_is_an_error_at_its_field_and_the_draft_opens_again(member, value):
    response = send(member, "/me/news/add/", body="News.", date="2025", people=[value], publications=[value])
    assert response.status_code == 422
    assert member.get(reverse("proposal-edit", args=[the_proposal().pk])).status_code == 200
    response = send(member, "/me/publications/add/", title="T", year="2025", topics=[value])
    assert response.status_code == 422


@pytest.mark.parametrize("value", [TOO_LARGE, "-1", "abc", "٣", ""])
def test_decision_on_an_impossible_key_does_nothing(pi, value):
    assert pi.post(reverse("decide"), {"proposal": value, "do": "approve"}).status_code == 302
