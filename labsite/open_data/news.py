"""The rows of ``news.json``: the public news."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from labsite.open_data.linked import keys_of, linked_rows
from labsite.open_data.values import markdown_texts, picture, texts, urls
from news.models import NewsItem
from people.models import Lab, Person
from projects.models import Project
from publications.models import Publication

Row = dict[str, Any]


def rows(now: datetime, lab: Lab) -> Iterator[Row]:
    """Yield the news that is public on the day, newest first, with one query."""
    news = NewsItem.objects.public(timezone.localdate(now)).newest_first().for_list()
    news = news.annotate(
        **{
            f"{name}_rows": linked_rows(field.through, "newsitem", name, model.objects.public())
            for name, field, model in (
                ("person", NewsItem.people, Person),
                ("publication", NewsItem.publications, Publication),
                ("project", NewsItem.projects, Project),
            )
        }
    )
    return map(_item, news.iterator(chunk_size=500))


def _item(row: Any) -> Row:
    return {
        "id": row.slug,
        "url": urls(row),
        "date": str(row.date),
        "kind": row.kind,
        "title": texts(row, "title"),
        "text": markdown_texts(row, "body"),
        "picture": picture(row.picture, texts(row, "picture_alt")),
        "pinned": row.is_pinned,
        "people": keys_of(row.person_rows),
        "publications": keys_of(row.publication_rows),
        "projects": keys_of(row.project_rows),
    }
