"""Role, group and direct publishing of a member, as set by the PI."""

import pytest

from core.exceptions import InvalidState
from core.partial_dates import PartialDate
from people import departures, membership
from people.departures import Departure
from people.models import Role

pytestmark = pytest.mark.django_db


def groups(user) -> list[str]:
    return [group.name for group in user.groups.all()]


def test_new_role_changes_the_group_of_the_account(pi, member):
    membership.update_member(member.person, pi.user, {"role": Role.PI})
    assert groups(member.user) == ["PI"]
    membership.update_member(member.person, pi.user, {"role": Role.POSTDOC})
    assert groups(member.user) == ["Member"]


def test_direct_publishing_is_granted_and_revoked(pi, member):
    membership.update_member(member.person, pi.user, {}, publishes_directly=True)
    assert member.user.has_perm("moderation.publish_directly")
    membership.update_member(member.person, pi.user, {}, publishes_directly=False)
    assert not membership.may_publish_directly(member.user)


def test_pi_cannot_give_up_the_pi_role_by_mistake(pi):
    with pytest.raises(InvalidState):
        membership.update_member(pi.person, pi.user, {"role": Role.FACULTY})
    assert groups(pi.user) == ["PI"]


def test_former_member_gets_no_permissions_with_a_new_role(pi, member):
    departure = Departure(PartialDate(2025, 6), keeps_account=True)
    departures.record_departure(member.person, pi.user, departure)
    membership.update_member(member.person, pi.user, {"role": Role.PI})
    assert groups(member.user) == ["Member"]
