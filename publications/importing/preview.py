"""Prepare stored entries for the page on which their owner decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from people.models import Person
from publications.author_claims import match_authors, members_matcher
from publications.bibtex import Author, Entry
from publications.importing.diff import FieldDifference, field_differences
from publications.importing.planning import publication_from
from publications.importing.records import entry_from_data
from publications.matching import Match
from publications.models import ImportedEntry, Publication, Verdict

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
    matches_by_entry = [match_authors(matcher, entry.authors, entry.year) for entry in entries]
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
        for printed, match in zip(entry.authors, matches, strict=True)
    ]
    return EntryPreview(row, entry, publication, differences, authors, own, is_hidden)


def is_own(viewer: Person, publication: Publication | None, matches: Sequence[Match]) -> bool:
    """Return whether somebody is an author of an existing publication, or may be one of a new entry.

    ``matches`` are those of the entry's authors; they count only without a saved publication.
    """
    if publication and publication.pk:
        return any(authorship.person_id == viewer.pk for authorship in publication.authorships.all())
    return any(viewer.pk in match.possible_members for match in matches)
