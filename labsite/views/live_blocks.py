"""Fill the live blocks of pages: members of a team, papers of a topic, latest news, openings."""

from collections.abc import Callable
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.languages import HTML_LANG
from labsite.views.home import latest_news, open_notices
from pages.rendering import MAX_LIVE_BLOCKS, LiveBlock
from people.models import Person, TeamMembership
from publications.models import Publication

PUBLICATIONS = 10


class Part(NamedTuple):
    """A part of a page: its text, or a filled block."""

    html: SafeString
    css_class: str


def filled(parts: list[SafeString | LiveBlock]) -> list[Part]:
    """Return the parts of a page with its live blocks filled.

    A block without rows is left out, and so are those beyond the number that the form of a page accepts,
    which a preview or the Django admin may exceed.
    """
    filled_parts, blocks = [], 0
    for part in parts:
        if not isinstance(part, LiveBlock):
            filled_parts.append(Part(part, "prose"))
            continue
        blocks += 1
        if blocks <= MAX_LIVE_BLOCKS and (rows := ROWS[part.kind](part.slug)):
            context = {"kind": part.kind, "rows": rows, "html_lang": HTML_LANG[get_language() or "en"]}
            html = render_to_string("labsite/_live_block.html", context)
            filled_parts.append(Part(html, "live-block"))
    return filled_parts


def _members(slug: str) -> list:
    today = timezone.localdate()
    current = TeamMembership.objects.current(today).filter(team__slug=slug, team__is_public=True)
    return list(
        Person.objects.public().in_the_lab(today).filter(pk__in=current.values("person")).by_seniority()
    )


def _publications(slug: str) -> list:
    return (
        Publication.objects.public().filter(topics__slug=slug).newest_first()[:PUBLICATIONS].fetch_entries()
    )


def _news(slug: str) -> list:
    return latest_news(timezone.localdate())


def _openings(slug: str) -> list:
    now = timezone.now()
    return open_notices(timezone.localdate(now), now=now)


#: The rows of each kind of block, given its slug.
ROWS: dict[str, Callable[[str], list]] = {
    "members": _members,
    "publications": _publications,
    "news": _news,
    "openings": _openings,
}
