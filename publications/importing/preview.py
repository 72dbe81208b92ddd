"""Prepare stored entries for the page on which their owner decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from people.models import Person
from publications.author_claims import match_contributors, members_matcher
from publications.bibtex import Author, Entry
from publications.bylines import editor_mark
from publications.importing.diff import FieldDifference, field_differences
from publications.importing.planning import publication_from
from publications.importing.records import entry_from_data
from publications.matching import Match
from publications.models import ImportedEntry, Publication, PublicationKind, Verdict

#: Authors that are always listed. After these, only members and possible members are.
MOST_AUTHORS = 12


@dataclass(frozen=True)
class AuthorPreview:
    """An author as printed, with the matching member, or the candidates where the match is uncertain."""

    printed: Author
    member: Person | None
    candidates: tuple[Person, ...]


@dataclass(frozen=True)
class EntryPreview:
    """A stored entry with the publication that it duplicates and what it would change.

    ``is_own``: whether the viewer is, or may be, one of the authors.
    """

    row: ImportedEntry
    entry: Entry
    publication: Publication | None
    differences: list[FieldDifference]
    authors: list[AuthorPreview]
    is_own: bool
    #: Whether it duplicates a publication that the viewer may not see, which is neither shown nor compared.
    is_hidden: bool = False

    @property
    def listed_authors(self) -> list[AuthorPreview]:
        """The first authors, and those of the others who may be members."""
        first, others = self.authors[:MOST_AUTHORS], self.authors[MOST_AUTHORS:]
        return first + [author for author in others if author.member or author.candidates]

    @property
    def list_ending(self) -> str:
        """What follows the names: "et al.", "(Eds.)"."""
        if self.entry.authors or not self.authors:
            return gettext("et al.") if self.entry.has_others else ""
        return editor_mark(len(self.authors) + self.entry.has_more_editors)

    @property
    def omitted_author_count(self) -> int:
        return len(self.authors) - len(self.listed_authors)

    @property
    def is_suggested(self) -> bool:
        """Whether the entry is preselected: new, or with a suggested change."""
        return self.row.verdict == Verdict.NEW or any(item.suggested for item in self.differences)

    @property
    def can_be_accepted(self) -> bool:
        return self.row.verdict == Verdict.NEW or bool(self.differences)


def preview(rows, viewer: Person | None, sees_all: bool) -> list[EntryPreview]:
    """Return the previews of a queryset of ImportedEntry, in a constant number of queries.

    Publications that are not public are shown to their authors, and to a viewer who ``sees_all``.
    """
    rows = list(rows.with_publication())
    entries = [entry_from_data(row.record) for row in rows]
    matcher = members_matcher()
    matches_by_entry = [match_contributors(matcher, entry) for entry in entries]
    keys = {key for matches in matches_by_entry for match in matches for key in match.possible_members}
    people = Person.objects.for_names().in_bulk(keys)
    return [
        _preview(row, entry, matches, people, viewer, sees_all)
        for row, entry, matches in zip(rows, entries, matches_by_entry, strict=True)
    ]


def _preview(
    row: ImportedEntry,
    entry: Entry,
    matches: Sequence[Match],
    people: dict[int, Person],
    viewer: Person | None,
    sees_all: bool,
) -> EntryPreview:
    publication = row.publication
    own = viewer is not None and is_own(viewer, publication, matches)
    is_hidden = bool(publication) and not (publication.is_public or own or sees_all)
    if is_hidden:
        publication = None
    differences = []
    if publication and row.verdict == Verdict.UPDATE:
        differences = field_differences(publication, publication_from(entry), entry)
    authors = [
        AuthorPreview(
            printed, people.get(match.member), tuple(people[key] for key in match.candidates if key in people)
        )
        # Of a book without authors, the editors.
        for printed, match in zip(entry.authors or entry.editors, matches, strict=False)
    ]
    return EntryPreview(row, entry, publication, differences, authors, own, is_hidden)


def is_own(viewer: Person, publication: Publication | None, matches: Sequence[Match]) -> bool:
    """Return whether a publication is somebody's own work, or a new entry may be.

    ``matches`` are those of ``match_contributors``; they count only without a saved publication. Books are
    the work of their editors too.
    """
    if publication and publication.pk:
        is_book = publication.kind == PublicationKind.BOOK
        editorships = publication.editorships.all() if is_book else ()
        return any(row.person_id == viewer.pk for row in (*publication.authorships.all(), *editorships))
    return any(viewer.pk in match.possible_members for match in matches)
