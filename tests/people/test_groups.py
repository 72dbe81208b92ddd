"""Groups of permissions, which every migrate restores, and permissions on one's own objects."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from labsite.groups import GRANTS
from labsite.permissions import editable_by, publishes_directly
from pages.models import Page
from people.groups import ADMIN, MEMBER, PI, set_group
from people.models import Lab, Person, Role, Team
from publications.models import Publication
from recruiting.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", GRANTS)
def test_migrate_restores_the_permissions_of_a_group(name):
    group = Group.objects.get(name=name)
    codenames = set(group.permissions.values_list("codename", flat=True))
    assert codenames
    group.permissions.clear()
    call_command("migrate", verbosity=0)
    assert set(group.permissions.values_list("codename", flat=True)) == codenames


def test_migrate_keeps_additional_permissions():
    group = Group.objects.get(name=MEMBER)
    group.permissions.add(Permission.objects.get(codename="publish_directly"))
    call_command("migrate", verbosity=0)
    assert group.permissions.filter(codename="publish_directly").exists()


def test_declared_permissions_exist():
    declared = {grant for grants in GRANTS.values() for grant in grants if not grant.endswith(".*")}
    existing = {f"{row.content_type.app_label}.{row.codename}" for row in Permission.objects.all()}
    assert declared <= existing


def test_members_only_have_the_permissions_to_propose_and_to_read():
    assert GRANTS[MEMBER] == ["moderation.add_proposal", "pages.read_members_pages"]


def test_group_follows_the_role_and_administrators_keep_theirs():
    user = factories.user()
    user.groups.add(Group.objects.get(name=ADMIN))
    set_group(user, Role.PHD)
    set_group(user, Role.PI)
    assert set(user.groups.values_list("name", flat=True)) == {ADMIN, PI}


def test_members_can_edit_only_their_own_objects(lead, member):
    own = factories.publication("Own", authors=[lead.person])
    factories.publication("Other", authors=[member.person])
    assert list(editable_by(lead.user, Publication)) == [own]
    assert list(editable_by(lead.user, Person)) == [lead.person]
    assert list(editable_by(lead.user, Team)) == [lead.team]
    assert not editable_by(member.user, Team)


def test_only_the_leads_of_a_team_edit_the_team_and_its_openings(lead, member):
    factories.membership(member.person, lead.team, start="2021-09")
    notice = factories.notice(team=lead.team)
    assert list(editable_by(lead.user, Notice)) == [notice]
    assert not editable_by(member.user, Team) and not editable_by(member.user, Notice)


def test_members_edit_pages_that_they_may_read(member):
    page = factories.page("Wiki", is_members_only=True)
    factories.page("Draft", is_public=False)
    assert list(editable_by(member.user, Page)) == [page]


def test_whoever_may_change_the_lab_does_so_without_review(member):
    assert not publishes_directly(member.user, Lab)
    member.user.user_permissions.add(Permission.objects.get(codename="change_lab"))
    assert publishes_directly(type(member.user).objects.get(pk=member.user.pk), Lab)


def test_former_lead_cannot_edit_the_team(lead):
    lead.team.memberships.update(end="2024-01")
    assert not lead.user.has_perm("people.change_team", lead.team)


def test_deactivated_account_has_no_permissions(member):
    member.user.is_active = False
    assert not member.user.has_perm("people.change_person", member.person)


def test_account_without_group_has_no_permissions(member):
    member.user.groups.clear()
    user = type(member.user).objects.get(pk=member.user.pk)
    assert not user.has_perm("people.change_person", member.person)
    assert not user.has_perm("publications.add_publication", Publication)


def test_other_permissions_are_refused(member):
    assert not member.user.has_perm("people.delete_person", member.person)
    assert not member.user.has_perm("auth.change_group", member.person)
    assert not member.user.has_perm("people.add_team", Team)
