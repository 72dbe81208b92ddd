"""A former name in many places is replaced by a task, in small parts, whatever happens meanwhile."""

import pytest

from core import batches
from core.tasks import running
from labsite.former_names import replacement
from labsite.former_names.replacement import Replacement
from labsite.former_names.stored_names import Change, write_changes
from moderation.models import Proposal
from people.models import Person
from publications.models import Authorship
from tests import factories
from tests.views.former_name_steps import (
    FORMER,
    give_former_name,
    places_of,
    remove,
    store_copies,
)
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(member):
    """A member with a former name in everything that the site stores."""
    return give_former_name(member)


@pytest.fixture
def in_parts(monkeypatch):
    """Leave the papers and copies to a task that writes two rows at a time; note how many it wrote."""
    sizes = []

    def noted(changes):
        sizes.append(len(changes))
        return write_changes(changes)

    monkeypatch.setattr(replacement, "PAPERS_AT_ONCE", 0)
    monkeypatch.setattr(replacement, "write_changes", noted)
    monkeypatch.setattr(batches, "MAX_ITEMS", 2)
    return sizes


def test_many_copies_are_left_to_a_task_that_writes_them_in_parts(ada, member, in_parts):
    store_copies(ada, member.user)
    page = Page(member.get(remove(member).url))
    assert "It is being removed from papers and earlier versions now" in page.text
    assert Person.objects.get(pk=ada.pk).aliases == "" and in_parts == []
    assert running.run_queued() == (1, [])
    assert places_of(FORMER) == [] and places_of("augusta-byron") == []
    assert max(in_parts) == 2 and len(in_parts) > 5


def test_papers_with_many_authors_are_left_to_the_task(ada, member, monkeypatch):
    monkeypatch.setattr(replacement, "AUTHORS_AT_ONCE", 1)
    remove(member)
    assert Authorship.objects.filter(name=FORMER).exists()
    assert running.run_queued() == (1, [])
    assert not Authorship.objects.filter(name=FORMER).exists()


def test_papers_with_many_authors_are_reprinted_in_small_batches(ada, member, in_parts, monkeypatch):
    for number in (1, 1, 4):
        others = [f"Other {index}" for index in range(number)]
        factories.publication("On Cards", [{"name": FORMER, "person": ada}, *others])
    sizes, reprint = [], Replacement._reprint

    def noted(replacement, model, keys, renaming):
        sizes.append(len(keys))
        reprint(replacement, model, keys, renaming)

    monkeypatch.setattr(Replacement, "_reprint", noted)
    monkeypatch.setattr(batches, "MAX_ITEMS", 100)
    monkeypatch.setattr(batches, "FIRST_WEIGHT", 6)
    monkeypatch.setattr(batches, "MAX_WEIGHT", 6)
    remove(member)
    running.run_queued()
    assert sizes == [3, 1] and not Authorship.objects.filter(name=FORMER).exists()


def test_removal_that_was_interrupted_continues_with_the_rest(ada, member, in_parts, monkeypatch):
    store_copies(ada, member.user)
    remove(member)
    with monkeypatch.context() as patch:
        patch.setattr(replacement, "write_changes", lambda changes: 1 / 0)
        assert running.run_queued()[0] == 0
    assert places_of(FORMER)
    assert running.run_queued() == (1, [])
    assert places_of(FORMER) == []


def test_removal_of_a_person_who_was_deleted_meanwhile_ends(ada, member, in_parts):
    remove(member)
    Person.objects.filter(pk=ada.pk).delete()
    assert running.run_queued() == (1, [])


def test_copy_that_somebody_has_changed_meanwhile_is_not_overwritten(member):
    proposal = Proposal.objects.create(editor_key="profile", author=member.user, title=FORMER)
    change = Change(Proposal.objects.get(), {"title": "Ada Example"})
    Proposal.objects.update(title="Something else")
    assert write_changes([change]) == 1
    assert Proposal.objects.get(pk=proposal.pk).title == "Something else"
