"""Pending work of a reviewer: the numbers at the top of the PI's dashboard."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import ngettext

from moderation.models import Proposal
from projects.funding import linkable_count
from recruiting.models import Application, ApplicationState


class Waiting(NamedTuple):
    """The number of pending items, in words, and the URL of the page that lists them."""

    url: str
    text: str


def waiting_for(user) -> list[Waiting]:
    """Return the pending work of a user who reviews submissions, without kinds that have none."""
    submissions = Proposal.objects.pending().count()
    applications = _new_applications(user)
    papers = linkable_count(user)
    parts = [
        (
            submissions,
            reverse("desk") + "#queue",
            ngettext("%(number)d submission to review", "%(number)d submissions to review", submissions),
        ),
        (
            applications,
            reverse("applications") + "?state=new",
            ngettext("%(number)d new application", "%(number)d new applications", applications),
        ),
        (
            papers,
            reverse("desk-grants"),
            ngettext("%(number)d paper to link to its grant", "%(number)d papers to link to grants", papers),
        ),
    ]
    return [Waiting(url, text % {"number": number}) for number, url, text in parts if number]


def _new_applications(user) -> int:
    new = Application.objects.reviewable_by(user).confirmed().filter(state=ApplicationState.NEW)
    return new.count()
