"""Brings the demo lab into the database, and tells a demo from everything else.

A database is a demo if it is empty before the first load, or if the admin's log has the entry that a
load leaves. The entry names what was loaded, so a second load finds nothing to do.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from core.images.fields import prepare, store
from labsite.demo import art, synthetic
from labsite.demo.facts.group import LAB, MEMBERSHIPS, PEOPLE, TEAM
from labsite.demo.facts.jiaming_xu import TALKS
from labsite.demo.facts.news import NEWS
from labsite.demo.facts.notices import NOTICES, notice_dates
from labsite.demo.facts.publications import PUBLICATIONS, TOPICS, VENUES
from news.models import NewsItem
from people.groups import set_group
from people.models import Lab, Person, Team
from publications.models import Publication, Topic, Venue
from recruiting.models import Notice

PASSWORD = "labsite-demo"
ADMIN, PI, STUDENT = "admin@example.org", "pi@example.org", "student@example.org"
#: Who each login is; the administrator is nobody in the lab.
LOGINS = {ADMIN: None, PI: "guohao-dai", STUDENT: "jiaming-xu"}


class NotADemo(Exception):
    """The database holds something else; the message says what."""


@dataclass(frozen=True)
class Stamp:
    """What has been loaded: which facts, how much synthetic data, and on which day."""

    facts: str
    scale: int
    day: str

    PATTERN = re.compile(r"Loaded the demo: facts (\w+), scale (\d+), on ([\d-]+)")

    def __str__(self):
        return f"Loaded the demo: facts {self.facts}, scale {self.scale}, on {self.day}"

    @classmethod
    def read(cls) -> "Stamp | None":
        """Returns what the latest load has left; None where no demo is loaded."""
        entries = LogEntry.objects.filter(user__email=ADMIN, change_message__startswith="Loaded the demo: ")
        entry = entries.order_by("-pk").first()
        match = entry and cls.PATTERN.fullmatch(entry.change_message)
        return cls(match[1], int(match[2]), match[3]) if match else None

    def write(self) -> None:
        LogEntry.objects.create(
            user=User.objects.get(email=ADMIN),
            content_type=ContentType.objects.get_for_model(Lab),
            object_id="1",
            object_repr=LAB["name"],
            action_flag=ADDITION,
            change_message=str(self),
        )


def facts_version() -> str:
    """Returns a digest of the code that makes the demo lab; another one means that it has changed."""
    folder = Path(__file__).parent
    sources = [*sorted(folder.glob("*.py")), *sorted(folder.glob("facts/*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]


@transaction.atomic
def load(today: date, scale: int = 0, report: Callable[[int, int], None] = lambda done, total: None) -> bool:
    """Loads what is missing or has changed; says whether there was anything to do.

    Data of a larger scale than asked for stay. ``report`` hears how many synthetic rows of how many are
    written. Raises :class:`NotADemo`.
    """
    before = Stamp.read()
    if before is None:
        refuse_anything_else()
    loaded = before.scale if before else 0
    after = Stamp(facts_version(), max(scale, loaded), today.isoformat())
    if before == after:
        return False
    if before is None or before.facts != after.facts:
        put_facts(today)
    elif before.day != after.day:
        renew_notices(today)
    synthetic.add(range(loaded, after.scale), report)
    after.write()
    return True


def refuse_anything_else() -> None:
    models = [Lab, Person, Team, Publication, NewsItem, Notice, User]
    found = [str(model._meta.verbose_name_plural) for model in models if model.objects.exists()]
    if found:
        raise NotADemo(", ".join(found))


# ---- the facts --------------------------------------------------------------------------------


def put_facts(today: date) -> None:
    Lab.objects.update_or_create(pk=1, defaults=LAB)
    people = {facts["slug"]: put_person(facts) for facts in PEOPLE}
    put_team(people)
    put_publications(people)
    put_talks(people["jiaming-xu"])
    put_news(people["jiaming-xu"])
    for facts in NOTICES:
        put_notice({**facts, **notice_dates(today)[facts["slug"]]})
    put_logins(people)


def put(model, facts: dict, *children: str):
    """Creates or updates the row with this slug, and writes the rows of ``children`` anew."""
    own = {name: value for name, value in facts.items() if name not in children}
    row, _created = model.objects.update_or_create(slug=facts["slug"], defaults=own)
    for name in children:
        related = getattr(row, name)
        related.all().delete()
        for fields in facts.get(name, []):
            related.create(**fields)
    return row


def put_person(facts: dict) -> Person:
    initials = Person(name=facts["name"]).initials
    photo = drawn(art.portrait, facts["name"], initials, folder=Person.photo.field.upload_to)
    children = ("links", "affiliations", "education", "honors", "service")
    return put(Person, {**facts, "photo": photo}, *children)


def put_team(people: dict[str, Person]) -> None:
    memberships = [{**facts, "person": people[facts["person"]]} for facts in MEMBERSHIPS]
    put(Team, {**TEAM, "memberships": memberships}, "memberships")


def put_publications(people: dict[str, Person]) -> None:
    venues = {facts["slug"]: put(Venue, facts) for facts in VENUES}
    topics = {facts["slug"]: put(Topic, facts) for facts in TOPICS}
    members = {person.name: person for person in people.values()}
    for facts in PUBLICATIONS:
        fields = {name: value for name, value in facts.items() if name != "topics"}
        fields["venue"] = venues[facts["venue"]]
        fields["teaser"] = drawn(art.teaser, facts["title"], folder=Publication.teaser.field.upload_to)
        fields["authorships"] = [
            {**author, "person": members.get(author["name"])} for author in facts["authorships"]
        ]
        publication = put(Publication, fields, "authorships", "links")
        publication.topics.set(topics[slug] for slug in facts["topics"])
    Publication.objects.filter(slug__in=[facts["slug"] for facts in PUBLICATIONS]).reindex()


def put_talks(person: Person) -> None:
    person.talks.all().delete()
    for facts in TALKS:
        slug = facts.get("publication")
        publication = Publication.objects.get(slug=slug) if slug else None
        person.talks.create(**{**facts, "publication": publication})


def put_news(person: Person) -> None:
    for facts in NEWS:
        item = put(NewsItem, {name: value for name, value in facts.items() if name != "publications"})
        item.people.set([person])
        item.publications.set(Publication.objects.filter(slug__in=facts.get("publications", [])))


def put_notice(facts: dict) -> None:
    team = Team.objects.get(slug=facts["team"]) if "team" in facts else None
    fields = {**facts, "team": team, "contact_email": PI, "is_published": True}
    put(Notice, fields, "positions")


def renew_notices(today: date) -> None:
    for slug, dates in notice_dates(today).items():
        for notice in Notice.objects.filter(slug=slug):
            for name, value in dates.items():
                setattr(notice, name, value)
            notice.save(update_fields=[*dates, "deadline"])  # which update() would leave as it was


def put_logins(people: dict[str, Person]) -> None:
    """Makes the accounts that are missing; a password that somebody has changed stays."""
    for email, slug in LOGINS.items():
        user = User.objects.filter(email=email).first()
        if user is None:
            create = User.objects.create_superuser if email == ADMIN else User.objects.create_user
            user = create(email, PASSWORD)
        if slug:
            Person.objects.filter(pk=people[slug].pk).update(user=user)
            set_group(user, people[slug].role)


@cache
def drawn(draw: Callable[..., bytes], *words: str, folder: str) -> str:
    """Draws a picture and stores it; returns its name. What has been drawn in this process is kept."""
    return store(prepare(ContentFile(draw(*words))), folder)
