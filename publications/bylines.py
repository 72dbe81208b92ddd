"""Author lists for display, and how long ones are folded."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from core.page_paths import page_path

#: A list of more than MAX_UNFOLDED authors is folded to the first FIRST, lab members and the last author.
MAX_UNFOLDED, FIRST = 14, 8


@dataclass(frozen=True)
class Byline:
    """An author as printed; ``slug`` is that of the public profile of a member."""

    name: str
    person_id: int | None = None
    is_equal: bool = False
    is_corresponding: bool = False
    slug: str = ""
    place: int = 0  # among all authors, counted from 1
    citation_name: str = ""

    @property
    def url(self) -> str:
        """The URL of the public profile of a member, "" for others."""
        return page_path("profile", self.slug) if self.slug else ""


def bylines_from(rows: Iterable[dict]) -> list[Byline]:
    """Return the bylines of rows of ``author_rows`` or ``editor_rows`` (see ``publications.querysets``)."""
    return [
        Byline(
            row["name"],
            row["person"],
            bool(row.get("equal")),
            bool(row.get("corresponding")),
            row["slug"] if row["public"] else "",
            row.get("place", place),
            row.get("citation", ""),
        )
        for place, row in enumerate(rows, 1)
    ]


@dataclass(frozen=True)
class FoldedAuthors:
    """A shortened author list: ``entries`` has None for each gap, ``others`` counts the omitted authors."""

    entries: list[Byline | None]
    others: int


def fold_authors(bylines: list[Byline]) -> FoldedAuthors:
    """Shorten a long author list. Authors that are omitted anyway need not be in ``bylines``."""
    count = bylines[-1].place if bylines else 0
    if count <= MAX_UNFOLDED:
        return FoldedAuthors(list(bylines), 0)
    displayed = [
        byline for byline in bylines if byline.place <= FIRST or byline.person_id or byline.place == count
    ]
    entries: list[Byline | None] = []
    previous_place = 0
    for byline in displayed:
        if byline.place > previous_place + 1:
            entries.append(None)
        entries.append(byline)
        previous_place = byline.place
    return FoldedAuthors(entries, count - len(displayed))


def others_text(number: int) -> str:
    """Return the end of a shortened author list, such as "and 2,900 others"."""
    return ngettext("and %(number)s other", "and %(number)s others", number) % {"number": f"{number:,}"}


def author_line(bylines: list[Byline], has_more: bool = False) -> str:
    """Return the names of a folded author list as plain text, with "et al." where it has more."""
    folded = fold_authors(bylines)
    names = [byline.name if byline else "…" for byline in folded.entries]
    if folded.others:
        names.append(others_text(folded.others))
    if names and has_more:
        names.append(gettext("et al."))
    return ", ".join(names)


def editor_mark(number: int) -> str:
    """Return what follows the names of editors who stand in the place of authors: "(Eds.)"."""
    return ngettext("(Ed.)", "(Eds.)", number)
