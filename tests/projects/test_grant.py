"""The model of a grant, the papers that name it, and the acknowledgement."""

import pytest
from django.utils import translation

from projects.funding import acknowledgement, unlinked_papers
from projects.models import Grant
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db
NSFC, CHINESE_NSFC = "National Natural Science Foundation of China", "国家自然科学基金委员会"


def test_unusual_number_of_a_known_funder_gets_a_hint_and_is_not_refused():
    unusual = Grant(funder=NSFC, number="12")
    unusual.full_clean()
    assert "62376134" in unusual.usual_numbers
    assert not Grant(funder=NSFC, number="62376134").usual_numbers
    assert not Grant(funder="Yarn Fund", number="12").usual_numbers


def test_ror_id_is_checked_and_shortened():
    assert "not a valid ROR ID" in refusal_of(Grant(funder="Yarn Fund", number="1", ror="01h0zpd95"))
    grant = Grant(funder=NSFC, number="62376134", ror="https://ror.org/01h0zpd94")
    grant.full_clean()
    assert grant.ror == "01h0zpd94"


def test_number_is_unique_for_a_funder():
    factories.grant("1", "Yarn Fund")
    factories.grant("1", "Loom Fund")
    assert "this number already exists" in refusal_of(Grant(funder="Yarn Fund", number="1"))
    with refused_by_the_database():
        factories.grant("1", "Yarn Fund")


def test_amount_needs_a_currency():
    assert "currency" in refusal_of(Grant(funder="Yarn Fund", number="1", amount=5))
    with refused_by_the_database():
        factories.grant(amount=5)


def test_amount_is_public_only_if_switched_on():
    grant = factories.grant(amount=580_000, currency="CNY")
    assert grant.public_amount == ""
    grant.shows_amount = True
    assert grant.public_amount == "CNY 580,000"


def test_papers_that_name_funder_and_number_are_found_until_linked():
    grant = factories.grant("62376134", NSFC, funder_zh=CHINESE_NSFC)

    def paper(title, funder, *awards):
        return factories.publication(title, funding=[{"funder": funder, "funder_doi": "", "awards": awards}])

    named = [
        paper("A", NSFC, "1", "62376134"),
        paper("B", "NSFC", " 62376134"),
        paper("C", CHINESE_NSFC, "62376134"),
        paper("Several in one", NSFC, "62376133, 62376134 and 62376139"),
    ]
    paper("Other number", NSFC, "62376135")
    paper("Other funder", "Yarn Fund", "62376134")
    assert sorted(unlinked_papers([grant])[grant.pk]) == [row.pk for row in named]
    grant.publications.add(*named[:2])
    assert sorted(unlinked_papers([grant])[grant.pk]) == [row.pk for row in named[2:]]


def test_acknowledgement_names_all_grants_in_the_language_of_the_page():
    grants = [factories.grant("1", "Yarn Fund", funder_zh="纱线基金会"), factories.grant("2", "Loom Fund")]
    assert acknowledgement([]) == ""
    assert acknowledgement(grants[:1]) == "This work was supported by Yarn Fund under Grant 1."
    both = "This work was supported by Yarn Fund under Grant 1 and Loom Fund under Grant 2."
    assert acknowledgement(grants) == both
    with translation.override("zh-hans"):
        assert acknowledgement(grants[:1]) == "本研究得到纱线基金会（项目编号：1）的资助。"
