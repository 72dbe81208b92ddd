"""Roles are groups whose permissions are declared in code and restored by every migrate."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from labsite.groups import GRANTS
from labsite.permissions import editable_by
from people.groups import ADMIN, MEMBER, PI, set_group
from people.models import Person, Role, Team
from publications.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", GRANTS)
def test_a_migrate_restores_what_a_group_holds(name):
    group = Group.objects.get(name=name)
    held = set(group.permissions.values_list("codename", flat=True))
    assert held
    group.permissions.clear()
    call_command("migrate", verbosity=0)
    assert set(group.permissions.values_list("codename", flat=True)) == held


def test_a_migrate_keeps_what_was_granted_besides():
    group = Group.objects.get(name=MEMBER)
    group.permissions.add(Permission.objects.get(codename="publish_directly"))
    call_command("migrate", verbosity=0)
    assert group.permissions.filter(codename="publish_directly").exists()


def test_every_declared_permission_exists():
    declared = {grant for grants in GRANTS.values() for grant in grants if not grant.endswith(".*")}
    known = {f"{one.content_type.app_label}.{one.codename}" for one in Permission.objects.all()}
    assert declared <= known


def test_a_member_holds_nothing_but_to_propose():
    assert GRANTS[MEMBER] == ["moderation.add_proposal"]


def test_the_group_follows_the_role_and_that_of_an_administrator_stays():
    user = factories.user()
    user.groups.add(Group.objects.get(name=ADMIN))
    set_group(user, Role.PHD)
    set_group(user, Role.PI)
    assert set(user.groups.values_list("name", flat=True)) == {ADMIN, PI}


def test_what_is_ones_own_is_editable_and_nothing_else(lead, member):
    own = factories.publication("Own", authors=[lead.person])
    factories.publication("Other", authors=[member.person])
    assert list(editable_by(lead.user, Publication)) == [own]
    assert list(editable_by(lead.user, Person)) == [lead.person]
    assert list(editable_by(lead.user, Team)) == [lead.team]
    assert not editable_by(member.user, Team)


def test_who_leads_no_more_edits_the_team_no_more(lead):
    lead.team.memberships.update(end="2024-01")
    assert not lead.user.has_perm("people.change_team", lead.team)


def test_an_account_that_is_off_may_nothing(member):
    member.user.is_active = False
    assert not member.user.has_perm("people.change_person", member.person)


def test_an_account_without_the_group_may_nothing(member):
    member.user.groups.clear()
    user = type(member.user).objects.get(pk=member.user.pk)
    assert not user.has_perm("people.change_person", member.person)
    assert not user.has_perm("publications.add_publication", Publication)


def test_a_permission_that_no_rule_knows_is_refused(member):
    assert not member.user.has_perm("people.delete_person", member.person)
    assert not member.user.has_perm("auth.change_group", member.person)
    assert not member.user.has_perm("people.add_team", Team)
