"""Rights end with a departure, and nobody gives or takes away rights that they do not hold."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts.models import RemovedRights, User
from accounts.rights import holds, holds_rights_of, may_set
from core.exceptions import InvalidState
from core.partial_dates import PartialDate
from labsite.permissions import editable_by
from people import departures, invitations, membership, merging
from people.departures import Departure
from people.groups import ADMIN, PI
from people.invitation_lines import Invitee
from people.models import Person, Role, Team
from recruiting.models import NoticeReviewer
from tests import factories
from tests.conftest import actor
from tests.views.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

JUNE = PartialDate(2025, 6)


def permission(name):
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def everything(name="Eve Everything"):
    """Return a signed-in member with every kind of right."""
    client = actor(name, Role.PI, is_staff=True, is_superuser=True)
    client.user.groups.add(Group.objects.get(name=ADMIN))
    client.user.user_permissions.add(
        permission("moderation.publish_directly"), permission("people.delete_person")
    )
    NoticeReviewer.objects.create(notice=factories.notice("Engines"), user=client.user)
    return client


@pytest.fixture
def full(db):
    return everything()


@pytest.fixture
def it_staff(db):
    """A member of IT in the group Admin, who is no superuser."""
    client = actor("Ida Informatics", is_staff=True)
    client.user.groups.add(Group.objects.get(name=ADMIN))
    return client


@pytest.fixture
def clerk(db):
    """An account that may manage members and nothing else."""
    client = actor("Cleo Clerk")
    client.user.user_permissions.add(permission("people.manage_members"))
    return client


def rights(user):
    user = User.objects.get(pk=user.pk)
    return (
        user.is_superuser,
        user.is_staff,
        sorted(group.name for group in user.groups.all()),
        sorted(row.codename for row in user.user_permissions.all()),
        user.reviewed_notices.count(),
    )


ALL = (True, True, ["Admin", "PI"], ["delete_person", "publish_directly"], 1)
NONE = (False, False, ["Member"], [], 0)


# ---- departures ---------------------------------------------------------------------------------


@pytest.mark.parametrize("keeps_account", [True, False])
@pytest.mark.parametrize("left", [JUNE, PartialDate(2099)])
def test_departure_ends_every_right_above_the_own_page(admin, full, keeps_account, left):
    departures.record_departure(full.person, admin.user, Departure(left, keeps_account=keeps_account))
    assert rights(full.user) == NONE


def test_account_kept_after_a_departure_opens_the_own_page_only(admin, full):
    departures.record_departure(full.person, admin.user, Departure(JUNE, keeps_account=True))
    assert full.get("/me/profile/").status_code == 200
    assert full.get("/admin/").status_code == 302
    for name in ("desk", "desk-members", "applications", "duplicates"):
        assert full.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("left", [JUNE, PartialDate(2099)])
def test_lead_can_no_longer_edit_the_team_once_the_departure_is_recorded(pi, lead, left):
    departures.record_departure(lead.person, pi.user, Departure(left, keeps_account=True))
    assert not editable_by(User.objects.get(pk=lead.user.pk), Team).exists()
    assert lead.get(reverse("draft-notice")).status_code == 403
    assert lead.get(reverse("edit-team", args=[lead.team.slug])).status_code == 404


def test_page_lists_the_rights_before_and_after(admin, full):
    path = reverse("desk-departure", args=[full.person.slug])
    data = {"left": "2025-06", "account": "own", "hides_email": "on"}
    names = (
        "superuser status, access to the Django admin, the group “Admin”, the group “PI”, "
        "publishing without review, the permission “people.delete_person”, reviewer of “Engines”"
    )
    text = Page(admin.post(path, data)).text
    assert rights(full.user) == ALL
    assert f"The account loses these rights immediately: {names}." in " ".join(text.split())
    admin.post(path, {**data, "confirmed": "1"})
    text = Page(admin.get(reverse("desk-member", args=[full.person.slug]))).text
    assert "for the person’s own profile and publications only" in text
    assert f"Removed rights: {names}" in " ".join(text.split())


def test_undoing_a_departure_gives_back_all_rights_that_the_superuser_holds(admin, full):
    departures.record_departure(full.person, admin.user, Departure(JUNE))
    _person, refused = departures.undo_departure(full.person, admin.user)
    assert (rights(full.user), refused) == (ALL, [])
    assert not RemovedRights.objects.exists()


def test_undoing_a_departure_gives_back_only_rights_that_the_pi_holds(admin, pi, full):
    departures.record_departure(full.person, admin.user, Departure(JUNE))
    response = pi.post(reverse("desk-readmit", args=[full.person.slug]), {"undo": "1"}, follow=True)
    assert rights(full.user) == (False, False, ["PI"], ["publish_directly"], 1)
    text = " ".join(Page(response).text.split())
    assert (
        "These rights were not given back, because you do not have them: superuser status, access to the "
        "Django admin, the group “Admin”, the permission “people.delete_person”." in text
    )


def test_rights_removed_twice_all_come_back(admin, full):
    departures.record_departure(full.person, admin.user, Departure(JUNE, keeps_account=True))
    full.user.user_permissions.add(permission("news.add_newsitem"))
    departures.record_departure(full.person, admin.user, Departure(JUNE))
    departures.undo_departure(full.person, admin.user)
    expected = (*ALL[:3], sorted([*ALL[3], "add_newsitem"]), 1)
    assert rights(full.user) == expected


def test_readmission_gives_the_rights_of_the_role_only(admin, full):
    departures.record_departure(full.person, admin.user, Departure(JUNE))
    departures.readmit(full.person, admin.user, PartialDate(2026), Role.PHD)
    assert rights(full.user) == NONE
    assert not RemovedRights.objects.exists()


def test_deactivated_account_loses_its_rights_and_gets_them_back(admin, full):
    path = reverse("desk-account", args=[full.person.slug])
    admin.post(path, {"to": "off"})
    assert rights(full.user) == NONE
    admin.post(path, {"to": "on"})
    assert rights(full.user) == ALL


# ---- nobody reduces an account with more rights --------------------------------------------------


@pytest.fixture
def stronger(db):
    """Return people whose accounts hold rights that a PI does not hold."""

    def account(name, *permissions, groups=(), **fields):
        client = actor(name, Role.PHD, **fields)
        client.user.user_permissions.add(*map(permission, permissions))
        client.user.groups.add(*Group.objects.filter(name__in=groups))
        return client

    return [
        account("Superuser", is_superuser=True),
        account("Staff", is_staff=True),
        account("Group", groups=[ADMIN]),
        account("Direct", "people.delete_person"),
        account("Inactive", "people.delete_person", is_active=False),
    ]


def acts_against(person, by):
    """Return acts of ``by`` that would reduce the person's account or give it other rights."""
    other = factories.person(person.name, user=factories.user())
    values = {"role": Role.PI}
    return [
        lambda: departures.record_departure(person, by, Departure(JUNE)),
        lambda: departures.record_departure(person, by, Departure(JUNE, keeps_account=True)),
        lambda: membership.update_member(person, by, values),
        lambda: membership.update_member(person, by, {}, publishes_directly=True),
        lambda: merging.merge(other, person, by),
    ]


