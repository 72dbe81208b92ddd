"""Random edits of everything that has a page. Each returns what it did, and to which row."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from news.models import NewsItem
from pages.models import Page
from people.models import Honor, Person, Team, TeamMembership
from projects.models import Project, ProjectMember
from publications.models import Authorship, Publication, Topic, Venue
from recruiting.models import Notice

#: The texts and titles of each model that an edit may change.
TEXTS: dict[Any, tuple[str, ...]] = {
    Person: ("name", "bio", "bio_zh", "interests", "shown_aliases"),
    Publication: ("title", "abstract", "award", "note"),
    NewsItem: ("title", "body", "body_zh"),
    Project: ("title", "summary", "body_zh"),
    Page: ("title", "title_zh", "body"),
    Notice: ("title", "body", "starting"),
    Team: ("name", "name_zh", "description"),
}
ORDERED = (Person, Project, Page, Team)
numbers = count(1)


def _row(model: Any, chance: Random) -> Any:
    return chance.choice(list(model.objects.order_by("pk")))


def change(chance: Random) -> Any:
    row = _row(chance.choice(list(TEXTS)), chance)
    field = chance.choice(TEXTS[type(row)])
    setattr(row, field, f"{getattr(row, field)} 新{next(numbers)} <b>&".strip()[-200:])
    row.save()
    return f"changed {field} of", row


def hide_or_show(chance: Random) -> Any:
    row = _row(chance.choice(list(TEXTS)), chance)
    field = "is_published" if isinstance(row, Notice) else "is_public"
    setattr(row, field, not getattr(row, field))
    row.save()
    return "hid or showed", row


def delete(chance: Random) -> Any:
    row = _row(chance.choice([Publication, NewsItem, Notice, Page]), chance)
    copy = type(row)(pk=row.pk, slug=row.slug)
    row.delete()
    return "deleted", copy


def rename(chance: Random) -> Any:
    row = _row(chance.choice(list(TEXTS)), chance)
    row.slug = f"renamed-{next(numbers)}"
    row.save()
    return "gave a new address to", row


def reorder(chance: Random) -> Any:
    row = _row(chance.choice(ORDERED), chance)
    row.position = chance.randrange(50)
    row.save()
    return "reordered", row


def add(chance: Random) -> Any:
    title, today, number = f"Neu 全新 {next(numbers)}", timezone.localdate(), chance.randrange(5)
    row: Any
    if number == 0:
        row = Person.objects.create(name=title, role=40, joined=str(today.year))
        TeamMembership.objects.create(person=row, team=_row(Team, chance))
        Honor.objects.create(person=row, title=title, date=str(today.year))
    elif number == 1:
        venue = _row(Venue, chance)
        row = Publication.objects.create(title=title, year=chance.randint(2015, today.year), venue=venue)
        Authorship.objects.create(publication=row, position=1, name=title, person=_row(Person, chance))
        row.topics.add(_row(Topic, chance))
    elif number == 2:
        row = NewsItem.objects.create(title=title, date=str(today), body=title)
        row.people.add(_row(Person, chance))
        row.publications.add(_row(Publication, chance))
    elif number == 3:
        row = Notice.objects.create(title=title, is_published=True, opens=today - timedelta(days=1))
    else:
        row = Project.objects.create(title=title, summary=title)
        ProjectMember.objects.create(project=row, person=_row(Person, chance))
    return "added", row


EDITS: list[Callable[[Random], Any]] = [change, change, hide_or_show, delete, rename, reorder, add]


def edit(chance: Random) -> tuple[str, Any, str]:
    """Make one edit. Return what it did, the row, and the address that the row had before, if any."""
    while True:
        act = chance.choice(EDITS)
        try:
            with transaction.atomic():
                text, row = act(chance)
        except (IndexError, ProtectedError):  # there is no such row any more, or it has applications
            continue
        return text, row, row.get_absolute_url()
