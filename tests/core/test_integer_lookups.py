"""Numbers that are too large for the database are found nowhere, and are no error."""

import pytest

from people.models import Person
from publications.forms import PublicationForm
from tests import factories

pytestmark = pytest.mark.django_db

HUGE = 10**30


@pytest.mark.parametrize("lookup", ["pk__in", "role__in", "id__in"])
@pytest.mark.parametrize("number", [HUGE, -HUGE, 2**63, str(HUGE)])
def test_huge_numbers_find_nothing(lookup, number):
    factories.person()
    assert not Person.objects.filter(**{lookup: [number]}).exists()


def test_other_numbers_are_still_found():
    person = factories.person()
    assert Person.objects.filter(pk__in=[HUGE, person.pk]).get() == person
    assert Person.objects.filter(pk__in=Person.objects.values("pk")).get() == person


def test_form_refuses_a_huge_number():
    form = PublicationForm({"topics": [str(HUGE)]})
    assert "topics" in form.errors