def test_account_with_more_rights_is_not_changed_by_a_pi(pi, stronger):
    for client in stronger:
        before = rights(client.user)
        for act in acts_against(client.person, pi.user):
            with pytest.raises(InvalidState):
                act()
        pi.post(reverse("desk-account", args=[client.person.slug]), {"to": "off"})
        pi.post(reverse("desk-departure", args=[client.person.slug]), {"left": "2025", "account": "own"})
        assert rights(client.user) == before
        client.user.refresh_from_db()
        client.person.refresh_from_db()
        assert client.user.is_active == (client.person.name != "Inactive")
        assert (client.person.left, client.person.role) == (None, Role.PHD)


def test_name_of_an_administrator_can_be_corrected_by_a_pi(pi, stronger):
    for client in stronger:
        membership.update_member(client.person, pi.user, {"name": "Correct Name", "role": Role.PHD})
    assert Person.objects.filter(name="Correct Name").count() == len(stronger)


def test_superuser_changes_every_account(admin, stronger):
    for client in stronger:
        assert holds_rights_of(admin.user, client.user)
        departures.record_departure(client.person, admin.user, Departure(JUNE))
        assert rights(client.user) == NONE


def test_deactivated_account_holds_no_rights_of_others(member):
    former = factories.user(is_superuser=True, is_active=False)
    assert not holds_rights_of(former, member.user)


