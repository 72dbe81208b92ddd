"""Talks in the form of a profile, each with one of the person's publications."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from moderation.models import Proposal
from publications.models import Talk
from tests import factories
from tests.editor_forms import send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
URL = "/me/profile/"


@pytest.fixture
def papers(member):
    return [factories.publication(f"On Engines {number}", [member.person]) for number in range(9)]


def add_talks(person, papers):
    for paper in papers:
        factories.talk(person, f"About {paper}", publication=paper)


def test_publications_to_choose_from_are_fetched_once_for_all_talks(member, papers):
    add_talks(member.person, papers)
    send(member, URL, do="draft", bio="Changed")
    with CaptureQueriesContext(connection) as queries:
        assert member.get(URL).status_code == 200
    assert sum('"publications_publication"."title"' in query["sql"] for query in queries) == 1


def test_submission_with_many_talks_can_be_reviewed(member, pi, papers):
    add_talks(member.person, papers)
    send(member, URL, bio="Changed")
    assert pi.get(f"/desk/review/{Proposal.objects.get().pk}/").status_code == 200


def test_talk_takes_only_publications_of_the_person(pi, papers):
    own = factories.publication("On Own Engines", [pi.person])
    add_talks(pi.person, [own])
    send(pi, URL)
    assert Talk.objects.get().publication == own
    assert send(pi, URL, talks__0__publication=str(papers[0].pk)).status_code == 422
    assert send(pi, URL, talks__0__publication="").status_code == 302
    assert Talk.objects.get().publication is None
