"""Texts with a former name: those of the profile and its news, and those about others."""

from collections.abc import Collection

from django.db import models
from django.db.models import Q, QuerySet

from core.renaming import Renaming
from core.shared_rows import SharedRow
from labsite import editors
from labsite.former_names.stored_names import NEWS_TEXTS
from news.models import NewsItem
from pages.models import Page
from people.models import Lab, Person, Team
from projects.models import Project
from publications.models import Publication
from recruiting.models import Notice

#: Public texts about others that ``mentions`` searches.
SEARCHED = (
    (Publication, ("title", "abstract")),
    (
        Project,
        ("title", "title_zh", "summary", "summary_zh", "body", "body_zh", "picture_alt", "picture_alt_zh"),
    ),
    (NewsItem, NEWS_TEXTS),
    (Notice, ("title", "title_zh", "body", "body_zh")),
    (Page, ("title", "title_zh", "body", "body_zh")),
    (Person, ("bio", "bio_zh")),
    (Team, ("description", "description_zh", "call", "call_zh")),
)
#: The same of the lab, in both languages.
LAB_TEXTS = [
    field
    for name in ("tagline", "about", "directions", "hero_alt", "hero_caption")
    for field in (name, f"{name}_zh")
]


def rows_of(person: Person, model: type[models.Model]) -> QuerySet:
    """Return the rows of a profile of one model, including those that colleagues entered."""
    if issubclass(model, SharedRow):
        return model.objects.of(person.pk)
    return model._default_manager.filter(person=person)


def text_fields(model: type[models.Model]) -> list[str]:
    """Return the names of the fields for text that people type, without addresses and choices."""
    addresses = (models.URLField, models.EmailField, models.SlugField)
    return [
        column.name
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField)
        and not isinstance(column, addresses)
        and column.editable
        and not column.choices
    ]


def renamed_texts(row: models.Model, renaming: Renaming, names: Collection[str]) -> dict[str, str]:
    """Return the new values of the fields that have a former name."""
    pairs = ((name, getattr(row, name)) for name in names)
    return {name: new for name, text in pairs if (new := renaming.value(text)) != text}


def news_about(person: Person, renaming: Renaming) -> list[NewsItem]:
    """Return the news items linked to the person whose text has a former name."""
    items = NewsItem.objects.filter(people=person)
    return [item for item in items if renamed_texts(item, renaming, NEWS_TEXTS)]


def mentions(person: Person, renaming: Renaming) -> list[models.Model]:
    """Return the public objects about others whose texts have a former name, to be edited by hand.

    The object of a row of a profile, such as a talk, is the person.
    """
    lab = Lab.load()
    mentioning: list[models.Model] = [lab] if renamed_texts(lab, renaming, LAB_TEXTS) else []
    for model, fields in SEARCHED:
        rows = model._default_manager.filter(_contain(fields, renaming))
        own = {Person: Q(pk=person.pk), NewsItem: Q(people=person)}.get(model)
        rows = rows.exclude(own) if own else rows
        mentioning += [row for row in rows.public() if renamed_texts(row, renaming, fields)]
    for row_set in editors.PROFILE.row_sets:
        fields = text_fields(row_set.model)
        rows = row_set.model._default_manager.filter(_contain(fields, renaming))
        for row in rows.exclude(pk__in=rows_of(person, row_set.model).values("pk")).select_related("person"):
            people = row.all_people if isinstance(row, SharedRow) else [row.person]
            if renamed_texts(row, renaming, fields):
                mentioning += [other for other in people if other.is_public][:1]
    return list(dict.fromkeys(mentioning))


def _contain(fields: Collection[str], renaming: Renaming) -> Q:
    contains = Q(pk=None)
    for name in renaming.former:
        for field_name in fields:
            contains |= Q(**{f"{field_name}__icontains": name})
    return contains