@pytest.mark.parametrize("verb", ["send-again", "withdraw"])
def test_invitation_of_a_stronger_account_is_out_of_reach(pi, admin, verb):
    """Its new link would let the PI set the password of an administrator."""
    person = factories.invited()
    person.user.is_superuser = True
    person.user.save()
    key = person.user.invitation.key
    response = pi.post(reverse(f"desk-{verb}", args=[person.slug]), follow=True)
    assert "rights that you do not have" in Page(response).text
    assert key == Person.objects.get(pk=person.pk).user.invitation.key
    admin.post(reverse(f"desk-{verb}", args=[person.slug]))
    assert not User.objects.filter(invitation__key=key).exists()


# ---- nobody gives rights that they do not hold ---------------------------------------------------


def test_clerk_makes_nobody_a_pi(clerk, member):
    by, friend = clerk.user, factories.person("Former PI", role=Role.PI)
    former = factories.person("Otto", user=factories.user(), left="2024")
    acts = [
        lambda: membership.update_member(member.person, by, {"role": Role.PI}),
        lambda: membership.update_member(member.person, by, {}, publishes_directly=True),
        lambda: departures.readmit(former, by, PartialDate(2026), Role.PI),
        lambda: invitations.invite(
            Invitee("Ada", "ada@example.org", role=Role.PI), by, member.user.date_joined
        ),
        lambda: invitations.invite(
            Invitee("Former PI", "f@example.org"), by, member.user.date_joined, person=friend
        ),
        lambda: merging.merge(friend, member.person, by),
    ]
    for act in acts:
        with pytest.raises(InvalidState, match="rights that you do not have"):
            act()
    assert not User.objects.filter(groups__name=PI).exists()
    assert rights(member.user) == NONE


def test_clerk_reactivates_a_pi_without_the_group(clerk, pi):
    departures.deactivate_account(pi.user)
    refused = departures.reactivate_account(pi.user, pi.person, clerk.user)
    assert (rights(pi.user), refused) == (NONE, ["the group “PI”"])


def test_clerk_still_invites_students(clerk, member):
    invitee = Invitee("Ada", "ada@example.org", role=Role.PHD)
    invitation = invitations.invite(invitee, clerk.user, member.user.date_joined)
    assert rights(invitation.user) == NONE


def test_deactivated_account_holds_nothing():
    user = factories.user(is_active=False, is_superuser=True)
    assert not holds(user, []) and not holds_rights_of(user, user)


@pytest.mark.parametrize(
    "values",
    [
        {"is_superuser": True},
        {"is_staff": True},
        {"groups": lambda: [Group.objects.get(name=PI).pk]},
        {"user_permissions": lambda: [permission("people.delete_person").pk]},
    ],
    ids=["superuser", "staff", "group", "permission"],
)
def test_nobody_sets_rights_of_an_account_that_they_lack(member, lead, values):
    """Whatever the form offers: it lists only the groups and permissions that the user holds."""
    values = {name: value() if callable(value) else value for name, value in values.items()}
    assert may_set(member.user, lead.user, {}) and not may_set(member.user, lead.user, values)
