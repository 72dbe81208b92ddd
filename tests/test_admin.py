"""The Django admin: every model can be used, with a fixed number of queries, whatever is typed."""

import re

import pytest
import reversion
from django.contrib import admin as django_admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from accounts.models import User
from core.audit.models import AuditEvent
from news.models import NewsItem
from pages.models import Menu, Page, Upload
from people.models import FormerSlug, Lab, Person, Team
from projects.models import Grant, Project
from publications.models import Disclaimer, Publication, Talk, Topic, Venue
from recruiting.models import Application, CVView, Notice, NoticeReviewer
from tests import factories
from tests.admin_forms import add_row, errors_of, form_data, submit, url_of

pytestmark = pytest.mark.django_db

APPS = {"auth", "accounts", "people", "publications", "projects", "news", "pages", "recruiting"}
MODELS = sorted(
    (model for model in django_admin.site._registry if model._meta.app_label in APPS),
    key=lambda model: model._meta.label,
)
READ_ONLY = {Application, CVView, FormerSlug, NoticeReviewer}
NOT_ADDABLE = {*READ_ONLY, Lab, Menu, Upload}  # a lab and a menu exist already

# ---- data with everything in it ---------------------------------------------------------------


def full_person(number=0):
    person = factories.person(
        f"Person {number}",
        native_name="徐佳明",
        photo=factories.picture_name("people"),
        user=factories.user(),
    )
    factories.affiliation(person)
    factories.education(person, start="2023-09")
    factories.honor(person)
    factories.service(person)
    factories.profile_link(person)
    factories.membership(person, factories.team(f"Team {number}"), start="2023", is_lead=True)
    return person


def full_publication(number=0, authors=3):
    people = [factories.person(f"Author {number} {index}") for index in range(authors)]
    publication = factories.publication(
        f"Paper {number}",
        authors=[*people, "Somebody Else"],
        topics=[factories.topic()],
        venue=factories.venue(f"Venue {number}", kind="conference", rank="A"),
        teaser=factories.picture_name("teasers"),
    )
    factories.publication_link(publication)
    return publication


def full_notice(number=0):
    team, contact = factories.team(f"Recruiting {number}"), factories.person(f"Contact {number}")
    return factories.notice(f"Notice {number}", positions=[("phd", 2), "intern"], team=team, contact=contact)


def former_slug(number=0):
    return FormerSlug.objects.create(kind="people.person", slug=f"old-{number}", object_id=number + 1)


def cv_view(number=0):
    application, by = factories.application(full_notice(number)), factories.user()
    return CVView.objects.create(application=application, notice=application.notice, by=by, at=timezone.now())


def reviewer(number=0):
    return NoticeReviewer.objects.create(notice=full_notice(number), user=factories.user())


def menu_item(number=0):
    return Menu.objects.get().items.create(page=factories.page(f"In the menu {number}"))


MAKE = {
    Application: lambda number: factories.application(full_notice(number), f"Applicant {number}"),
    CVView: cv_view,
    NoticeReviewer: reviewer,
    FormerSlug: former_slug,
    Group: lambda number: Group.objects.create(name=f"Group {number}"),
    Grant: lambda number: factories.grant(str(number), people=[factories.person()]),
    Lab: lambda number: factories.lab(),
    NewsItem: lambda number: factories.news_item(
        people=[factories.person()], publications=[factories.publication()]
    ),
    Menu: lambda number: menu_item(number).menu,
    Notice: full_notice,
    Page: lambda number: factories.page(f"Page {number}"),
    Person: full_person,
    Project: lambda number: factories.project(
        f"Project {number}",
        people=[factories.person(f"Member {number}")],
        team=factories.team(f"Of project {number}"),
    ),
    Publication: full_publication,
    Talk: lambda number: factories.talk(
        factories.person(), date="2024-05", publication=factories.publication(f"Presented {number}")
    ),
    Team: lambda number: full_person(number).memberships.get().team,
    Topic: lambda number: factories.publication(topics=[factories.topic()]).topics.get(),
    Upload: lambda number: Upload.objects.create(
        alt=f"Upload {number}", picture=factories.picture_name("uploads"), uploader=factories.user()
    ),
    User: lambda number: full_person(number).user,
    Venue: lambda number: full_publication(number).venue,
}


def label(model):
    return model._meta.label


each_model = pytest.mark.parametrize("model", MODELS, ids=label)


