"""The PI's list of members, and the pages on which members are changed, seen off and taken in again."""

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
from tests.views.reading import Page, text

pytestmark = pytest.mark.django_db

LIST = "/desk/members/"
ONE = {
    "one": "1",
    "one-name": "Ada Example",
    "one-email": "ada@example.org",
    "one-role": "30",
    "one-joined": "2025.9",
    "one-language": "en",
    "one-is_public": "on",
}
DEPARTURE = {"left": "2025-06", "destination": "Elsewhere", "account": "off", "hides_email": "on"}


def section(page, name):
    """The names in one of the tables of the list."""
    (table,) = [found for found in page.all("section") if found.get("aria-labelledby") == name]
    return [text(link) for row in page.all("tbody/tr", table) for link in page.all("th/a", row)]


def errors(page):
    return [text(found) for found in page.all("li", page.of_class("error-summary")[0])]


# ---- the list -----------------------------------------------------------------------------------


def test_the_list_has_who_is_invited_who_is_here_and_who_has_left(pi, member):
    factories.invited("Ivy Invited", "ivy@example.org", joined="2025")
    factories.person("Bob Before", left="2024", is_public=False)
    page = Page(pi.get(LIST))
    assert section(page, "invited") == ["Ivy Invited"]
    assert section(page, "current") == ["Pia Principal", "Mei Member"]
    assert section(page, "previous") == ["Bob Before"]
    assert "mei@example.org" in page.text and "hidden" in page.text


def test_the_list_says_when_somebody_last_signed_in_and_confirmed_the_page(pi):
    user = factories.user(last_login=timezone.now())
    factories.person("Ada", user=user, confirmed="2025-03-04")
    assert "4 Mar 2025" in Page(pi.get(LIST)).text


def test_names_are_found_in_any_spelling_and_filters_hold(pi, member):
    factories.person("Jiaming Xu", native_name="徐佳明", role=Role.INTERN)
    assert section(Page(pi.get(LIST, {"q": "xujiaming"})), "current") == ["Jiaming Xu"]
    assert section(Page(pi.get(LIST, {"role": "intern"})), "current") == ["Jiaming Xu"]
    assert section(Page(pi.get(LIST, {"account": "none"})), "current") == ["Jiaming Xu"]
    assert "Jiaming" not in Page(pi.get(LIST, {"account": "on"})).text
    assert "Nobody here matches." in Page(pi.get(LIST, {"q": "nobody"})).text


def test_the_list_takes_the_same_queries_for_1_row_and_for_30(pi):
    def fill(numbers):
        for number in numbers:
            factories.invited(f"Invited {number}")
            factories.person(f"Here {number}", user=factories.user())
            factories.person(f"Gone {number}", left="2024")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            pi.get(LIST)
        return len(queries)

    fill(range(1))
    cost()
    few = cost()
    fill(range(1, 30))
    assert cost() == few


def test_a_long_list_has_pages(pi):
    for number in range(60):
        factories.person(f"Member {number:02}")
    page = Page(pi.get(LIST, {"page": "2"}))
    assert section(page, "current") == [f"Member {number}" for number in range(49, 60)]


@pytest.mark.parametrize("path", [LIST, "/desk/invite/", "/desk/members/ada/"])
def test_nobody_keeps_a_page_with_private_data(pi, path):
    factories.person(slug="ada")
    response = pi.get(path)
    assert "no-store" in response.headers["Cache-Control"] and "private" in response.headers["Cache-Control"]
    assert Page(response).is_noindex


def everybody():
    return [list(model.objects.order_by("pk").values()) for model in (Person, User)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("desk-invite", ONE),
        ("desk-member", {"name": "Other", "role": "10"}),
        ("desk-account", {"to": "off"}),
        ("desk-invite-page", {"email": "x@example.org", "language": "en"}),
        ("desk-send-again", {}),
        ("desk-withdraw", {}),
        ("desk-see-off", {**DEPARTURE, "confirmed": "1"}),
        ("desk-readmit", {"joined": "2025", "role": "40"}),
    ],
)
@pytest.mark.parametrize(("who", "status"), [("visitor", 302), ("member", 403), ("lead", 403)])
def test_nobody_else_can_do_any_of_it(request, who, status, name, data):
    client, person = request.getfixturevalue(who), factories.invited("Ivy Invited", slug="ivy")
    before = everybody()
    response = client.post(reverse(name, args=[] if name == "desk-invite" else ["ivy"]), data)
    assert response.status_code == status
    assert everybody() == before
    assert not mail.outbox and Invitation.objects.get().user == person.user


def test_a_form_cannot_be_forged(pi):
    person, strict = factories.person("Ada", user=factories.user()), Client(enforce_csrf_checks=True)
    strict.force_login(pi.user)
    assert strict.post(reverse("desk-account", args=[person.slug]), {"to": "off"}).status_code == 403


def test_the_menu_leads_to_the_desk_those_who_manage_the_members(pi, member, admin):
    def leads(client):
        return reverse("desk-members") in Page(client.get("/")).links

    assert [leads(client) for client in (pi, admin, member)] == [True, True, False]


# ---- one member ---------------------------------------------------------------------------------


def test_role_first_day_and_publishing_directly_are_decided_here(pi, member):
    path = reverse("desk-member", args=[member.person.slug])
    data = {"name": "Mei Member", "role": "30", "joined": "2021", "is_public": "on", "directly": "on"}
    assert pi.post(path, data).status_code == 302
    member.person.refresh_from_db()
    assert (member.person.role, str(member.person.joined)) == (30, "2021")
    assert User.objects.get(pk=member.user.pk).has_perm("moderation.publish_directly")


