"""What a page shows of the entries that wait for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from people.models import Person
from publications.bibtex import Author, Entry
from publications.claims import match_authors, members_matcher
from publications.importing.comparing import Differing, differences
from publications.importing.planning import publication_of
from publications.importing.records import entry_of
from publications.matching import Match
from publications.models import ImportedEntry, Publication, Verdict

#: Authors that are named; members among the others are named besides.
MOST_AUTHORS = 12


@dataclass(frozen=True)
class PreviewedAuthor:
    """An author as printed, the member that it surely is, or those that it may be."""

    printed: Author
    member: Person | None
    candidates: tuple[Person, ...]


@dataclass(frozen=True)
class Previewed:
    """An entry with what it would add or change. ``is_own`` where the viewer is, or may be, an author."""

    row: ImportedEntry
    entry: Entry
    publication: Publication | None
    differences: list[Differing]
    authors: list[PreviewedAuthor]
    is_own: bool
    #: Whether it is there, and nothing that the viewer may see: neither shown nor compared.
    is_hidden: bool = False

    @property
    def shown_authors(self) -> list[PreviewedAuthor]:
        first, rest = self.authors[:MOST_AUTHORS], self.authors[MOST_AUTHORS:]
        return first + [author for author in rest if author.member or author.candidates]

    @property
    def hidden_authors(self) -> int:
        return len(self.authors) - len(self.shown_authors)

    @property
    def is_suggested(self) -> bool:
        """Whether nothing speaks against it: new, or only filling what is empty, or the published version."""
        return self.row.verdict == Verdict.NEW or any(item.suggested for item in self.differences)

    @property
    def can_be_taken(self) -> bool:
        return self.row.verdict == Verdict.NEW or bool(self.differences)


def preview(rows, viewer: Person | None, sees_all: bool) -> list[Previewed]:
    """Describes stored entries, in a number of queries that does not grow.

    What is not public is shown to its authors and to who ``sees_all``.
    """
    rows = list(rows.with_publication())
    entries = [entry_of(row.record) for row in rows]
    matcher = members_matcher()
    matches = [match_authors(matcher, entry.authors, entry.year) for entry in entries]
    keys = {key for found in matches for match in found for key in match.possible_members}
    people = Person.objects.for_names().in_bulk(keys)
    return [_previewed(*item, people, viewer, sees_all) for item in zip(rows, entries, matches, strict=True)]


def _previewed(
    row: ImportedEntry,
    entry: Entry,
    matches: Sequence[Match],
    people: dict,
    viewer: Person | None,
    sees_all: bool,
) -> Previewed:
    publication = row.publication
    own = viewer is not None and is_own(viewer, publication, matches)
    is_hidden = bool(publication) and not (publication.is_public or own or sees_all)
    if is_hidden:
        publication = None
    differing = []
    if publication and row.verdict == Verdict.UPDATE:
        differing = differences(publication, publication_of(entry), entry)
    authors = [
        PreviewedAuthor(
            printed, people.get(match.member), tuple(people[key] for key in match.candidates if key in people)
        )
        for printed, match in zip(entry.authors, matches, strict=True)
    ]
    return Previewed(row, entry, publication, differing, authors, own, is_hidden)


def is_own(viewer: Person, publication: Publication | None, matches: Sequence[Match]) -> bool:
    """Says whether somebody is an author of what is there, or may be one of what is not."""
    if publication and publication.pk:
        return any(row.person_id == viewer.pk for row in publication.authorships.all())
    return any(viewer.pk in match.possible_members for match in matches)
