"""The PI's list of members, and the pages on which members are invited, changed and seen off."""

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.models import Invitation, Person, Role, User
from tests import factories
from tests.conftest import actor
from tests.pages.reading import Page, text

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


def several(lines, **more):
    return {"list": "1", "list-lines": lines, "list-language": "en", "list-is_public": "on", **more}


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
    before = list(Person.objects.values()), list(User.objects.order_by("pk").values())
    response = client.post(reverse(name, args=[] if name == "desk-invite" else ["ivy"]), data)
    assert response.status_code == status
    assert (list(Person.objects.values()), list(User.objects.order_by("pk").values())) == before
    assert not mail.outbox and Invitation.objects.get().user == person.user


def test_a_form_cannot_be_forged(pi):
    person, strict = factories.person("Ada", user=factories.user()), Client(enforce_csrf_checks=True)
    strict.force_login(pi.user)
    assert strict.post(reverse("desk-account", args=[person.slug]), {"to": "off"}).status_code == 403


def test_the_menu_leads_to_the_desk_those_who_manage_the_members(pi, member, admin):
    def leads(client):
        return reverse("desk-members") in Page(client.get("/")).links

    assert [leads(client) for client in (pi, admin, member)] == [True, True, False]


# ---- inviting one -------------------------------------------------------------------------------


def test_one_person_is_invited_by_mail_and_the_link_is_shown_once(pi):
    response = pi.post(reverse("desk-invite"), ONE)
    assert response.url == reverse("desk-invited")
    person = Person.objects.get(name="Ada Example")
    assert (person.role, str(person.joined), person.user.email) == (30, "2025-09", "ada@example.org")
    page = Page(pi.get(response.url))
    (link,) = [text(found) for found in page.all("code[@data-copy-source]")]
    assert link in mail.outbox[0].body and "mail sent" in page.text
    assert pi.get(response.url).url == reverse("desk-members")


