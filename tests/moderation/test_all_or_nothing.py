"""Whatever breaks in the middle of an approval leaves the old page, never half of the new one."""

import pytest
from django.utils import timezone

from labsite.editors import PROFILE
from moderation import revisions
from moderation.forms.edit_form import EditForm
from moderation.forms.spec import RowSet
from moderation.models import EditConflict, Proposal, ProposalFile, State
from people.models import Honor, Person, ProfileLink
from tests import factories

pytestmark = pytest.mark.django_db


class PowerCut(Exception):
    pass


@pytest.fixture
def proposal():
    person = factories.person("Ada Example", user=factories.user())
    factories.profile_link(person, position=1)
    content = EditForm(PROFILE, person).published_snapshot
    content["fields"]["interests"] = ["Engines"]
    content["rows"]["links"] = []
    content["rows"]["honors"] = [{"id": "new1", "values": {"title": ["Prize"]}}]
    found = Proposal(editor_key="profile", object_id=person.pk, author=person.user)
    found.save_draft(content, {})
    found.submit(timezone.now())
    return found


@pytest.mark.parametrize(
    ("owner", "step"),
    [
        (Person, "save"),
        (Honor, "save"),
        (ProfileLink, "delete"),
        (EditForm, "_save_rows"),
        (RowSet, "move_aside"),
        (Proposal, "_delete_files"),
        (Proposal, "save"),
        (revisions, "ensure_recorded"),
        (revisions.reversion, "set_user"),
    ],
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_power_cut_at_any_step_leaves_the_old_page(proposal, monkeypatch, owner, step, when):
    before = revisions.current_snapshot(Person.objects.get())
    real = getattr(owner, step)

    def broken(*args, **kwargs):
        if when == "after":
            real(*args, **kwargs)
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, broken)
        with pytest.raises(PowerCut):
            proposal.approve(by=factories.user(), now=timezone.now())
    assert revisions.current_snapshot(Person.objects.get()) == before
    assert Proposal.objects.get().state == State.PENDING
    assert not revisions.versions_of(Person.objects.get()).exists()
    Proposal.objects.get().approve(by=factories.user(), now=timezone.now())
    assert Person.objects.get().interests == "Engines"


def test_of_two_approvals_in_conflict_the_second_publishes_nothing(proposal):
    other = Proposal(editor_key="profile", object_id=proposal.object_id, author=factories.user())
    content = EditForm(PROFILE, Person.objects.get()).published_snapshot
    content["fields"]["interests"] = ["Water"]
    other.save_draft(content)
    other.submit(timezone.now())
    proposal.approve(by=factories.user(), now=timezone.now())
    with pytest.raises(EditConflict):
        other.approve(by=factories.user(), now=timezone.now())
    assert Person.objects.get().interests == "Engines"


def test_a_waiting_file_goes_with_a_new_one_for_the_same_field(proposal):
    for colour in ("red", "blue"):
        Proposal.objects.get().save_draft(proposal.content, {"photo": factories.picture(colour=colour)})
    assert ProposalFile.objects.count() == 1
