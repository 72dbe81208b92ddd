"""Incomplete, doubtful or broken data of the lab, each with the page to fix it on."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from labsite.link_checks.asking import Problem
from labsite.link_checks.models import LinkCheck
from labsite.link_checks.sources import rows_with
from people import merging as people_merging
from people.models import Person
from publications import author_claims
from publications import merging as publications_merging
from publications.models import Authorship, Editorship, Publication, Venue

#: Rows of a section that are listed; the rest is counted.
LISTED = 20


@dataclass(frozen=True)
class Row:
    """Something to fix: its name, the URL to do so, and, for a link, why it does not work."""

    label: str
    url: str
    note: str = ""
    link: LinkCheck | None = None


@dataclass(frozen=True)
class Section:
    """One kind of thing to fix. ``more_url`` is the page that lists all of them, if there is one."""

    title: str
    hint: str
    count: int
    rows: list[Row] = field(default_factory=list)
    more_url: str = ""


def sections_for(user: User) -> list[Section]:
    """Return the sections that the user may fix, in a number of queries that does not grow with the data."""
    sections: list[Section] = []
    if user.has_perm("people.change_person"):
        sections += [people_without_dates(), duplicate_people()]
    if user.has_perm("publications.change_publication"):
        sections += [papers_without_members(), authors_to_match(), papers_without_year(), duplicate_papers()]
    if settings.CHECK_LINKS:
        sections.append(broken_links())
    return sections


def people_without_dates() -> Section:
    people = Person.objects.public().filter(joined=None)
    return _section(
        _("People without a date of joining"),
        _("Lists show these people after the others of their role."),
        people.order_by("sort_name", "pk"),
        lambda person: Row(str(person), reverse("edit-person", args=[person.slug])),
    )


def duplicate_people() -> Section:
    groups = people_merging.possible_duplicates()
    return _duplicates(_("People who may be the same"), groups, "person")


def papers_without_members() -> Section:
    linked = [
        Exists(model.objects.filter(publication=OuterRef("pk"), person__isnull=False))
        for model in (Authorship, Editorship)
    ]
    papers = Publication.objects.public().exclude(linked[0]).exclude(linked[1])
    return _section(
        _("Publications without a member among the authors"),
        _("These publications are on no profile. Select the member next to the author’s name."),
        papers.newest_first(),
        _paper,
    )


def authors_to_match() -> Section:
    claims = author_claims.open_claims()
    return Section(
        _("Authors who may be members"),
        _("The publications of these authors are missing on a profile."),
        len(claims.rows),
        more_url=reverse("desk-authors"),
    )


def papers_without_year() -> Section:
    return _section(
        _("Publications without a year"),
        _("Lists show these publications under “No year”."),
        Publication.objects.public().filter(year=None).newest_first(),
        _paper,
    )


def duplicate_papers() -> Section:
    groups = publications_merging.possible_duplicates()
    return _duplicates(_("Publications that may be the same"), groups, "publication")


def broken_links() -> Section:
    links = LinkCheck.objects.broken(timezone.now()).order_by("failing_since", "pk")
    listed = list(links[:LISTED])
    rows_of = rows_with(link.url for link in listed)
    return Section(
        _("Links that do not work"),
        _("These links have failed for at least three days. Open the page to correct the link."),
        links.count() if len(listed) == LISTED else len(listed),
        [
            Row(str(row), _page_of(row), str(Problem(link.problem).label), link)
            for link in listed
            for row in rows_of[link.url][:1]
        ],
    )


def _page_of(row: Model) -> str:
    """Return the URL of the page with a link of this row."""
    if isinstance(row, Venue):
        return f"{reverse('publications')}?venue={row.slug}"
    return row.get_absolute_url()


def _paper(paper: Publication) -> Row:
    return Row(str(paper), reverse("edit-publication", args=[paper.slug]))


def _section(title: str, hint: str, queryset: QuerySet, row_of) -> Section:
    rows = [row_of(row) for row in queryset[:LISTED]]
    return Section(title, hint, queryset.count() if len(rows) == LISTED else len(rows), rows)


def _duplicates(title: str, groups: Iterable[list], kind: str) -> Section:
    groups = list(groups)
    rows = [
        Row(
            " / ".join(map(str, group)),
            f"{reverse('merge', args=[kind, group[0].pk])}?with={group[1].pk}",
        )
        for group in groups[:LISTED]
    ]
    hint = _("Compare the entries, and merge those that are the same.")
    return Section(title, hint, len(groups), rows, reverse("duplicates"))
