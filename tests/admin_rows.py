"""The models in the Django admin, and a row of each with everything in it."""

import pytest
from django.contrib import admin as django_admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from news.models import NewsItem
from pages.models import Menu, Page, Upload
from people.models import FormerSlug, Lab, OldAddress, Person, Team
from projects.models import Grant, Project
from publications.models import Publication, Talk, Topic, Venue
from recruiting.models import Application, CVView, Notice, NoticeReviewer
from tests import factories
from tests.rendering import without_rendering

APPS = {"auth", "accounts", "people", "publications", "projects", "news", "pages", "recruiting"}
django_admin.autodiscover()
MODELS = sorted(
    (model for model in django_admin.site._registry if model._meta.app_label in APPS),
    key=lambda model: model._meta.label,
)
READ_ONLY = {Application, CVView, FormerSlug, NoticeReviewer, OldAddress}
NOT_ADDABLE = {*READ_ONLY, Lab, Menu, Upload}  # a lab and a menu exist already


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


def old_address(number=0):
    return OldAddress.objects.create(
        path=f"/members/old-{number}", kind="people.person", object_id=number + 1
    )


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
    OldAddress: old_address,
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


def open_unrendered(client, url, data=None, follow=False):
    """Open a page, fetch the rows of a changelist but render nothing, and return the response.

    For tests of what is fetched; ``test_admin`` renders each page.
    """
    with without_rendering() as chosen:
        response = client.get(url, data, follow=follow)
    fetch_rows(chosen)
    return response


def fetch_rows(chosen):
    """Fetch the rows of the changelists among the contexts that ``without_rendering`` yields."""
    for _name, context in chosen or ():
        if "cl" in context:
            list(context["cl"].result_list)
