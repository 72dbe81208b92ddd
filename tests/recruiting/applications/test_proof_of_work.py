"""A sum that a browser does before it sends an application, where the lab has switched that on."""

from itertools import count

import pytest
from django.utils import timezone

from recruiting.applications import proof_of_work
from recruiting.applications.form_token import FormToken
from recruiting.models import Application
from tests.recruiting.applications.applicant_steps import post_form, token_in

pytestmark = pytest.mark.django_db

BITS = 8


def solution(form: str) -> str:
    return next(str(number) for number in count() if proof_of_work.is_valid_proof(form, str(number), BITS))


@pytest.mark.parametrize(("number", "bits"), [("", 8), ("0" * 30, 8), ("x", 200), ("\0", 200)])
def test_what_is_no_solution_does_not_hold(number, bits):
    assert not proof_of_work.is_valid_proof("abc", number, bits)


def test_a_solution_holds_for_its_own_form_only():
    number = solution("abc")
    assert proof_of_work.is_valid_proof("abc", number, BITS)
    assert not all(proof_of_work.is_valid_proof(other, number, BITS) for other in ("abd", "abe", "abf"))


def test_without_the_setting_nothing_is_asked():
    assert proof_of_work.is_valid_proof("abc", "", 0)


def test_an_application_without_the_sum_comes_back_and_with_it_comes_in(visitor, notice, settings):
    settings.APPLY_PROOF_BITS = BITS
    refused = post_form(visitor, notice)
    assert "has not completed the check against bots" in refused.content.decode()
    assert not Application.objects.exists()
    text = token_in(refused)
    number = solution(FormToken.parse(text, notice, timezone.now()).form_key)
    post_form(visitor, notice, form_token=text, proof=number)
    assert Application.objects.count() == 1
