"""Load the demo lab, and refuse a database with other content.

A load leaves an entry in the admin log that names what was loaded. A database is a demo if it is empty or has
such an entry, and a second load has nothing to do.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.images.fields import PictureField, store
from labsite.demo import art, synthetic, waiting
from labsite.demo.facts.group import LAB, MEMBERSHIPS, PEOPLE, TEAM
from labsite.demo.facts.jiaming_xu import TALKS
from labsite.demo.facts.news import NEWS
from labsite.demo.facts.notices import NOTICES, notice_dates
from labsite.demo.facts.pages import MENU, PAGES
from labsite.demo.facts.projects import GRANT, PROJECTS
from labsite.demo.facts.publications import PUBLICATIONS, TOPICS, VENUES
from news.models import NewsItem
from pages.models import Menu, Page
from people.groups import set_group
from people.models import Lab, Person, Team
from projects.models import Grant, Project
from publications.models import Publication, Topic, Venue
from recruiting.models import Notice

PASSWORD = "labsite-demo"
ADMIN, PI, STUDENT = "admin@example.org", "pi@example.org", "student@example.org"
#: The slug of the person of each account; the administrator is not a member of the lab.
LOGINS = {ADMIN: None, PI: "guohao-dai", STUDENT: "jiaming-xu"}


class NotADemo(Exception):
    """The database has other content, which the message names."""


@dataclass(frozen=True)
class Stamp:
    """The log entry of a load: the version of the facts, the scale of the synthetic data, and the day."""

    facts: str
    scale: int
    day: str

    PATTERN = re.compile(r"Loaded the demo: facts (\w+), scale (\d+), on ([\d-]+)")

    def __str__(self):
        return f"Loaded the demo: facts {self.facts}, scale {self.scale}, on {self.day}"

    @classmethod
    def read(cls) -> "Stamp | None":
        """Return the entry of the latest load, or None if no demo is loaded."""
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
    """Return a digest of the code of the demo, which changes whenever the code does."""
    folder = Path(__file__).parent
    sources = [*sorted(folder.glob("*.py")), *sorted(folder.glob("facts/*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]


def load(today: date, scale: int = 0, report: Callable[[int, int], None] = lambda done, total: None) -> bool:
    """Load what is missing or has changed, and return whether anything was loaded.

    Synthetic data of a larger scale are kept, and written in a transaction for each step of the scale.
    ``report(done, total)`` is called as synthetic rows are written. Raises NotADemo.
    """
    with transaction.atomic():
        previous = Stamp.read()
        if previous is None:
            require_empty_database()
        loaded_scale = previous.scale if previous else 0
        current = Stamp(facts_version(), loaded_scale, today.isoformat())
        if previous is None or previous.facts != current.facts:
            save_facts(today)
        elif previous.day != current.day:
            renew_notices(today)
        if previous != current:
            current.write()
    blocks = range(loaded_scale, scale)
    synthetic.add(blocks, report, lambda number: replace(current, scale=number + 1).write())
    return previous != current or bool(blocks)


def require_empty_database() -> None:
    """Raise NotADemo if the database has rows."""
    models = [Lab, Person, Team, Publication, Project, NewsItem, Notice, Page, User]
    non_empty = [str(model._meta.verbose_name_plural) for model in models if model.objects.exists()]
    if non_empty:
        raise NotADemo(", ".join(non_empty))


# ---- the facts --------------------------------------------------------------------------------


def save_facts(today: date) -> None:
    save_lab()
    people = {facts["slug"]: save_person(facts) for facts in PEOPLE}
    save_team(people)
    save_publications(people)
    save_talks(people["jiaming-xu"])
    save_projects(people)
    save_news(people["jiaming-xu"])
    for facts in NOTICES:
        save_notice({**facts, **notice_dates(today)[facts["slug"]]})
    save_pages()
    save_grant()
    save_logins(people)
    now = timezone.now()
    waiting.save_submissions(User.objects.get(email=STUDENT), now)
    waiting.save_applications(Notice.objects.get(slug="sample-students"), now)


def save_lab() -> None:
    picture = store_drawing(art.home_picture, LAB["name"], field=Lab.hero.field)
    Lab.objects.update_or_create(pk=1, defaults={**LAB, "hero": picture})


def save_row(model, facts: dict, *children: str):
    """Create or update the row with this slug, and replace its rows in ``children``."""
    own = {name: value for name, value in facts.items() if name not in children}
    row, _created = model.objects.update_or_create(slug=facts["slug"], defaults=own)
    for name in children:
        related = getattr(row, name)
        related.all().delete()
        for fields in facts.get(name, []):
            related.create(**fields)
    return row


def save_person(facts: dict) -> Person:
    initials = Person(name=facts["name"]).initials
    photo = store_drawing(art.portrait, facts["name"], initials, field=Person.photo.field)
    children = ("links", "affiliations", "education", "honors", "service")
    return save_row(Person, {**facts, "photo": photo}, *children)


def save_team(people: dict[str, Person]) -> None:
    memberships = [{**facts, "person": people[facts["person"]]} for facts in MEMBERSHIPS]
    save_row(Team, {**TEAM, "memberships": memberships}, "memberships")


def save_publications(people: dict[str, Person]) -> None:
    venues = {facts["slug"]: save_row(Venue, facts) for facts in VENUES}
    topics = {facts["slug"]: save_row(Topic, facts) for facts in TOPICS}
    members = {person.name: person for person in people.values()}
    for facts in PUBLICATIONS:
        fields = {name: value for name, value in facts.items() if name != "topics"}
        fields["venue"] = venues[facts["venue"]]
        fields["teaser"] = store_drawing(art.teaser, facts["title"], field=Publication.teaser.field)
        fields["authorships"] = [
            {**author, "person": members.get(author["name"])} for author in facts["authorships"]
        ]
        publication = save_row(Publication, fields, "authorships", "links")
        publication.topics.set(topics[slug] for slug in facts["topics"])
    Publication.objects.filter(slug__in=[facts["slug"] for facts in PUBLICATIONS]).reindex()


def save_talks(person: Person) -> None:
    person.talks.all().delete()
    for facts in TALKS:
        slug = facts.get("publication")
        publication = Publication.objects.get(slug=slug) if slug else None
        person.talks.create(**{**facts, "publication": publication})


def save_projects(people: dict[str, Person]) -> None:
    for facts in PROJECTS:
        fields = {name: value for name, value in facts.items() if name not in ("topics", "publications")}
        fields["team"] = Team.objects.get(slug=facts["team"])
        fields["members"] = [{**member, "person": people[member["person"]]} for member in facts["members"]]
        fields["picture"] = store_drawing(art.teaser, facts["title"], field=Project.picture.field)
        project = save_row(Project, fields, "members", "links")
        project.topics.set(Topic.objects.filter(slug__in=facts["topics"]))
        project.publications.set(Publication.objects.filter(slug__in=facts["publications"]))


def save_news(person: Person) -> None:
    for facts in NEWS:
        fields = {name: value for name, value in facts.items() if name != "publications"}
        if "picture_alt" in facts:
            field = NewsItem.picture.field
            fields["picture"] = store_drawing(art.teaser, facts["picture_alt"], field=field)
        item = save_row(NewsItem, fields)
        item.people.set([person])
        item.publications.set(Publication.objects.filter(slug__in=facts.get("publications", [])))


def save_grant() -> None:
    """Save the sample grant, which belongs to nobody: the homepage names no grant."""
    save_row(Grant, GRANT)


def save_pages() -> None:
    pages = {facts["slug"]: save_row(Page, facts) for facts in PAGES}
    menu, _created = Menu.objects.get_or_create(pk=1)
    menu.items.all().delete()
    for position, (key, is_below) in enumerate(MENU, 1):
        target = {"page": pages[key]} if key in pages else {"section": key}
        menu.items.create(position=position, is_below=is_below, **target)


def save_notice(facts: dict) -> None:
    team = Team.objects.get(slug=facts["team"]) if "team" in facts else None
    fields = {**facts, "team": team, "contact_email": PI, "is_published": True}
    save_row(Notice, fields, "positions")


def renew_notices(today: date) -> None:
    for slug, dates in notice_dates(today).items():
        for notice in Notice.objects.filter(slug=slug):
            for name, value in dates.items():
                setattr(notice, name, value)
            notice.save(update_fields=[*dates, "deadline"])  # update() would not set the deadline


def save_logins(people: dict[str, Person]) -> None:
    """Create missing accounts. Passwords of existing accounts are not changed."""
    for email, slug in LOGINS.items():
        user = User.objects.filter(email=email).first()
        if user is None:
            create = User.objects.create_superuser if email == ADMIN else User.objects.create_user
            user = create(email, PASSWORD)
        if slug:
            Person.objects.filter(pk=people[slug].pk).update(user=user)
            set_group(user, people[slug].role)


@cache
def store_drawing(draw: Callable[..., bytes], *words: str, field: PictureField) -> str:
    """Draw and store a picture for a field, and return its name. Cached for the process."""
    return store(field.prepare(ContentFile(draw(*words))), field.upload_to)
