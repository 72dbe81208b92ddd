"""Where uploads are used: in texts that are published, and in drafts and submissions."""

import json
import re
from collections.abc import Callable
from datetime import date

from django.db.models import Model, Q, QuerySet

from core.images.fields import master_of
from moderation.models import Proposal
from news.models import NewsItem
from pages.models import Page, Upload
from people.models import Lab, Person, Team
from projects.models import Project
from recruiting.models import Notice

#: The texts in Markdown, by model.
TEXTS: dict[type[Model], tuple[str, ...]] = {
    Page: ("body", "body_zh"),
    NewsItem: ("body", "body_zh"),
    Project: ("body", "body_zh"),
    Notice: ("body", "body_zh", "to_send", "to_send_zh"),
    Team: ("description", "description_zh", "call", "call_zh"),
    Person: ("bio", "bio_zh"),
    Lab: ("about", "about_zh", "directions", "directions_zh"),
}
#: What everybody may read on a day, of these models.
PUBLIC: dict[type[Model], Callable[[date], QuerySet]] = {
    Page: lambda on: Page.objects.public(),
    NewsItem: lambda on: NewsItem.objects.public(on),
    Project: lambda on: Project.objects.public(),
    Notice: lambda on: Notice.objects.public(on),
    Team: lambda on: Team.objects.public(),
    Person: lambda on: Person.objects.public(),
    Lab: lambda on: Lab.objects.all(),
}
FOLDER = "/files/"
_FILE = re.compile(rf"{FOLDER}([\w./-]+)")


def uses() -> dict[str, list[Model]]:
    """Return the objects that use each uploaded file, by the name of the file in its folder.

    Drafts and submissions are Proposals. Takes one query per model.
    """
    by_name: dict[str, list[Model]] = {}
    for model, fields in TEXTS.items():
        for row in model._default_manager.filter(_contain(fields, FOLDER)):
            _add(by_name, row, " ".join(getattr(row, field) for field in fields))
    for proposal in Proposal.objects.unfinished():
        text = json.dumps(proposal.content)
        if FOLDER in text:
            _add(by_name, proposal, text)
    return by_name


def _contain(fields: tuple[str, ...], text: str) -> Q:
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{field}__contains": text})
    return condition


def _add(by_name: dict[str, list[Model]], row: Model, text: str) -> None:
    for name in {master_of(name) for name in _FILE.findall(text)}:
        by_name.setdefault(name, []).append(row)


def uses_of(upload: Upload, by_name: dict[str, list[Model]]) -> list[Model]:
    """Return the objects that use an upload, given those of all uploads."""
    return by_name.get(upload.url.removeprefix(FOLDER), [])


def is_public(upload: Upload, on: date) -> bool:
    """Return whether a text that everybody may read on a day shows or links the file."""
    stem = upload.url.removesuffix(".webp")  # the smaller files of a picture are in a folder of this name
    return any(PUBLIC[model](on).filter(_contain(fields, stem)).exists() for model, fields in TEXTS.items())
