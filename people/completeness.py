"""What a profile still lacks, and when it was last looked at by its owner."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _

from core.months import months_before
from people.models import Lab, Person


@dataclass(frozen=True)
class Item:
    """A point of the checklist; ``section`` is the part of the form where it is filled in."""

    section: str
    text: str
    is_done: bool


def checklist(person: Person) -> list[Item]:
    """Returns what a complete profile has, and whether this one has it."""
    scholarly = {"google-scholar", "orcid", "dblp", "semantic-scholar"}
    kinds = set(person.links.values_list("kind", flat=True))
    return [
        Item("photo", _("A photo"), bool(person.photo)),
        Item("about", _("Research interests in one line"), bool(person.interests or person.interests_zh)),
        Item("about", _("A biography"), bool(person.bio or person.bio_zh)),
        Item("affiliations", _("Where you belong to"), person.affiliations.exists()),
        Item("education", _("What you study or have studied"), person.education.exists()),
        Item("links", _("A link to your papers elsewhere, such as ORCID"), bool(kinds & scholarly)),
    ]


def unconfirmed(lab: Lab, on: date):
    """Returns the current members with an account whose page nobody has confirmed for the lab's time.

    A page counts as confirmed on the day it was made. Longest first; none if the lab does not ask.
    """
    people = Person.objects.current(on).filter(user__is_active=True, is_public=True)
    if not lab.confirm_every:
        return people.none()
    due = months_before(on, lab.confirm_every)
    since = people.annotate(since=Coalesce("confirmed", TruncDate("created")))
    return since.filter(since__lte=due).order_by("since", "name")


def to_be_reminded(lab: Lab, on: date):
    """Returns those of ``unconfirmed`` who have not been reminded in this period yet."""
    due = months_before(on, lab.confirm_every)
    return unconfirmed(lab, on).filter(
        Q(reminded=None) | Q(reminded__lte=due) | Q(reminded__lt=F("confirmed"))
    )
