"""The tests detect N+1 queries of a page."""

import pytest
from django.http import HttpResponse
from django.urls import path
from zeal import NPlusOneError

from people.models import TeamMembership
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def respond_with_names(memberships):
    return HttpResponse(", ".join(membership.person.name for membership in memberships))


def with_people():
    return TeamMembership.objects.select_related("person").order_by("pk")


urlpatterns = [
    path("one-query-per-row/", lambda request: respond_with_names(TeamMembership.objects.all())),
    path("one-query/", lambda request: respond_with_names(with_people())),
]


@pytest.fixture(autouse=True)
def members(db):
    team = factories.team()
    for name in ("Ada", "Bob", "Cem"):
        factories.membership(factories.person(name), team)


def test_page_with_a_query_per_row_raises_an_error(visitor):
    with pytest.raises(NPlusOneError):
        visitor.get("/one-query-per-row/")


def test_page_with_one_query_is_accepted(visitor):
    assert visitor.get("/one-query/").content == b"Ada, Bob, Cem"
