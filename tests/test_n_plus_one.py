"""The tests notice when reading a page asks the database for row after row."""

import pytest
from django.http import HttpResponse
from django.urls import path
from zeal import NPlusOneError

from people.models import TeamMembership
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def names_of(memberships):
    return HttpResponse(", ".join(membership.person.name for membership in memberships))


urlpatterns = [
    path("careless/", lambda request: names_of(TeamMembership.objects.all())),
    path(
        "careful/", lambda request: names_of(TeamMembership.objects.select_related("person").order_by("pk"))
    ),
]


@pytest.fixture(autouse=True)
def members(db):
    team = factories.team()
    for name in ("Ada", "Bob", "Cem"):
        factories.membership(factories.person(name), team)


def test_a_page_that_asks_for_each_row_is_an_error(visitor):
    with pytest.raises(NPlusOneError):
        visitor.get("/careless/")


def test_a_page_that_asks_once_is_not(visitor):
    assert visitor.get("/careful/").content == b"Ada, Bob, Cem"