def get(client, url):
    """Follow redirects; return the page and the number of queries that all requests took."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(url, follow=True)
    assert response.status_code == 200, url
    return response, len(queries)


# ---- every page -------------------------------------------------------------------------------


def test_every_registered_model_has_a_factory_here():
    assert set(MODELS) == set(MAKE)


@each_model
def test_changelist_change_form_and_add_form_open(admin, model):
    row = MAKE[model](0)
    get(admin, url_of(model, "changelist"))
    get(admin, url_of(model, "change", row.pk))
    expected = 403 if model in NOT_ADDABLE else 200
    assert admin.get(url_of(model, "add")).status_code == expected


@each_model
def test_query_count_of_a_changelist_does_not_grow_with_rows_in_either_language(admin, model):
    MAKE[model](0)
    urls = [language + url_of(model, "changelist") for language in ("", "/zh-hans")]
    for url in urls:
        get(admin, url)  # fills the content type cache
    few = [get(admin, url)[1] for url in urls]
    for number in range(1, 30):
        MAKE[model](number)
    assert [get(admin, url)[1] for url in urls] == few


def test_list_of_publications_has_readable_formulas(admin):
    factories.publication(r"Looms in $\mathcal{O}(n^2)$")
    page = admin.get(url_of(Publication, "changelist")).content.decode()
    assert "Looms in O(n²)" in page and "mathcal" not in page


def test_query_count_of_the_publication_form_does_not_grow_with_authors(admin):
    one, thirty = full_publication(0, authors=1), full_publication(1, authors=30)
    get(admin, url_of(Publication, "change", one.pk))
    _, few = get(admin, url_of(Publication, "change", one.pk))
    response, many = get(admin, url_of(Publication, "change", thirty.pk))
    assert many == few
    assert response.content.decode().count("selected>Author 1 ") == 30


def test_query_count_of_the_team_form_does_not_grow_with_members(admin):
    small, large = factories.team("Small"), factories.team("Large")
    factories.membership(factories.person(), small)
    for number in range(30):
        factories.membership(factories.person(f"Member {number}"), large)
    get(admin, url_of(Team, "change", small.pk))
    _, few = get(admin, url_of(Team, "change", small.pk))
    _, many = get(admin, url_of(Team, "change", large.pk))
    assert many == few


def with_three_of_each(model):
    """Return a row on which three rows of each kind depend."""
    people = [factories.person(f"Member {number}", user=factories.user()) for number in range(3)]
    if model is Person:
        person, teams = people[0], [factories.team(f"Team {number}") for number in range(3)]
        for number, team in enumerate(teams):
            factories.membership(person, team)
            Disclaimer.objects.create(person=person, publication=factories.publication(f"Paper {number}"))
            factories.project(f"Project {number}", people=[person])
            factories.grant(f"Grant {number}", people=[person])
        return person
    if model is Publication:
        paper = factories.publication(authors=["Ann One", "Bob Two", "Cid Three"])
        for person in people:
            Disclaimer.objects.create(person=person, publication=paper)
        return paper
    if model is Team:
        team = factories.team()
        for person in people:
            factories.membership(person, team)
        return team
    if model is Notice:
        notice = full_notice()
        for person in people:
            NoticeReviewer.objects.create(notice=notice, user=person.user)
        return notice
    return {Project: factories.project, Grant: factories.grant}[model](people=people)


@pytest.mark.parametrize("model", [Grant, Notice, Person, Project, Publication, Team], ids=label)
def test_query_count_of_a_delete_page_does_not_grow_with_rows(admin, model):
    """The middleware that finds N+1 queries fails the page."""
    page, _queries = get(admin, url_of(model, "delete", with_three_of_each(model).pk))
    assert len(page.context["deleted_objects"]) > 1


@each_model
def test_visitors_and_members_are_sent_to_the_sign_in_page(visitor, member, model):
    for client in (visitor, member):
        response = client.get(url_of(model, "changelist"))
        assert response.status_code == 302
        assert reverse("admin:login") in response.url


@each_model
def test_pages_have_no_inline_style_or_script(admin, model):
    row = MAKE[model](0)
    for url in (url_of(model, "changelist"), url_of(model, "change", row.pk)):
        html = get(admin, url)[0].content.decode()
        assert not re.search(r"<[^>]+\sstyle=", html)
        assert not re.search(r"<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son\w+=", html)


def test_index_groups_the_models_by_app(admin):
    html = get(admin, reverse("admin:index"))[0].content.decode()
    for heading in ("People", "Publications", "News", "Recruiting"):
        assert heading in html


def test_admin_has_the_name_of_the_lab(admin):
    factories.lab("Engine Lab")
    html = get(admin, reverse("admin:index"))[0].content.decode()
    assert "| Engine Lab</title>" in html and "Labsite" not in html


# ---- malformed input --------------------------------------------------------------------------

MALFORMED = ["x" * 5000, "a " * 2500, "a\x00b", "%'\"\\", "-1", "9" * 30, "9" * 5000, "++", "\udcff"]


def encoded(value):
    """Return the value as bytes, also if it is not valid UTF-8."""
    return value.encode("utf-8", "surrogateescape")


def filter_names(client, model):
    """Return the names of all filter parameters of a changelist."""
    html = get(client, url_of(model, "changelist"))[0].content.decode()
    return sorted({name for name in re.findall(r'href="\?(\w+)=', html) if not name.startswith("_")})


@each_model
def test_malformed_filter_does_not_break_a_changelist(admin, model):
    MAKE[model](0)
    for name in ["q", *filter_names(admin, model)]:
        for value in MALFORMED:
            response = admin.get(url_of(model, "changelist"), {name: encoded(value)})
            assert response.status_code in (200, 302), (name, value[:20])


@pytest.mark.parametrize("name", ["p", "o", "all", "e", "_facets", "_to_field", "_popup", "nothing"])
def test_malformed_parameter_does_not_break_a_changelist(admin, name):
    for value in MALFORMED:
        response = admin.get(url_of(Publication, "changelist"), {name: encoded(value)})
        assert response.status_code in (200, 302, 400), value[:20]


@each_model
def test_empty_name_of_the_key_field_means_the_primary_key(admin, model):
    row = MAKE[model](0)
    for page in ("change", "delete"):
        response = admin.post(url_of(model, page, row.pk), {"_to_field": ""})
        assert response.status_code in (200, 302, 403), page


@pytest.mark.parametrize("name", ["name__regex", "name__iregex"])
def test_regular_expression_in_a_filter_is_refused(admin, name):
    factories.team()
    for value in ("++", "a"):
        assert admin.get(url_of(Team, "changelist"), {name: value}).status_code == 302


@each_model
@pytest.mark.parametrize("query", ["id__range=1", "id__range=", "pk__range=a", "id__gte=x", "id__in=a,b"])
def test_malformed_condition_on_the_key_is_refused(admin, model, query):
    MAKE[model](0)
    assert admin.get(f"{url_of(model, 'changelist')}?{query}").status_code in (200, 302, 400, 403)


@pytest.mark.parametrize("query", ["at__year=99999", "at__month=0", "at__day=-1", "at__range=2025-01-01"])
def test_impossible_date_in_a_filter_is_refused(admin, query):
    response = admin.get(f"{url_of(AuditEvent, 'changelist')}?{query}")
    assert response.status_code in (200, 302, 400)


@each_model
@pytest.mark.parametrize("key", ["abc", "9" * 30, "-1", "", "1\x00"])
def test_action_on_a_row_that_cannot_be_does_nothing(admin, model, key):
    MAKE[model](0)
    data = {"action": "delete_selected", "_selected_action": [key], "post": "yes"}
    assert admin.post(url_of(model, "changelist"), data).status_code in (200, 302, 403)


@each_model
def test_every_offered_filter_opens(admin, model):
    MAKE[model](0)
    html = get(admin, url_of(model, "changelist") + "?_facets=True")[0].content.decode()
    for query in sorted(set(re.findall(r'href="(\?[^"]*)"', html))):
        get(admin, url_of(model, "changelist") + query.replace("&amp;", "&"))


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


# ---- saving -----------------------------------------------------------------------------------


@each_model
def test_form_submitted_unchanged_changes_nothing(admin, model):
    row = MAKE[model](0)
    url = url_of(model, "change", row.pk)
    if model in READ_ONLY:
        assert admin.post(url, {}).status_code == 403
        return
    before = form_data(admin, url)
    response = admin.post(url, before)
    assert response.status_code == 302, errors_of(response)
    assert form_data(admin, url) == before


@pytest.fixture
def in_transactions(monkeypatch):
    """Whether a transaction was open when a version was computed, for each version."""
    in_transactions, serialize = [], reversion.add_to_revision

    def noted(instance):
        in_transactions.append(connection.in_atomic_block)
        serialize(instance)

    monkeypatch.setattr(reversion, "add_to_revision", noted)
    return in_transactions


@pytest.mark.django_db(transaction=True)
def test_bulk_action_computes_no_version_while_it_locks_the_database(admin, in_transactions):
    papers = [factories.publication(f"Paper {number}") for number in range(3)]
    keys = [paper.pk for paper in papers]
    data = {"action": "select", "_selected_action": keys}
    admin.post(reverse("admin:publications_publication_changelist"), data)
    assert in_transactions == [False] * 6
    for paper in papers:
        latest, before = Version.objects.get_for_object(paper)
        assert latest.field_dict["is_selected"] and not before.field_dict["is_selected"]
        assert latest.revision.user == admin.user


@pytest.mark.django_db(transaction=True)
def test_bulk_deletion_computes_no_version_while_it_locks_the_database(admin, in_transactions):
    keys = [factories.publication(f"Paper {number}").pk for number in range(3)]
    data = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    admin.post(url_of(Publication, "changelist"), data)
    assert in_transactions == [False] * 3
    assert not Publication.objects.exists() and Version.objects.get_deleted(Publication).count() == 3
