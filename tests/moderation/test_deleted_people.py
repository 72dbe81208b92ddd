"""A deleted person comes back as recorded, with what a revert of an existing profile leaves alone."""

import pytest

from moderation import revisions
from moderation.reverting import revert
from people import merging
from people.models import Person, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def former():
    return factories.person(
        "Ada Example", role=Role.POSTDOC, joined="2019-09", left="2022-06", is_public=False, user=None
    )


def assert_is_back(person):
    person = Person.objects.get(pk=person.pk)
    assert (person.role, str(person.joined), str(person.left)) == (Role.POSTDOC, "2019-09", "2022-06")
    assert not person.is_public
    assert not person.is_current()
    assert person.slug == "ada-example"


def test_hidden_former_member_stays_hidden_and_former(pi, former):
    revisions.ensure_recorded(former)
    version = revisions.versions_of(former)[0]
    former.delete()
    assert_is_back(revert(version, pi.user).instance)


def test_person_merged_by_mistake_comes_back_as_they_were(pi, former):
    twin = factories.person("Augusta Example", slug="twin")
    merging.merge(twin, former, pi.user)
    version = revisions.deleted_objects()[0]
    assert version.object_repr == "Ada Example"
    assert_is_back(revert(version, pi.user).instance)


def test_account_of_a_deleted_person_is_not_connected_again(pi):
    account = factories.user("ada@example.org")
    person = factories.person("Ada Example", user=account)
    revisions.ensure_recorded(person)
    version = revisions.versions_of(person)[0]
    person.delete()
    assert revert(version, pi.user).instance.user is None


def test_profile_that_exists_keeps_what_the_lab_decides(pi, former):
    revisions.ensure_recorded(former)
    version = revisions.versions_of(former)[0]
    Person.objects.filter(pk=former.pk).update(role=Role.FACULTY, left=None, is_public=True, bio="New")
    person = revert(version, pi.user).instance
    assert (person.role, person.left, person.is_public, person.bio) == (Role.FACULTY, None, True, "")
