"""What a submission may become, and who has the last word when two people act on one."""

import pytest
from django.utils import timezone
from reversion.models import Revision

from core.exceptions import InvalidState
from labsite.editors import PROFILE
from moderation.forms.edit_form import EditForm
from moderation.models import Proposal, State
from people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def draft():
    """A draft of Ada, who has typed her interests."""
    person = factories.person("Ada Example", user=factories.user())
    proposal = Proposal(editor_key="profile", object_id=person.pk, author=person.user)
    proposal.save_draft(typed(person, "Engines"))
    return proposal


@pytest.fixture
def pending(draft):
    draft.submit(NOW)
    return draft


def typed(person, interests):
    snapshot = EditForm(PROFILE, person).published_snapshot
    snapshot["fields"]["interests"] = [interests]
    return snapshot


ACTIONS = {
    "approve": lambda proposal: proposal.approve(by=factories.user(), now=NOW),
    "return": lambda proposal: proposal.return_to_author(by=factories.user(), reason="Why?", now=NOW),
    "withdraw": lambda proposal: proposal.withdraw(),
    "reopen": lambda proposal: proposal.reopen(),
    "save": lambda proposal: proposal.save_draft(typed(proposal.instance, "Clocks")),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_whoever_has_an_outdated_copy_changes_nothing(pending, action):
    outdated = Proposal.objects.get()
    pending.reopen()
    pending.submit(timezone.now())
    with pytest.raises(InvalidState):
        ACTIONS[action](outdated)
    assert Proposal.objects.get().state == State.PENDING and not Person.objects.get().interests


@pytest.mark.parametrize("action", ACTIONS)
def test_approved_submission_is_final(pending, action):
    pending.approve(by=factories.user(), now=NOW)
    with pytest.raises(InvalidState):
        ACTIONS[action](pending)
    assert Proposal.objects.get().state == State.APPROVED and Person.objects.get().interests == "Engines"


def test_draft_of_a_deleted_page_cannot_be_submitted(draft):
    Person.objects.all().delete()
    draft.clear_cached()
    with pytest.raises(InvalidState):
        draft.submit(NOW)
    assert Proposal.objects.get().state == State.DRAFT


def test_approved_submission_keeps_the_versions_before_and_after(pending):
    Person.objects.update(bio="Changed meanwhile.")
    before = EditForm(PROFILE, Person.objects.get()).published_snapshot
    pending.approve(by=factories.user(), now=NOW)
    after = EditForm(PROFILE, Person.objects.get()).published_snapshot
    assert (pending.base, pending.content) == (before, after)


def test_withdrawn_submission_stays_closed_while_a_newer_one_is_open(pending):
    pending.withdraw()
    newer = Proposal(editor_key="profile", object_id=pending.object_id, author=pending.author)
    newer.save_draft(typed(pending.instance, "Clocks"))
    with pytest.raises(InvalidState):
        pending.reopen()


def test_version_names_the_author_where_somebody_else_publishes(pending):
    pending.approve(by=factories.user(), now=NOW)
    own = Proposal(editor_key="profile", object_id=pending.object_id, author=pending.author)
    own.save_draft(typed(pending.instance, "Clocks"))
    own.approve(by=pending.author, now=NOW)
    comments = Revision.objects.order_by("-pk").values_list("comment", flat=True)[:2]
    assert list(comments) == ["", f"Submitted by {pending.author}"]
