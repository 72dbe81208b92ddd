"""Rows of other objects that go with a deleted one, such as the menu entry of a page, come back with it."""

import pytest
from django.urls import reverse
from reversion.models import Version

from moderation.recorded_states import current_snapshot, recorded_snapshot
from moderation.revisions import versions_of
from pages.models import Menu, MenuItem, Page
from people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db


def restore(model, by):
    by.post(reverse("revert", args=[Version.objects.get_deleted(model)[0].pk]))


def test_restored_page_is_in_the_menu_again(pi):
    page, menu = factories.page("Looms"), Menu.objects.get()
    item = factories.create(MenuItem, menu=menu, page=page, label="Our looms", position=2)
    pi.post(reverse("desk-delete-page", args=[page.slug]))
    assert not menu.items.exclude(page=None).exists()
    restore(Page, by=pi)
    back = menu.items.get(page=page)
    assert (back.pk, back.label, back.position) == (item.pk, "Our looms", 2)
    assert recorded_snapshot(versions_of(menu)[0]) == current_snapshot(menu)


def test_restored_person_is_in_teams_and_projects_again_that_still_exist(pi, admin):
    ada, team, other = factories.person(), factories.team(), factories.team("Other")
    factories.membership(ada, team, start="2020", end="2021")
    factories.membership(ada, other)
    project = factories.project(people=[(ada, "Weaver")])
    admin.post(reverse("admin:people_person_delete", args=[ada.pk]), {"post": "yes"})
    other.delete()
    restore(Person, by=pi)
    assert [(row.team, str(row.end)) for row in ada.memberships.all()] == [(team, "2021")]
    assert project.members.get().role == "Weaver"