def test_a_mail_server_that_is_down_is_named_and_the_link_shown(pi, settings):
    settings.EMAIL_BACKEND = "tests.people.test_invitations.NoServer"
    page = Page(pi.post(reverse("desk-invite"), ONE, follow=True))
    assert "The mail server did not take it." in page.text
    assert "/accounts/invitation/" in text(page.one("code[@data-copy-source]"))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"one-name": ""}, "Name: This field is required."),
        ({"one-name": "…"}, "Name: There is no name in it."),
        ({"one-email": "ada"}, "E-mail address: Enter a valid email address."),
        ({"one-email": "PIA@example.org"}, "E-mail address: This is the account of Pia Principal already."),
        ({"one-joined": "soon"}, "In the lab since: Enter a year"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(pi, fields, said):
    page = Page(pi.post(reverse("desk-invite"), {**ONE, **fields}))
    assert any(error.startswith(said) for error in errors(page))
    assert page.one("input[@name='one-name']").get("value", "") == {**ONE, **fields}["one-name"]
    assert not mail.outbox


def test_a_page_with_the_same_name_is_offered_first(pi):
    there = factories.person("Ada Example", role=Role.MASTER, joined="2020")
    page = Page(pi.post(reverse("desk-invite"), ONE))
    assert "It is this page: Ada Example, Master's student, 2020–now" in page.text
    (question,) = {found.get("name") for found in page.all("input[@type='radio']")}
    pi.post(reverse("desk-invite"), {**ONE, question: str(there.pk)})
    there.refresh_from_db()
    assert there.user.email == "ada@example.org" and there.role == Role.MASTER


def test_somebody_else_of_the_same_name_gets_a_page_of_their_own(pi):
    there = factories.person("Ada Example", user=factories.user("other@example.org"))
    page = Page(pi.post(reverse("desk-invite"), ONE))
    assert "has an account already: other@example.org" in page.text
    (question,) = {found.get("name") for found in page.all("input[@type='radio']")}
    pi.post(reverse("desk-invite"), {**ONE, question: str(there.pk)})  # not theirs to give away
    assert Person.objects.filter(name="Ada Example").count() == 1
    pi.post(reverse("desk-invite"), {**ONE, question: "new"})
    assert Person.objects.filter(name="Ada Example").count() == 2


def test_a_name_is_a_name_and_no_markup(pi):
    name = "<img src=x onerror=y>"
    factories.person(name, user=factories.user(), native_name="<b>艾达</b>")
    response = pi.post(reverse("desk-invite"), {**ONE, "one-name": name})
    assert b"<img src=x" not in response.content and b"<b>" not in response.content


def test_an_invited_person_can_be_kept_from_the_site_until_shown(pi, visitor):
    pi.post(reverse("desk-invite"), {**ONE, "one-is_public": ""})
    assert visitor.get(Person.objects.get(name="Ada Example").get_absolute_url()).status_code == 404


def test_a_page_without_an_account_gets_one(pi):
    person = factories.person("Ada Example", email="ada@example.org")
    path = reverse("desk-invite-page", args=[person.slug])
    assert Page(pi.get(path)).one("input[@name='email']").get("value") == "ada@example.org"
    assert "already" in pi.post(path, {"email": "pia@example.org", "language": "en"}).content.decode()
    pi.post(path, {"email": "ada@example.org", "language": "zh-hans"})
    assert Invitation.objects.get().user.person == person
    assert "/zh-hans/accounts/invitation/" in mail.outbox[0].body


# ---- inviting many ------------------------------------------------------------------------------


def test_of_a_list_the_good_lines_are_invited_and_the_others_stay_with_the_reason(pi):
    lines = "Ada, ada@example.org\nBob\n徐佳明，xjm@example.org，博士后，2025.9\nPia, pia@example.org"
    page = Page(pi.post(reverse("desk-invite"), several(lines)))
    assert {message.to[0] for message in mail.outbox} == {"ada@example.org", "xjm@example.org"}
    assert page.one("textarea").text.strip() == "Bob\nPia, pia@example.org"
    assert errors(page) == [
        "One person on each line: Line 1, “Bob”: There is no e-mail address in it.",
        "One person on each line: Line 2, “Pia, pia@example.org”: "
        "This is the account of Pia Principal already.",
    ]
    assert "2 people are invited" in page.headings()
    assert len(page.all("code[@data-copy-source]")) == 2


def test_a_list_without_mistakes_leads_to_the_links(pi):
    response = pi.post(reverse("desk-invite"), several("Ada, ada@example.org\nBob, bob@example.org"))
    assert response.url == reverse("desk-invited")
    assert len(Page(pi.get(response.url)).all("code[@data-copy-source]")) == 2


def test_a_line_whose_name_has_a_page_waits_for_an_answer(pi):
    there = factories.person("Ada Example")
    lines = "Ada Example, ada@example.org\nBob, bob@example.org"
    page = Page(pi.post(reverse("desk-invite"), several(lines)))
    assert page.one("textarea").text.strip() == "Ada Example, ada@example.org"
    (question,) = {found.get("name") for found in page.all("input[@type='radio']")}
    pi.post(reverse("desk-invite"), several("Ada Example, ada@example.org", **{question: str(there.pk)}))
    there.refresh_from_db()
    assert there.user.email == "ada@example.org"


def test_an_empty_list_is_explained(pi):
    page = Page(pi.post(reverse("desk-invite"), several("  \n ")))
    assert errors(page) == ["One person on each line: This field is required."]


# ---- again, and back ----------------------------------------------------------------------------


def test_an_invitation_is_sent_again_with_a_new_link(pi):
    person = factories.invited(email="ivy@example.org")
    key = person.user.invitation.key
    response = pi.post(reverse("desk-send-again", args=[person.slug]))
    assert response.url == reverse("desk-invited")
    assert mail.outbox[0].to == ["ivy@example.org"] and Invitation.objects.get().key != key


def test_an_invitation_is_withdrawn_after_saying_what_goes(pi):
    person = factories.invited()
    path = reverse("desk-withdraw", args=[person.slug])
    assert "The page stays." in Page(pi.get(path)).text
    assert User.objects.filter(pk=person.user_id).exists()
    pi.post(path)
    assert not User.objects.filter(pk=person.user_id).exists()


@pytest.mark.parametrize("name", ["desk-send-again", "desk-withdraw"])
def test_what_is_accepted_is_neither_sent_again_nor_withdrawn(pi, member, name):
    response = pi.post(reverse(name, args=[member.person.slug]), follow=True)
    assert not mail.outbox and User.objects.filter(pk=member.user.pk).exists()
    assert Page(response).of_class("message-error")


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
