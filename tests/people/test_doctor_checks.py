"""``manage.py doctor`` names former members whose accounts still have rights."""

import pytest

from core.partial_dates import PartialDate
from people import departures
from people.departures import Departure
from people.doctor_checks import check_former_members
from tests import factories

pytestmark = pytest.mark.django_db


def test_former_member_with_rights_is_reported_until_the_departure_is_confirmed(admin):
    user = factories.user("old@example.org", is_staff=True)
    person = factories.person("Otto Old", user=user, left="2024")
    factories.person("Current", user=factories.user(is_staff=True))
    factories.person("Ordinary", user=factories.user(), left="2024")
    (problem,) = check_former_members()
    assert problem.msg == (
        "old@example.org belongs to a former member and still has: access to the Django admin."
    )
    departures.record_departure(person, admin.user, Departure(PartialDate(2024), keeps_account=True))
    assert not list(check_former_members())
