"""A member is asked about printed names that may be their own, and about no others."""

import pytest

from publications.claims import unclaimed
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return factories.person("Ada Example", native_name="安爱达", aliases="A. M. Example")


@pytest.mark.parametrize("printed", ["Ada Example", "Example, Ada", "A. Example", "安爱达", "A. M. Example"])
def test_a_name_that_may_be_the_members_own_is_asked_about(ada, printed):
    paper = factories.publication(authors=["Ben Other", printed])
    assert [found.name for found in unclaimed(ada)] == [printed]
    assert unclaimed(ada)[0].publication == paper


@pytest.mark.parametrize("printed", ["Eve Example", "Ada Other", "Examplesson, Ada", "B. Example"])
def test_a_name_that_is_not_is_not(ada, printed):
    factories.publication(authors=[printed])
    assert unclaimed(ada) == []


def test_all_whose_name_it_may_be_are_asked(ada):
    other = factories.person("Anna Example")
    factories.publication(authors=["A. Example"])
    assert len(unclaimed(ada)) == len(unclaimed(other)) == 1


def test_what_is_somebody_elses_hidden_or_ones_own_already_is_not_asked_about(ada):
    factories.publication("Taken", authors=[{"name": "Ada Example", "person": factories.person("Eve")}])
    factories.publication("Hidden", authors=["Ada Example"], is_public=False)
    factories.publication("Own", authors=[ada, "A. Example"])
    assert unclaimed(ada) == []


def test_the_number_of_queries_does_not_grow(ada, django_assert_num_queries):
    for _ in range(30):
        factories.publication(authors=["Ada Example"])
    with django_assert_num_queries(2):
        assert len(unclaimed(ada)) == 30
