"""The rows of ``openings.json``: the openings that take applications, and those that did."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from labsite.open_data.values import markdown_texts, page_urls, team, text_or_none, texts, urls
from people.models import Lab
from recruiting.models import Notice

Row = dict[str, Any]


def rows(now: datetime, lab: Lab) -> Iterator[Row]:
    """Yield the open openings, then the closed ones, in the order of the page."""
    opened = Notice.objects.open(now).soonest_first().for_list().with_project()
    closed = Notice.objects.closed(now).order_by("-opens", "-pk").for_list().with_project()
    yield from (_opening(row, is_open=True) for row in opened)
    yield from (_opening(row, is_open=False) for row in closed)


def _opening(row: Any, *, is_open: bool) -> Row:
    """Return an opening; without contact details if it is closed, like its page."""
    project, contact = row.public_project, row.public_contact
    return {
        "id": row.slug,
        "url": urls(row),
        "title": texts(row, "title"),
        "text": markdown_texts(row, "body"),
        "what_to_include": markdown_texts(row, "to_send"),
        "status": "open" if is_open else "closed",
        "opens": row.opens.isoformat(),
        "closes": timezone.localtime(row.ends).isoformat() if row.ends else None,
        "last_day": text_or_none(row.last_day),
        "positions": [{"kind": item.kind, "number": item.openings} for item in row.positions.all()],
        "starting": texts(row, "starting"),
        "remote": row.is_remote,
        "countries": row.remote_countries,
        "team": team(row.public_team),
        "project": project.slug if project else None,
        "contact": contact.slug if contact else None,
        "email": (row.email or None) if is_open else None,
        "more_url": (row.url or None) if is_open else None,
        "apply_url": page_urls(reverse("apply", args=[row.slug])) if is_open else None,
    }
