"""An approval that fails at any step changes nothing on the published page."""

import pytest
from django.utils import timezone

from core.exceptions import InvalidState
from labsite.editors import PROFILE
from moderation import recorded_states, revisions
from moderation.forms.edit_form import EditForm
from moderation.forms.spec import RowSet
from moderation.models import EditConflict, Proposal, ProposalFile, State
from people.models import Honor, Person, ProfileLink
from projects.models import Project
from tests import factories

pytestmark = pytest.mark.django_db


class PowerCut(Exception):
    """A failure that no code expects."""


@pytest.fixture
def proposal():
    person = factories.person("Ada Example", user=factories.user())
    factories.profile_link(person, position=1)
    snapshot = EditForm(PROFILE, person).published_snapshot
    snapshot["fields"]["interests"] = ["Engines"]
    snapshot["rows"]["links"] = []
    snapshot["rows"]["honors"] = [{"id": "new1", "values": {"title": ["Prize"]}}]
    proposal = Proposal(editor_key="profile", object_id=person.pk, author=person.user)
    proposal.save_draft(snapshot, {})
    proposal.submit(timezone.now())
    return proposal


@pytest.mark.parametrize(
    ("owner", "step"),
    [
        (Person, "save"),
        (Honor, "save"),
        (ProfileLink, "delete"),
        (EditForm, "_save_rows"),
        (RowSet, "move_aside"),
        (Proposal, "delete_files"),
        (Proposal, "save"),
        (revisions, "ensure_all_recorded"),
        (revisions.reversion, "set_user"),
    ],
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_power_cut_at_any_step_leaves_the_old_page(proposal, monkeypatch, owner, step, when):
    before = recorded_states.current_snapshot(Person.objects.get())
    original = getattr(owner, step)

    def failing(*args, **kwargs):
        if when == "after":
            original(*args, **kwargs)
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, failing)
        with pytest.raises(PowerCut):
            proposal.approve(by=factories.user(), now=timezone.now())
    assert recorded_states.current_snapshot(Person.objects.get()) == before
    assert Proposal.objects.get().state == State.PENDING
    versions = revisions.versions_of(Person.objects.get())
    assert [recorded_states.recorded_snapshot(version) for version in versions] in ([], [before])
    Proposal.objects.get().approve(by=factories.user(), now=timezone.now())
    assert Person.objects.get().interests == "Engines"


def test_second_of_two_conflicting_approvals_publishes_nothing(proposal):
    other = Proposal(editor_key="profile", object_id=proposal.object_id, author=factories.user())
    snapshot = EditForm(PROFILE, Person.objects.get()).published_snapshot
    snapshot["fields"]["interests"] = ["Water"]
    other.save_draft(snapshot)
    other.submit(timezone.now())
    proposal.approve(by=factories.user(), now=timezone.now())
    with pytest.raises(EditConflict):
        other.approve(by=factories.user(), now=timezone.now())
    assert Person.objects.get().interests == "Engines"


def test_new_upload_replaces_the_pending_file_of_its_field(proposal):
    for colour in ("red", "blue"):
        Proposal.objects.get().save_draft(proposal.content, {"photo": factories.picture(colour=colour)})
    assert ProposalFile.objects.count() == 1


def test_withdrawn_draft_is_not_submitted_by_a_request_that_read_it_before(proposal):
    proposal.reopen()
    read_before = Proposal.objects.get()
    proposal.withdraw()
    with pytest.raises(InvalidState):
        read_before.submit(timezone.now())
    assert Proposal.objects.get().state == State.WITHDRAWN


def test_new_objects_that_are_published_at_once_get_addresses_of_their_own(pi, monkeypatch):
    factories.project("Steam")
    proposal = Proposal(editor_key="project", author=pi.user)
    proposal.save_draft({"fields": {"title": ["Steam"]}, "rows": {}})
    is_taken, asked = Project.slug_is_taken, []

    def is_taken_later(slug, **other):
        """Answer at first as if the other project were not committed yet."""
        asked.append(slug)
        return len(asked) > 1 and is_taken(slug, **other)

    monkeypatch.setattr(Project, "slug_is_taken", staticmethod(is_taken_later))
    assert proposal.approve(by=pi.user, now=timezone.now()).slug == "steam-2"
