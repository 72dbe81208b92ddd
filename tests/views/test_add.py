"""The form of a new object: what it starts with, and what happens when it is sent again."""

import pytest

from labsite.views.add_view import AddView
from moderation.models import Proposal, State
from news.models import NewsItem
from tests.editor_forms import form_data, new_row, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OWN = {
    "/me/news/add/": "people",
    "/me/projects/add/": "members-0-person",
    "/me/publications/add/": "authorships-0-person",
}
ADD, TEAM = "/me/news/add/", "/me/teams/add/"


@pytest.mark.parametrize(("path", "name"), OWN.items())
def test_member_belongs_to_what_the_member_adds(member, pi, path, name):
    own = [[str(member.person.pk)], [member.person.name]]
    assert form_data(member.get(path)).get(name) in own
    assert not form_data(pi.get(path)).get(name)


@pytest.mark.parametrize("first", ["draft", "send"])
def test_same_form_sent_twice_is_one_submission(member, first):
    send(member, ADD, do=first, body="Looms")
    send(member, ADD, body="Looms")
    assert Proposal.objects.get().state == State.PENDING
    send(member, ADD, body="Yarn")
    assert Proposal.objects.count() == 2


def test_same_form_is_published_once(pi):
    send(pi, ADD, body="Looms")
    send(pi, ADD, body="Looms")
    assert "You have just published the same content." in pi.get("/me/news/").content.decode()
    NewsItem.objects.get().delete()
    send(pi, ADD, body="Looms")
    assert NewsItem.objects.count() == 1


def test_rows_count_and_their_ids_do_not(pi):
    for person in (pi.person.name, pi.person.name, ""):
        rows = new_row("memberships", 0, person=person, start="2024") if person else {}
        send(pi, TEAM, name="Looms", **rows)
    assert Proposal.objects.count() == 2


def test_withdrawn_submission_can_be_sent_again(member):
    send(member, ADD, body="Looms")
    Proposal.objects.get().withdraw()
    send(member, ADD, body="Looms")
    assert Proposal.objects.pending().count() == 1


@pytest.mark.parametrize("do", ["draft", "send"])
def test_double_click_adds_one_object(pi, monkeypatch, do):
    """The second request looks for the first one before that is stored, and again once it has the lock."""
    send(pi, ADD, do=do, body="Looms")
    earlier, answers = AddView._earlier, [lambda *_args: None]
    monkeypatch.setattr(AddView, "_earlier", lambda *args: (answers.pop() if answers else earlier)(*args))
    send(pi, ADD, do=do, body="Looms")
    assert (Proposal.objects.count(), NewsItem.objects.count()) == (1, 1 if do == "send" else 0)
