"""Where uploads are used: in published texts and links, drafts, submissions and earlier versions."""

import json
import re
from collections.abc import Callable, Collection, Iterator
from datetime import date

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from reversion.models import Version

from core.images.fields import master_of
from core.languages import headline
from moderation.models import Proposal
from moderation.recorded_states import recorded_headline, recorded_snapshot
from news.models import NewsItem
from pages.models import MenuItem, Page, Upload
from people.models import Lab, Person, Team
from projects.models import Project
from publications.models import Publication, Talk
from recruiting.models import Notice

#: The texts in Markdown and the links, by model.
TEXTS: dict[type[Model], tuple[str, ...]] = {
    Page: ("body", "body_zh"),
    NewsItem: ("body", "body_zh"),
    Project: ("body", "body_zh", "links__url"),
    Notice: ("body", "body_zh", "to_send", "to_send_zh", "url"),
    Team: ("description", "description_zh", "call", "call_zh"),
    Person: ("bio", "bio_zh", "links__url"),
    Lab: ("about", "about_zh", "directions", "directions_zh", "links__url"),
    Publication: ("abstract", "links__url"),
    Talk: ("url", "slides_url"),
    MenuItem: ("url",),
}
#: Given a day, the rows of these models that everybody may read.
PUBLIC: dict[type[Model], Callable[[date], QuerySet]] = {
    Page: lambda on: Page.objects.public(),
    NewsItem: lambda on: NewsItem.objects.public(on),
    Project: lambda on: Project.objects.public(),
    Notice: lambda on: Notice.objects.public(on),
    Team: lambda on: Team.objects.public(),
    Person: lambda on: Person.objects.public(),
    Lab: lambda on: Lab.objects.all(),
    Publication: lambda on: Publication.objects.public(),
    Talk: lambda on: Talk.objects.public(),
    MenuItem: lambda on: MenuItem.objects.all(),
}
FOLDER = "/files/"
#: The name of a file, or of a variant of a picture, without the full stop or text behind it.
_FILE = re.compile(rf"{FOLDER}((?:[\w-]+/)?[\w-]+\.[a-z0-9]+)", re.ASCII)


def uses() -> dict[str, list[Model]]:
    """Return the objects that use each uploaded file, by the file's name. Takes a few queries per model.

    Drafts and submissions are included as Proposals.
    """
    by_name: dict[str, list[Model]] = {}
    for model, fields in TEXTS.items():
        matches = model._default_manager.filter(_contain(fields, FOLDER)).values("pk")
        rows = model._default_manager.filter(pk__in=matches)
        if "links__url" in fields:
            rows = rows.prefetch_related("links")
        for row in rows:
            _add(by_name, row, " ".join(_values(row, fields)))
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


def _values(row: Model, fields: tuple[str, ...]) -> Iterator[str]:
    for field in fields:
        if field == "links__url":
            yield from [link.url for link in row.links.all()]
        else:
            yield getattr(row, field)


def _add(by_name: dict[str, list[Model]], row: Model, text: str) -> None:
    for name in {master_of(name) for name in _FILE.findall(text)}:
        by_name.setdefault(name, []).append(row)


def uses_of(upload: Upload, by_name: dict[str, list[Model]]) -> list[Model]:
    """Return the objects that use an upload, from the result of ``uses()``."""
    return by_name.get(upload.url.removeprefix(FOLDER), [])


def earlier_uses(uploads: Collection[Upload]) -> dict[int, list[str]]:
    """Return the names of the texts whose recorded versions use these files, by upload, in one query.

    Call it with uploads that nothing uses now.
    """
    stems = {upload.pk: _stem(upload) for upload in uploads}
    if not stems:
        return {}
    condition = Q()
    for stem in stems.values():
        condition |= Q(serialized_data__contains=stem)
    versions = Version.objects.filter(condition).select_related("content_type").order_by("pk")
    names: dict[int, dict[tuple[int, str], str]] = {pk: {} for pk in stems}
    for version in versions.iterator():
        for pk, stem in stems.items():
            if stem in version.serialized_data:
                names[pk][version.content_type_id, version.object_id] = recorded_headline(version).text
    return {pk: list(dict.fromkeys(by_object.values())) for pk, by_object in names.items() if by_object}


def missing_count(version: Version) -> int:
    """Return the number of deleted files that a recorded version uses."""
    snapshot = json.dumps(recorded_snapshot(version))
    names = {f"uploads/{master_of(name)}" for name in _FILE.findall(snapshot)}
    uploads = Upload.objects.filter(Q(picture__in=names) | Q(file__in=names)) if names else ()
    return len(names) - len(uploads)


def readable(user, by_name: dict[str, list[Model]], on: date) -> set[Model]:
    """Return those objects of the result of ``uses()`` that the user may read on this day.

    Users who may change all uploads may read all texts, but not the drafts of others. Takes a query for
    each model.
    """
    rows = {row for rows in by_name.values() for row in rows}
    reads_all = user.has_perm("pages.change_upload")
    allowed: set[Model] = set()
    for model in {type(row) for row in rows}:
        if model is Proposal:
            visible = Proposal.objects.visible_to(user)
        elif reads_all:
            visible = model._default_manager.all()
        else:
            visible = Page.objects.visible_to(user) if model is Page else PUBLIC[model](on)
        keys = set(visible.filter(pk__in=[row.pk for row in rows if type(row) is model]).values_list("pk"))
        allowed |= {row for row in rows if type(row) is model and (row.pk,) in keys}
    return allowed


def names_of(rows: list[Model], allowed: set[Model]) -> list[str]:
    """Return the names of the objects in quotes, and one phrase for all those that are not ``allowed``."""
    names = [f"“{headline(row).text}”" for row in rows if row in allowed]
    return names if len(names) == len(rows) else [*names, _("a draft or hidden text")]


def is_public(upload: Upload, on: date) -> bool:
    """Return whether a text or link that everybody may read on this day leads to the file."""
    stem = _stem(upload)
    return any(PUBLIC[model](on).filter(_contain(fields, stem)).exists() for model, fields in TEXTS.items())


def _stem(upload: Upload) -> str:
    """Return how the URLs of an upload and, of a picture, of its variants begin."""
    return upload.url.removesuffix(".webp")
