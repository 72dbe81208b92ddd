"""Steps of a submission and its review."""

from django.urls import reverse

from moderation import revisions
from moderation.models import Proposal
from people.models import Person
from tests import factories
from tests.editor_forms import new_row, send

PROFILE = "/me/profile/"


def submit_change(member):
    """Submit a change of a member's profile: other interests, another honor, a new link."""
    factories.honor(member.person, "Old prize")
    send(
        member,
        PROFILE,
        interests="Engines of difference",
        honors__0__title="New prize",
        **new_row("links", 0, kind="github", url="https://example.org/mei"),
    )
    return Proposal.objects.get()


def review_page(reviewer, proposal):
    return reviewer.get(reverse("review-proposal", args=[proposal.pk]))


def decide(reviewer, proposal, do="approve", **data):
    return reviewer.post(reverse("decide"), {"proposal": proposal.pk, "do": do, **data}, follow=True)


def interests_of(client):
    return Person.objects.get(pk=client.person.pk).interests


def versions_of(client):
    return list(revisions.versions_of(client.person))
