"""The Django admin with malformed filters, keys, queries and form fields."""

import re

import pytest
from django.contrib import admin as django_admin
from django.urls import reverse

from core.audit.models import AuditEvent
from news.models import NewsItem
from people.models import Person, Team
from projects.models import Project
from publications.models import Publication, Talk
from recruiting.models import Notice
from tests import factories
from tests.admin_forms import add_row, errors_of, form_data, submit, url_of
from tests.admin_rows import MAKE, MODELS, each_model, get, open_unrendered
from tests.rendering import without_rendering

pytestmark = pytest.mark.django_db


MALFORMED = ["x" * 5000, "a " * 2500, "a\x00b", "%'\"\\", "-1", "9" * 30, "9" * 5000, "++", "\udcff"]


def encoded(value):
    """Return the value as bytes, also if it is not valid UTF-8."""
    return value.encode("utf-8", "surrogateescape")


def filter_names(client, model):
    """Return the names of all filter parameters of a changelist."""
    response = open_unrendered(client, url_of(model, "changelist"), follow=True)
    if "cl" not in response.context_data:  # the form of the only lab
        return []
    changelist = response.context_data["cl"]
    names = {name for spec in changelist.filter_specs for name in spec.expected_parameters()}
    return sorted(names | ({f"{changelist.date_hierarchy}__year"} if changelist.date_hierarchy else set()))


@each_model
def test_malformed_filter_does_not_break_a_changelist(admin, model):
    MAKE[model](0)
    for number, name in enumerate(["q", *filter_names(admin, model)]):
        for value in MALFORMED[number % 5 :: 5]:  # in turns; ``make hostile`` sends all of them
            response = open_unrendered(admin, url_of(model, "changelist"), {name: encoded(value)})
            assert response.status_code in (200, 302), (name, value[:20])


@pytest.mark.parametrize("name", ["q", "p", "o", "all", "e", "_facets", "_to_field", "_popup", "nothing"])
def test_malformed_parameter_does_not_break_a_changelist(admin, name):
    for value in MALFORMED:
        response = admin.get(url_of(Publication, "changelist"), {name: encoded(value)})
        assert response.status_code in (200, 302, 400), value[:20]


@each_model
def test_empty_name_of_the_key_field_means_the_primary_key(admin, model):
    row = MAKE[model](0)
    for page in ("change", "delete"):
        with without_rendering():
            response = admin.post(url_of(model, page, row.pk), {"_to_field": ""})
        assert response.status_code in (200, 302, 403), page


@pytest.mark.parametrize("name", ["name__regex", "name__iregex"])
def test_regular_expression_in_a_filter_is_refused(admin, name):
    factories.team()
    for value in ("++", "a"):
        assert admin.get(url_of(Team, "changelist"), {name: value}).status_code == 302


@each_model
def test_malformed_condition_on_the_key_is_refused(admin, model):
    MAKE[model](0)
    for query in ("id__range=1", "id__range=", "pk__range=a", "id__gte=x", "id__in=a,b"):
        response = admin.get(f"{url_of(model, 'changelist')}?{query}")
        assert response.status_code in (200, 302, 400, 403), query


@pytest.mark.parametrize("query", ["at__year=99999", "at__month=0", "at__day=-1", "at__range=2025-01-01"])
def test_impossible_date_in_a_filter_is_refused(admin, query):
    response = admin.get(f"{url_of(AuditEvent, 'changelist')}?{query}")
    assert response.status_code in (200, 302, 400)


@each_model
def test_action_on_a_row_that_cannot_be_does_nothing(admin, model):
    MAKE[model](0)
    for key in ("abc", "9" * 30, "-1", "", "1\x00"):
        data = {"action": "delete_selected", "_selected_action": [key], "post": "yes"}
        with without_rendering():
            response = admin.post(url_of(model, "changelist"), data)
        assert response.status_code in (200, 302, 403), key


@each_model
def test_every_offered_filter_opens(admin, model):
    MAKE[model](0)
    html = get(admin, url_of(model, "changelist") + "?_facets=True")[0].content.decode()
    queries = {
        query.replace("_facets=True", "").replace("&amp;", "&")
        for query in re.findall(r'href="(\?[^"]*)"', html)
    }
    for query in sorted(queries):  # the first page has counted all facets
        url = url_of(model, "changelist") + query
        assert open_unrendered(admin, url, follow=True).status_code == 200, url


@pytest.mark.parametrize("value", MALFORMED)
def test_malformed_query_does_not_break_the_add_form_or_autocomplete(admin, value):
    value = encoded(value)
    fields = {"title": value, "venue": value, "topics": value, "year": value, "nothing": value}
    assert admin.get(url_of(Publication, "add"), fields).status_code == 200
    asked = {"app_label": "publications", "model_name": "authorship", "field_name": "person", "term": value}
    assert admin.get(reverse("admin:autocomplete"), asked).status_code == 200


@pytest.mark.parametrize("key", ["abc", "9" * 30, "-1", "0", "1.5", "_5F"])
def test_malformed_key_in_the_url_leads_back_to_the_index(admin, key):
    for model in MODELS:
        response = admin.get(url_of(model, "change", key))
        assert response.status_code == 302


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (model, field)
        for model, options in django_admin.site._registry.items()
        for field in options.autocomplete_fields
    ],
)
def test_autocomplete_results_are_ordered(admin, model, field):
    """Without an order, further pages would repeat some rows and miss others."""
    options = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field}
    assert admin.get(reverse("admin:autocomplete"), {**options, "term": "a"}).status_code == 200


KEYS = [value for value in MALFORMED if value.isprintable() and value.strip()]
#: Boxes whose choices are searched: a form, and the fields that get the malformed key.
BOXES = [
    (Talk, "add", lambda value: {"person": value, "publication": value}),
    (Publication, "change", lambda value: {"venue": value, "topics": [value, "1"]}),
    (Publication, "change", lambda value: add_row("authorships", 0, person=value, name="Ada")),
    (NewsItem, "add", lambda value: {"people": value, "publications": [value]}),
    (Project, "add", lambda value: {"team": value, "topics": [value]}),
    (Notice, "add", lambda value: {"team": value, "contact": value}),
    (Person, "change", lambda value: {"user": value}),
    (Person, "change", lambda value: add_row("memberships", 0, team=value)),
    (Team, "change", lambda value: add_row("memberships", 0, person=value)),
]


@pytest.mark.parametrize(("model", "page", "changes_to"), BOXES)
def test_malformed_key_in_an_autocomplete_box_is_an_error_of_the_field(admin, model, page, changes_to):
    make = {Publication: factories.publication, Person: factories.person, Team: factories.team}
    url = url_of(model, page, *([make[model]().pk] if page == "change" else []))
    unchanged = form_data(admin, url)
    for value in KEYS:
        response = submit(admin, url, unchanged, **changes_to(value))
        assert response.status_code == 200 and errors_of(response), value[:20]
