"""The rows of ``projects.json``: every public project, and every public grant."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from core.caching import JSONRows
from labsite.open_data.linked import keys_of, linked_rows
from labsite.open_data.values import (
    markdown_texts,
    picture,
    team,
    text_or_none,
    texts,
    texts_in,
    urls,
)
from people.models import Lab, Person
from projects.models import Grant, GrantInvestigator, Project, ProjectLink, ProjectMember, ProjectOutput
from publications.models import Publication

Row = dict[str, Any]


def rows(now: datetime, lab: Lab) -> Iterator[Row]:
    """Yield the public projects in the order of the list, with one query."""
    on = timezone.localdate(now)
    projects = Project.objects.public().current_first(on).select_related("team")
    projects = projects.annotate(
        member_rows=_people(ProjectMember, "project"),
        link_rows=_rows_of(ProjectLink, "kind", "label", "url"),
        output_rows=_rows_of(ProjectOutput, "kind", "name", "version", "licence", "repository", "doi"),
        topic_rows=linked_rows(Project.topics.through, "project", "topic", columns=("name", "name_zh")),
        grant_rows=linked_rows(Grant.projects.through, "project", "grant", Grant.objects.public()),
        publication_rows=_papers(Project.publications.through, "project"),
    )
    return (_project(row, is_past=row.is_past(on)) for row in projects.defer("search_text"))


def grants(now: datetime, lab: Lab) -> Iterator[Row]:
    """Yield the public grants, the latest first, with one query."""
    rows = Grant.objects.public().in_order().for_list()
    rows = rows.annotate(
        member_rows=_people(GrantInvestigator, "grant"),
        publication_rows=_papers(Grant.publications.through, "grant"),
    )
    return map(_grant, rows)


def _people(model: Any, owner: str) -> JSONRows:
    """Return an annotation with the public people of a project or grant, and their roles."""
    is_public = Exists(Person.objects.public().filter(pk=OuterRef("person")))
    rows = model.objects.filter(is_public, **{owner: OuterRef("pk")})
    columns = {"slug": "person__slug", "name": "person__name", "role": "role", "role_zh": "role_zh"}
    return JSONRows(rows.order_by("position", "pk"), **columns)


def _rows_of(model: Any, *columns: str) -> JSONRows:
    rows = model.objects.filter(project=OuterRef("pk")).order_by("position", "pk")
    return JSONRows(rows, **{column: column for column in columns})


def _papers(through: Any, owner: str) -> JSONRows:
    order = ("-publication__date_key", "-publication")
    return linked_rows(through, owner, "publication", Publication.objects.public(), order=order)


def _project(row: Any, *, is_past: bool) -> Row:
    return {
        "id": row.slug,
        "url": urls(row),
        "title": texts(row, "title"),
        "summary": texts(row, "summary"),
        "text": markdown_texts(row, "body"),
        "status": "past" if is_past else "current",
        "start": text_or_none(row.start),
        "end": text_or_none(row.end),
        "picture": picture(row.picture, texts(row, "picture_alt")),
        "team": team(row.public_team),
        "topics": [{"id": topic["slug"], "name": texts_in(topic, "name")} for topic in row.topic_rows],
        "people": list(map(_member, row.member_rows)),
        "links": [{**link, "label": link["label"] or None} for link in row.link_rows],
        "outputs": [{key: value or None for key, value in output.items()} for output in row.output_rows],
        "grants": keys_of(row.grant_rows),
        "publications": keys_of(row.publication_rows),
    }


def _member(row: Row) -> Row:
    return {"person": row["slug"], "name": row["name"], "role": texts_in(row, "role")}


def _grant(row: Any) -> Row:
    return {
        "id": row.slug,
        "url": urls(row),
        "funder": texts(row, "funder"),
        "ror": row.ror or None,
        "number": row.number,
        "title": texts(row, "title"),
        "start": text_or_none(row.start),
        "end": text_or_none(row.end),
        "amount": {"value": str(row.amount), "currency": row.currency} if row.public_amount else None,
        "people": list(map(_member, row.member_rows)),
        "publications": keys_of(row.publication_rows),
    }
