"""Unprintable characters in the reason for returning a submission, which PostgreSQL cannot store."""

import pytest
from django.urls import reverse

from moderation.models import Proposal, State
from tests.views.review_steps import decide, submit_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(member):
    return submit_change(member)


@pytest.mark.parametrize("url_name", ["decide", "admin:moderation_proposal_change"])
def test_reason_is_stored_without_unprintable_characters(admin, proposal, url_name):
    url = reverse(url_name, args=[proposal.pk] if ":" in url_name else [])
    data = {"proposal": proposal.pk, "do": "return", "reason": "Say\x00 more.\x1f"}
    admin.post(url, data)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == (State.RETURNED, "Say more.")


def test_reason_for_submissions_returned_in_bulk_is_stored_without_unprintable_characters(admin, proposal):
    data = {"action": "return_selected", "_selected_action": proposal.pk, "reason": "Say\x1f more."}
    admin.post(reverse("admin:moderation_proposal_changelist"), data)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == (State.RETURNED, "Say more.")


@pytest.mark.parametrize("reason", ["\x00", " \x00 "])
def test_reason_of_unprintable_characters_is_none(pi, proposal, reason):
    decide(pi, proposal, "return", reason=reason)
    assert Proposal.objects.get().is_pending
