"""The menu of the site, as this user sees it, for the header of every page."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from core.caching import once_per_version, prepared
from core.languages import CHINESE, ENGLISH, LocalText, in_chinese, local, path_in
from news.models import NewsItem
from pages.models import READ_MEMBERS_PAGES, MenuItem, Page, Section
from people.models import Person, Team
from projects.models import Project
from publications.models import Publication
from recruiting.models import Notice

#: What has to exist on a day for a section to be in the menu.
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
    #: The first part of the paths of the pages that it stands for; None of a link.
    section: str | None = None
    below: list["Entry"] = field(default_factory=list)

    @property
    def sections_below(self) -> list[str | None]:
        return [entry.section for entry in self.below]


def menu(request) -> dict:
    """Add ``menu`` to the template context, as a function, so that only pages with a header read it."""
    return {"menu": partial(current_menu, request)}


def current_menu(request) -> list[Entry]:
    """Return the entries that lead somewhere for this user, each with those below it."""
    if not hasattr(request, "_menu"):
        reads_members_pages = request.user.has_perm(READ_MEMBERS_PAGES)
        request._menu = once_per_version(
            request, f"menu {reads_members_pages}", partial(_entries, reads_members_pages)
        )
    return request._menu


@prepared
def menu_items(on: date, reads_members_pages: bool):
    """Return the entries with whether their sections have content and the user may read their pages."""
    pages = Page.objects.published() if reads_members_pages else Page.objects.public()
    columns = [f"page__{name}" for name in ("slug", "title", "title_zh")]
    return (
        MenuItem.objects.select_related("page")
        .only("section", "url", "label", "label_zh", "is_below", "position", *columns)
        .annotate(
            page_is_visible=Exists(pages.filter(pk=OuterRef("page"))),
            **{f"has_{section}": Exists(rows(on)) for section, rows in CONTENT.items()},
        )
        .order_by("position", "pk")
    )


def _entries(reads_members_pages: bool) -> list[Entry]:
    items = menu_items(timezone.localdate(), reads_members_pages)
    if not items:  # nobody has ever set up a menu
        return [entry for section in CONTENT if (entry := _entry(MenuItem(section=section)))]
    entries: list[Entry] = []
    for item in items:
        entry = _entry(item)
        if entry is None:
            continue
        if item.is_below and entries:
            entries[-1] = replace(entries[-1], below=[*entries[-1].below, entry])
        else:
            entries.append(entry)
    return entries


def _entry(item: MenuItem) -> Entry | None:
    """Return the entry, or None if it leads nowhere: to an empty section or a page that is not visible."""
    label = local(item, "label")
    if item.section:
        if not getattr(item, f"has_{item.section}", item.section in CONTENT and not item.pk):
            return None
        text = label if label.text else LocalText(str(Section(item.section).label))
        return Entry(reverse(item.section), text, item.section)
    if item.page_id:
        if not item.page_is_visible:
            return None
        return Entry(
            item.page.get_absolute_url(), label if label.text else item.page.headline, item.page.slug
        )
    is_path = item.url.startswith("/")
    return Entry(path_in(CHINESE if in_chinese() else ENGLISH, item.url) if is_path else item.url, label)
