"""Talks and honors that several members share, once one of these is merged, erased or deleted."""

import pytest
from django.utils import timezone
from reversion.models import Version

from core.personal_data import DataSubject
from moderation.models import Proposal
from moderation.reverting import revert
from people import erasure, merging
from people.models import Honor, Person
from people.personal_data import ProfileData, subject_of
from publications.models import Talk
from publications.personal_data import TalkData
from tests import factories
from tests.editor_forms import approve, new_row, send

from .shared_rows import shared_honor, titles

pytestmark = pytest.mark.django_db


def test_merged_person_keeps_shared_rows_once(member, lead, pi):
    duplicate = factories.person("Mei M.")
    shared_honor(member, duplicate, title="Both of one person")
    factories.honor(duplicate, "Own of the duplicate").colleagues.set([lead.person])
    merging.merge(member.person, duplicate, pi.user)
    assert sorted(titles(Honor, member.person)) == ["Both of one person", "Own of the duplicate"]
    assert [list(honor.colleagues.all()) for honor in Honor.objects.order_by("title")] == [[], [lead.person]]


def test_merged_people_who_both_shared_a_row_share_it_once(member, lead, pi):
    duplicate = factories.person("Mei M.")
    honor = shared_honor(lead, member.person, duplicate)
    merging.merge(member.person, duplicate, pi.user)
    assert list(honor.colleagues.all()) == [member.person]
    assert titles(Honor, member.person) == ["Shared Prize"]


def test_row_that_the_admin_shares_with_its_own_person_can_be_left(member):
    honor = shared_honor(member, member.person)
    honor.leave(member.person)
    assert not Honor.objects.exists()


def test_undone_merge_gives_the_rows_back_and_the_other_keeps_none(member, lead, pi):
    duplicate = factories.person("Mei M.")
    factories.honor(duplicate, "Own of the duplicate").colleagues.set([lead.person])
    key = duplicate.pk
    merging.merge(member.person, duplicate, pi.user)
    restored = revert(Version.objects.get_deleted(Person).get(object_id=key), pi.user).instance
    assert restored.pk == key
    for person, expected in ((member.person, 0), (restored, 1), (lead.person, 1)):
        assert len(titles(Honor, person)) == expected


def test_merge_moves_a_place_and_its_undoing_moves_it_back(member, lead, pi):
    duplicate = factories.person("Mei M.")
    honor, key = shared_honor(lead, duplicate, pi.person), duplicate.pk
    merging.merge(member.person, duplicate, pi.user)
    assert honor.holders() == {lead.person.pk, member.person.pk, pi.person.pk}
    version = Version.objects.get_deleted(Person).get(object_id=key)
    revert(version, pi.user)
    assert honor.holders() == {lead.person.pk, key, pi.person.pk}


def test_undone_merge_leaves_the_other_a_place_of_their_own(member, lead, pi):
    duplicate = factories.person("Mei M.")
    honor = shared_honor(lead, member.person, duplicate)
    key = duplicate.pk
    merging.merge(member.person, duplicate, pi.user)
    revert(Version.objects.get_deleted(Person).get(object_id=key), pi.user)
    assert honor.holders() == {lead.person.pk, member.person.pk, key}


def test_erased_person_disappears_from_the_submissions_of_colleagues_and_their_rows_stay(lead, pi):
    gone = factories.person("Gone Person", left="2020")
    row = new_row("honors", 0, title="Prize", colleagues=gone.name)
    send(lead, "/me/profile/", **row)
    erasure.erase(gone, pi.user, timezone.localdate())
    assert "Gone" not in str(Proposal.objects.get().content)
    approve(pi)
    assert titles(Honor, lead.person) == ["Prize"]


def test_erased_person_leaves_shared_rows_to_the_others(member, pi):
    gone = factories.person("Gone Person", left="2020")
    honor, talk = factories.honor(gone, "Shared"), factories.talk(gone, "Alone")
    honor.colleagues.add(member.person)
    theirs = factories.talk(member.person, "Of the member")
    theirs.colleagues.add(gone)
    subject = DataSubject(gone, None, gone.all_names)
    assert [record["title"] for record in TalkData().records(subject)] == ["Alone", "Of the member"]
    assert list(TalkData().deleted(subject)) == ["1 talk"]
    erasure.erase(gone, pi.user, timezone.localdate())
    assert (Honor.objects.get().person, list(Talk.objects.all())) == (member.person, [theirs])
    assert not theirs.colleagues.exists() and not Talk.objects.filter(pk=talk.pk).exists()


def test_archive_has_the_honors_that_others_entered(member, lead):
    shared_honor(member, lead.person)
    for person, other in ((lead.person, member.person), (member.person, lead.person)):
        (record,) = [row for row in ProfileData().records(subject_of(person)) if "shared_with" in row]
        assert (record["title"], record["shared_with"]) == ("Shared Prize", [other.name])


def test_deleting_a_person_in_the_admin_leaves_shared_rows_to_the_others(admin, member, lead):
    shared_honor(member, lead.person)
    admin.post(f"/admin/people/person/{member.person.pk}/delete/", {"post": "yes"})
    assert not Person.objects.filter(pk=member.person.pk).exists()
    assert Honor.objects.get().person == lead.person


def test_merging_two_colleagues_of_a_row_leaves_one_of_them(member, lead, pi):
    duplicate = factories.person("Mei M.")
    honor = shared_honor(lead, member.person, duplicate)
    merging.merge(member.person, duplicate, pi.user)
    assert list(honor.colleagues.all()) == [member.person]
