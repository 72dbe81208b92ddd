"""The PI's list of members and the pages for settings, departure and readmission of a member."""

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from people.models import Invitation, Person, Role
from tests import factories
from tests.conftest import actor
from tests.views.invitation_data import ONE
from tests.views.reading import Page, text

pytestmark = pytest.mark.django_db

LIST = "/desk/members/"
DEPARTURE = {"left": "2025-06", "destination": "Elsewhere", "account": "off", "hides_email": "on"}


def section(page, name):
    """Return the names in one of the tables of the list."""
    (table,) = [
        element for element in page.all("div[@role='region']") if element.get("aria-labelledby") == name
    ]
    return [text(link) for row in page.all("tbody/tr", table) for link in page.all("th/a", row)]


# ---- the list -----------------------------------------------------------------------------------


def test_list_has_invited_current_and_former_members(pi, member):
    factories.invited("Ivy Invited", "ivy@example.org", joined="2025")
    factories.person("Bob Before", left="2024", is_public=False)
    page = Page(pi.get(LIST))
    assert section(page, "invited") == ["Ivy Invited"]
    assert section(page, "current") == ["Pia Principal", "Mei Member"]
    assert section(page, "previous") == ["Bob Before"]
    assert "mei@example.org" in page.text and "hidden" in page.text


def test_list_shows_last_sign_in_and_confirmation(pi):
    user = factories.user(last_login=timezone.now())
    factories.person("Ada", user=user, confirmed="2025-03-04")
    assert "4 Mar 2025" in Page(pi.get(LIST)).text


def test_list_can_be_searched_and_filtered(pi, member):
    factories.person("Jiaming Xu", native_name="徐佳明", role=Role.INTERN)
    assert section(Page(pi.get(LIST, {"q": "xujiaming"})), "current") == ["Jiaming Xu"]
    assert section(Page(pi.get(LIST, {"role": "intern"})), "current") == ["Jiaming Xu"]
    assert section(Page(pi.get(LIST, {"account": "none"})), "current") == ["Jiaming Xu"]
    assert "Jiaming" not in Page(pi.get(LIST, {"account": "on"})).text
    assert "No people match these filters." in Page(pi.get(LIST, {"q": "nobody"})).text


def test_list_takes_the_same_queries_for_1_row_and_30(pi):
    def add_people(numbers):
        for number in numbers:
            factories.invited(f"Invited {number}")
            factories.person(f"Current {number}", user=factories.user())
            factories.person(f"Former {number}", left="2024")

    def query_count():
        with CaptureQueriesContext(connection) as queries:
            pi.get(LIST)
        return len(queries)

    add_people(range(1))
    query_count()
    few = query_count()
    add_people(range(1, 30))
    assert query_count() == few


def test_long_list_is_paginated(pi):
    for number in range(60):
        factories.person(f"Member {number:02}")
    page = Page(pi.get(LIST, {"page": "2"}))
    assert section(page, "current") == [f"Member {number}" for number in range(49, 60)]


@pytest.mark.any_database
@pytest.mark.parametrize("path", [LIST, "/desk/invite/", "/desk/members/ada/"])
def test_private_pages_are_not_cached_or_indexed(pi, path):
    factories.person(slug="ada")
    response = pi.get(path)
    assert "no-store" in response.headers["Cache-Control"] and "private" in response.headers["Cache-Control"]
    assert Page(response).is_noindex


def stored_rows():
    return [list(model.objects.order_by("pk").values()) for model in (Person, User)]


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("desk-invite", ONE),
        ("desk-member", {"name": "Other", "role": "10"}),
        ("desk-account", {"to": "off"}),
        ("desk-invite-page", {"email": "x@example.org", "language": "en"}),
        ("desk-send-again", {}),
        ("desk-withdraw", {}),
        ("desk-departure", {**DEPARTURE, "confirmed": "1"}),
        ("desk-readmit", {"joined": "2025", "role": "40"}),
    ],
)
@pytest.mark.parametrize("actor_name", ["visitor", "member", "lead"])
def test_only_managers_can_change_members(request, actor_name, name, data):
    client, person = request.getfixturevalue(actor_name), factories.invited("Ivy Invited", slug="ivy")
    before = stored_rows()
    response = client.post(reverse(name, args=[] if name == "desk-invite" else ["ivy"]), data)
    is_sent_to_sign_in = response.status_code == 302 and response.url.startswith("/accounts/login/")
    assert response.status_code == 403 or is_sent_to_sign_in
    assert stored_rows() == before
    assert not mail.outbox and Invitation.objects.get().user == person.user


def test_forms_require_a_csrf_token(pi):
    person, strict = factories.person("Ada", user=factories.user()), Client(enforce_csrf_checks=True)
    strict.force_login(pi.user)
    assert strict.post(reverse("desk-account", args=[person.slug]), {"to": "off"}).status_code == 403


def test_menu_links_to_the_members_for_managers_only(pi, member, admin):
    def has_link(client):
        return reverse("desk-members") in Page(client.get("/")).links

    assert [has_link(client) for client in (pi, admin, member)] == [True, True, False]


# ---- one member ---------------------------------------------------------------------------------


def test_member_page_saves_role_first_day_and_direct_publishing(pi, member):
    path = reverse("desk-member", args=[member.person.slug])
    data = {"name": "Mei Member", "role": "30", "joined": "2021", "is_public": "on", "directly": "on"}
    assert pi.post(path, data).status_code == 302
    member.person.refresh_from_db()
    assert (member.person.role, str(member.person.joined)) == (30, "2021")
    assert User.objects.get(pk=member.user.pk).has_perm("moderation.publish_directly")