def test_a_first_day_after_the_last_is_explained(pi):
    person = factories.person("Ada", left="2024")
    path = reverse("desk-member", args=[person.slug])
    page = Page(pi.post(path, {"name": "Ada", "role": "40", "joined": "2025", "is_public": "on"}))
    assert errors(page) == ["Joined: That is after the day of leaving, 2024."]
    assert page.one("input[@name='joined']").get("value") == "2025"


def test_the_own_role_cannot_be_thrown_away(pi):
    path = reverse("desk-member", args=[pi.person.slug])
    page = Page(pi.post(path, {"name": "Pia Principal", "role": "20", "is_public": "on"}))
    assert "Ask an administrator." in page.text
    pi.person.refresh_from_db()
    assert pi.person.role == Role.PI


def test_an_account_is_turned_off_and_on(pi, member):
    path = reverse("desk-account", args=[member.person.slug])
    pi.post(path, {"to": "off"})
    assert not User.objects.get(pk=member.user.pk).is_active
    pi.post(path, {"to": "on"})
    assert User.objects.get(pk=member.user.pk).is_active


def test_a_former_address_leads_to_the_new_one(pi):
    person = factories.person(slug="old")
    person.slug = "new"
    person.save()
    assert pi.get("/desk/members/old/").url == "/desk/members/new/"


# ---- seeing off, taking in ----------------------------------------------------------------------


def test_seeing_off_says_first_what_will_happen(pi, lead):
    path = reverse("desk-see-off", args=[lead.person.slug])
    page = Page(pi.post(path, DEPARTURE))
    assert "So does leading Team of Leo." in page.text
    lead.person.refresh_from_db()
    assert lead.person.left is None
    fields = {found.get("name"): found.get("value", "") for found in page.all("input[@type='hidden']")}
    pi.post(path, {**fields, "confirmed": "1"})
    lead.person.refresh_from_db()
    lead.user.refresh_from_db()
    assert (str(lead.person.left), lead.person.destination) == ("2025-06", "Elsewhere")
    assert not lead.user.is_active


def test_what_was_typed_can_still_be_changed(pi, lead):
    page = Page(pi.post(reverse("desk-see-off", args=[lead.person.slug]), {**DEPARTURE, "change": "1"}))
    assert page.one("input[@name='destination']").get("value") == "Elsewhere"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"left": ""}, "Leaves: This field is required."),
        ({"left": "2019"}, "Leaves: That is before the day of joining, 2020.09."),
        ({"left": "2099-01"}, "The account: They are here until then."),
        ({"destination_url": "::"}, "Link to it: Enter a valid URL."),
    ],
)
def test_a_departure_that_cannot_be_is_explained(pi, lead, fields, said):
    data = {**DEPARTURE, "confirmed": "1", **fields}
    page = Page(pi.post(reverse("desk-see-off", args=[lead.person.slug]), data))
    assert errors(page)[0].startswith(said)
    lead.person.refresh_from_db()
    assert lead.person.left is None


def test_nobody_sees_off_themselves(pi):
    path = reverse("desk-see-off", args=[pi.person.slug])
    response = pi.post(path, {**DEPARTURE, "confirmed": "1"}, follow=True)
    assert "You cannot do this to yourself" in Page(response).text
    pi.person.refresh_from_db()
    assert pi.person.left is None


def test_somebody_is_taken_in_again(pi):
    person = factories.person("Bob Before", joined="2019-09", left="2023-06")
    path = reverse("desk-readmit", args=[person.slug])
    assert "They left on 2023.06 only." in errors(Page(pi.post(path, {"joined": "2020", "role": "40"})))[0]
    pi.post(path, {"joined": "2025-09", "role": "30"})
    page = Page(pi.get(reverse("desk-member", args=[person.slug])))
    assert "2019.09–2023.06, 2025.09–now" in page.text


def test_a_departure_is_taken_back(pi):
    person = factories.person("Bob Before", left="2023-06")
    pi.post(reverse("desk-readmit", args=[person.slug]), {"take_back": "1"})
    person.refresh_from_db()
    assert person.left is None and not person.stays.exists()


def test_a_second_principal_investigator_may_do_the_same(pi, member):
    second = actor("Pit Principal", Role.PI)
    assert second.get(LIST).status_code == 200
    second.post(reverse("desk-see-off", args=[pi.person.slug]), {**DEPARTURE, "confirmed": "1"})
    assert pi.get(LIST).status_code == 302


# ---- from the Django admin ----------------------------------------------------------------------


def acts_in_admin(client, person):
    """The pages of the desk to which the form of a person in the Django admin leads."""
    links = Page(client.get(reverse("admin:people_person_change", args=[person.pk]))).links
    return [link.split("/")[-2] for link in links if link and link.startswith("/desk/members/")]


def test_the_admin_leads_to_the_same_acts(admin):
    assert reverse("desk-invite") in Page(admin.get(reverse("admin:people_person_changelist"))).links
    assert acts_in_admin(admin, factories.person("Ada")) == ["invite", "see-off"]
    assert acts_in_admin(admin, factories.invited(slug="ivy")) == ["ivy", "see-off"]
    assert acts_in_admin(admin, factories.person("Bob", user=factories.user(), left="2024")) == ["readmit"]


def test_the_admin_shows_them_only_with_the_permission():
    person, clerk = factories.person("Ada"), actor("Cleo Clerk", is_staff=True)
    permissions = Permission.objects.filter(codename__in=["view_person", "change_person"])
    clerk.user.user_permissions.set(permissions)
    assert acts_in_admin(clerk, person) == []
