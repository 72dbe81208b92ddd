"""The tests detect N+1 queries of a page."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.http import HttpResponse
from django.urls import path
from zeal import NPlusOneError

from moderation.models import Proposal
from people.models import TeamMembership
from publications.models import ImportedEntry
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__), pytest.mark.any_database]


#: What a text is made of, for models without a default for it.
VALUES = {ImportedEntry: {"record": {}}, Proposal: {"editor_key": "profile"}}


def own_models():
    """Return the models of this project, without those of libraries."""
    own = [app for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
    return [model for app in own for model in app.get_models()]


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


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_text_of_a_row_needs_no_query(model, django_assert_num_queries):
    """The page that confirms a deletion shows the text of each row that goes with it, and so do versions."""
    others = {field.attname: 1 for field in model._meta.concrete_fields if field.is_relation}
    row = model(**others, **VALUES.get(model, {}))
    with django_assert_num_queries(0):
        str(row)
