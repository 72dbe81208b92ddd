"""The checklist of a complete profile, and whose profile is due for confirmation."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _

from core.months import months_before
from people.models import Lab, Person


@dataclass(frozen=True)
class Item:
    """An item of the checklist; ``section`` is the section of the profile form where it is filled in."""

    section: str
    text: str
    is_done: bool


def checklist(person: Person) -> list[Item]:
    """Return the items of a complete profile, and whether this profile has each of them."""
    scholarly_kinds = {"google-scholar", "orcid", "dblp", "semantic-scholar"}
    kinds = set(person.links.values_list("kind", flat=True))
    return [
        Item("photo", _("Photo"), bool(person.photo)),
        Item("about", _("Research interests"), bool(person.interests or person.interests_zh)),
        Item("about", _("Biography"), bool(person.bio or person.bio_zh)),
        Item("affiliations", _("Affiliation"), person.affiliations.exists()),
        Item("education", _("Education"), person.education.exists()),
        Item("links", _("A link to your publications elsewhere, e.g. ORCID"), bool(kinds & scholarly_kinds)),
    ]


def unconfirmed(lab: Lab, on: date):
    """Return the current members with an account whose profile is due for confirmation, longest due first.

    A profile is due ``lab.confirm_every`` months after it was confirmed or created; never if that is 0.
    """
    people = Person.objects.current(on).filter(user__is_active=True, is_public=True)
    if not lab.confirm_every:
        return people.none()
    due = months_before(on, lab.confirm_every)
    dated = people.annotate(since=Coalesce("confirmed", TruncDate("created")))
    return dated.filter(since__lte=due).order_by("since", "name")


def to_be_reminded(lab: Lab, on: date):
    """Return the ``unconfirmed`` members who have not been reminded since their profile became due."""
    due = months_before(on, lab.confirm_every)
    return unconfirmed(lab, on).filter(
        Q(reminded=None) | Q(reminded__lte=due) | Q(reminded__lt=F("confirmed"))
    )
