"""The menu of the site, as this user sees it, for the header of every page."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from core.caching import once_per_version, prepared
from core.languages import CHINESE, ENGLISH, LocalText, in_chinese, local, path_in
from news.models import NewsItem
from pages.models import MenuItem, Page, Section, reads_members_pages
from people.models import Person, Team
from projects.models import Project
from publications.models import Publication
from recruiting.models import Notice

#: Given a day, the rows of the section; it is in the menu if there are any.
CONTENT: dict[str, Callable[[date], QuerySet]] = {
    Section.PEOPLE: lambda on: Person.objects.public(),
    Section.TEAMS: lambda on: Team.objects.public(),
    Section.PROJECTS: lambda on: Project.objects.public(),
    Section.PUBLICATIONS: lambda on: Publication.objects.public(),
    Section.NEWS: lambda on: NewsItem.objects.public(on),
    Section.RECRUITING: lambda on: Notice.objects.public(on),
}


@dataclass(frozen=True)
class Entry:
    """An entry as the template shows it."""

    url: str
    text: LocalText
    #: The first part of the paths of its pages, by which the current entry is marked; None for a link.
    section: str | None = None
    below: list["Entry"] = field(default_factory=list)

    @property
    def sections_below(self) -> list[str | None]:
        return [entry.section for entry in self.below]


def menu(request) -> dict:
    """Add ``menu`` to the template context, as a function, so that only pages with a header read it."""
    return {"menu": partial(current_menu, request)}


def current_menu(request) -> list[Entry]:
    """Return the entries that this user can follow, each with those below it."""
    if not hasattr(request, "_menu"):
        is_for_members = reads_members_pages(request.user)
        request._menu = once_per_version(request, f"menu {is_for_members}", partial(_entries, is_for_members))
    return request._menu


class Row(NamedTuple):
    """An entry of the menu as stored, with the names of its page."""

    section: str
    url: str = ""
    label: str = ""
    label_zh: str = ""
    is_below: bool = False
    slug: str | None = None
    title: str = ""
    title_zh: str = ""
    page_is_visible: bool = False
    #: Whether the section has content.
    has_content: bool = True


@prepared
def menu_rows(on: date, is_for_members: bool):
    """Return the values of ``Row`` of all entries."""
    pages = Page.objects.published() if is_for_members else Page.objects.public()
    contents = [When(section=section, then=Exists(rows(on))) for section, rows in CONTENT.items()]
    return MenuItem.objects.order_by("position", "pk").values_list(
        *("section", "url", "label", "label_zh", "is_below", "page__slug", "page__title", "page__title_zh"),
        Exists(pages.filter(pk=OuterRef("page"))),
        Case(*contents, default=Value(False)),
    )


def _entries(is_for_members: bool) -> list[Entry]:
    values = menu_rows(timezone.localdate(), is_for_members)
    # Without stored entries (nobody has edited the menu yet), the menu has all sections.
    rows = tuple(Row(*row) for row in values) or tuple(Row(section) for section in CONTENT)
    return _entries_of(rows, get_language())


@lru_cache(maxsize=16)  # the rows are the same for nearly all versions of the content
def _entries_of(rows: tuple[Row, ...], language: str) -> list[Entry]:
    """Return the entries in the active language, which is named to tell the results apart."""
    entries: list[Entry] = []
    for row in rows:
        entry = _entry(row)
        if entry is None:
            continue
        if row.is_below and entries:
            entries[-1] = replace(entries[-1], below=[*entries[-1].below, entry])
        else:
            entries.append(entry)
    return entries


def _entry(row: Row) -> Entry | None:
    """Return the entry, or None if it leads nowhere: to an empty section or a page that is not visible."""
    label = local(row, "label")
    if row.section:
        if not row.has_content:
            return None
        text = label if label.text else LocalText(str(Section(row.section).label))
        return Entry(reverse(row.section), text, row.section)
    if row.slug:
        if not row.page_is_visible:
            return None
        return Entry(reverse("page", args=[row.slug]), label if label.text else local(row, "title"), row.slug)
    is_path = row.url.startswith("/")
    return Entry(path_in(CHINESE if in_chinese() else ENGLISH, row.url) if is_path else row.url, label)
