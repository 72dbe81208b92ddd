"""The proof of work that a browser computes before it submits an application, if enabled."""

from itertools import count

import pytest
from django.utils import timezone

from recruiting.applications import proof_of_work
from recruiting.applications.form_token import FormToken
from recruiting.models import Application
from tests.recruiting.applications.applicant_steps import post_form, token_in

pytestmark = pytest.mark.django_db

BITS = 8


def solve(form_key: str) -> str:
    return next(
        str(number) for number in count() if proof_of_work.is_valid_proof(form_key, str(number), BITS)
    )


@pytest.mark.parametrize(("number", "bits"), [("", 8), ("0" * 30, 8), ("x", 200), ("\0", 200)])
def test_invalid_proof_is_refused(number, bits):
    assert not proof_of_work.is_valid_proof("abc", number, bits)


def test_proof_is_valid_for_its_own_form_only():
    number = solve("abc")
    assert proof_of_work.is_valid_proof("abc", number, BITS)
    assert not all(proof_of_work.is_valid_proof(other, number, BITS) for other in ("abd", "abe", "abf"))


def test_no_proof_is_needed_without_the_setting():
    assert proof_of_work.is_valid_proof("abc", "", 0)


def test_application_needs_a_proof_when_enabled(visitor, notice, settings):
    settings.APPLY_PROOF_BITS = BITS
    refused = post_form(visitor, notice)
    assert "has not completed the check against bots" in refused.content.decode()
    assert not Application.objects.exists()
    text = token_in(refused)
    number = solve(FormToken.parse(text, notice, timezone.now()).form_key)
    post_form(visitor, notice, form_token=text, proof=number)
    assert Application.objects.count() == 1
