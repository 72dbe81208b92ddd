"""The checklist of a complete profile, and whose profile is due for confirmation."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _

from core.months import months_before
from moderation.forms.snapshot import Snapshot
from people.models import Lab, Person

SCHOLARLY_KINDS = {"google-scholar", "orcid", "dblp", "semantic-scholar"}


@dataclass(frozen=True)
class Item:
    """An item of the checklist; ``section`` is the section of the profile form where it is filled in."""

    section: str
    text: str
    is_done: bool
    #: Whether a submission that waits for review has it.
    is_submitted: bool = False


def checklist(person: Person, submitted: Snapshot | None = None) -> list[Item]:
    """Return the items of a complete profile, and whether this profile has each of them.

    ``submitted`` is the profile as submitted for review, if the person has a submission that waits.
    """
    kinds = set(person.links.values_list("kind", flat=True))
    done = {
        "photo": bool(person.photo),
        "interests": bool(person.interests or person.interests_zh),
        "bio": bool(person.bio or person.bio_zh),
        "affiliations": person.affiliations.exists(),
        "education": person.education.exists(),
        "links": bool(kinds & SCHOLARLY_KINDS),
    }
    waiting = _content_of(submitted) if submitted else {}
    items = [
        ("photo", "photo", _("Photo")),
        ("about", "interests", _("Research interests")),
        ("about", "bio", _("Biography")),
        ("affiliations", "affiliations", _("Affiliation")),
        ("education", "education", _("Education")),
        ("links", "links", _("A link to your publications elsewhere, e.g. ORCID")),
    ]
    return [
        Item(section, text, done[key], is_submitted=not done[key] and waiting.get(key, False))
        for section, key, text in items
    ]


def _content_of(snapshot: Snapshot) -> dict[str, bool]:
    """Return which items of the checklist a snapshot of a profile has."""
    fields, rows = snapshot["fields"], snapshot["rows"]
    kinds = {kind for row in rows.get("links", []) for kind in row["values"].get("kind", [])}
    return {
        "photo": any(fields.get("photo", [])),
        "interests": any(fields.get("interests", []) + fields.get("interests_zh", [])),
        "bio": any(fields.get("bio", []) + fields.get("bio_zh", [])),
        "affiliations": bool(rows.get("affiliations")),
        "education": bool(rows.get("education")),
        "links": bool(kinds & SCHOLARLY_KINDS),
    }


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