def test_first_day_after_the_last_day_is_an_error(pi):
    person = factories.person("Ada", left="2024")
    path = reverse("desk-member", args=[person.slug])
    page = Page(pi.post(path, {"name": "Ada", "role": "40", "joined": "2025", "is_public": "on"}))
    assert page.errors == ["Joined: This date is after the last day in the lab, 2024."]
    assert page.one("input[@name='joined']").get("value") == "2025"


def test_pi_cannot_give_up_their_own_role(pi):
    path = reverse("desk-member", args=[pi.person.slug])
    page = Page(pi.post(path, {"name": "Pia Principal", "role": "20", "is_public": "on"}))
    assert "Ask an administrator to change it." in page.text
    pi.person.refresh_from_db()
    assert pi.person.role == Role.PI


def test_account_is_deactivated_and_reactivated(pi, member):
    path = reverse("desk-account", args=[member.person.slug])
    pi.post(path, {"to": "off"})
    assert not User.objects.get(pk=member.user.pk).is_active
    pi.post(path, {"to": "on"})
    assert User.objects.get(pk=member.user.pk).is_active


def test_former_slug_redirects(pi):
    person = factories.person(slug="old")
    person.slug = "new"
    person.save()
    assert pi.get("/desk/members/old/").url == "/desk/members/new/"


# ---- departure and readmission -------------------------------------------------------------------


@pytest.mark.any_database
def test_departure_lists_its_consequences_before_it_is_recorded(pi, lead):
    path = reverse("desk-departure", args=[lead.person.slug])
    page = Page(pi.post(path, DEPARTURE))
    assert "Their leadership of these teams ends as well: Team of Leo." in page.text
    lead.person.refresh_from_db()
    assert lead.person.left is None
    fields = {field.get("name"): field.get("value", "") for field in page.all("input[@type='hidden']")}
    pi.post(path, {**fields, "confirmed": "1"})
    lead.person.refresh_from_db()
    lead.user.refresh_from_db()
    assert (str(lead.person.left), lead.person.destination) == ("2025-06", "Elsewhere")
    assert not lead.user.is_active


def test_departure_can_be_edited_before_it_is_confirmed(pi, lead):
    page = Page(pi.post(reverse("desk-departure", args=[lead.person.slug]), {**DEPARTURE, "change": "1"}))
    assert page.one("input[@name='destination']").get("value") == "Elsewhere"


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"left": ""}, "Last day: This field is required."),
        ({"left": "2019"}, "Last day: This date is before the first day in the lab, 2020.09."),
        ({"left": "2099-01"}, "Account: This person stays in the lab until then."),
        ({"destination_url": "::"}, "Link to the destination: Enter a valid URL."),
    ],
)
def test_invalid_departure_is_explained(pi, lead, fields, message):
    data = {**DEPARTURE, "confirmed": "1", **fields}
    page = Page(pi.post(reverse("desk-departure", args=[lead.person.slug]), data))
    assert page.errors[0].startswith(message)
    lead.person.refresh_from_db()
    assert lead.person.left is None


def test_own_departure_is_refused(pi):
    path = reverse("desk-departure", args=[pi.person.slug])
    response = pi.post(path, {**DEPARTURE, "confirmed": "1"}, follow=True)
    assert "You can’t do this to your own account" in Page(response).text
    pi.person.refresh_from_db()
    assert pi.person.left is None


def test_former_member_is_readmitted(pi):
    person = factories.person("Bob Before", joined="2019-09", left="2023-06")
    path = reverse("desk-readmit", args=[person.slug])
    assert (
        "This date is before the last day in the lab, 2023.06."
        in Page(pi.post(path, {"joined": "2020", "role": "40"})).errors[0]
    )
    pi.post(path, {"joined": "2025-09", "role": "30"})
    page = Page(pi.get(reverse("desk-member", args=[person.slug])))
    assert "2019.09–2023.06, 2025.09–now" in page.text


def test_departure_is_undone(pi):
    person = factories.person("Bob Before", left="2023-06")
    pi.post(reverse("desk-readmit", args=[person.slug]), {"undo": "1"})
    person.refresh_from_db()
    assert person.left is None and not person.stays.exists()


def test_second_pi_can_record_the_departure_of_the_first(pi, member):
    second = actor("Pit Principal", Role.PI)
    assert second.get(LIST).status_code == 200
    second.post(reverse("desk-departure", args=[pi.person.slug]), {**DEPARTURE, "confirmed": "1"})
    assert pi.get(LIST).status_code == 302


# ---- from the Django admin ----------------------------------------------------------------------


def admin_actions(client, person):
    """Return the pages of the PI's dashboard that the person's form in the Django admin links to."""
    links = Page(client.get(reverse("admin:people_person_change", args=[person.pk]))).links
    return [link.split("/")[-2] for link in links if link and link.startswith("/desk/members/")]


@pytest.mark.any_database
def test_admin_links_to_the_member_pages(admin):
    assert reverse("desk-invite") in Page(admin.get(reverse("admin:people_person_changelist"))).links
    assert admin_actions(admin, factories.person("Ada")) == ["invite", "departure"]
    assert admin_actions(admin, factories.invited(slug="ivy")) == ["ivy", "departure"]
    assert admin_actions(admin, factories.person("Bob", user=factories.user(), left="2024")) == ["readmit"]


def test_admin_hides_the_links_without_the_permission():
    person, clerk = factories.person("Ada"), actor("Cleo Clerk", is_staff=True)
    permissions = Permission.objects.filter(codename__in=["view_person", "change_person"])
    clerk.user.user_permissions.set(permissions)
    assert admin_actions(clerk, person) == []
