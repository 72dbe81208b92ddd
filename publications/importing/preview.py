"""Prepare stored entries for the page on which their owner decides."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import in_chinese, in_parentheses
from people.models import Person
from publications.author_claims import match_contributors, members_matcher
from publications.bibtex import Author, Entry
from publications.bylines import editor_mark
from publications.citing.dates_in_words import date_in_words
from publications.importing.diff import FieldDifference, field_differences
from publications.importing.list_merging import merged, taken_values
from publications.importing.near_titles import near_titles
from publications.importing.planning import publication_from
from publications.matching import Match
from publications.models import Choice, Decision, ImportedEntry, Publication, PublicationKind, Verdict
from publications.stored_entries import entry_from_data

#: Authors that are always listed. After these, only members and possible members are.
MAX_LISTED_AUTHORS = 12
#: Labels of the values of a merged entry, where they are not those of the columns of a publication.
_LABELS = {
    "authors": gettext_lazy("authors"),
    "keywords": gettext_lazy("topics"),
    "links": gettext_lazy("links"),
    "extra": gettext_lazy("other fields"),
    "editors": gettext_lazy("editors"),
    "isbn": "ISBN",
    "issn": "ISSN",
}


@dataclass(frozen=True)
class AuthorPreview:
    """An author as printed, with the matching member, or the candidates where the match is uncertain."""

    printed: Author
    member: Person | None
    candidates: tuple[Person, ...]


@dataclass(frozen=True)
class MergedEntry:
    """Another entry of the same work in the list, with the names of the values that are taken from it."""

    entry: Entry
    taken: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """The venue, the year and the line, to find the entry by."""
        appearance = f"{self.entry.venue} {year_label(self.entry)}".strip()
        return ", ".join(filter(None, (appearance, line_label(self.entry))))


@dataclass(frozen=True)
class EntryPreview:
    """A stored entry with the publication that it duplicates and what it would change.

    ``is_own``: whether the viewer is, or may be, one of the authors. ``merged`` are the entries of the list
    that are merged into it, whose values ``entry`` has; ``leader`` is the entry that it is merged into.
    ``near`` are publications with similar titles.
    """

    row: ImportedEntry
    entry: Entry
    publication: Publication | None
    differences: list[FieldDifference]
    authors: list[AuthorPreview]
    is_own: bool
    #: Whether it duplicates a publication that the viewer may not see, which is neither shown nor compared.
    is_hidden: bool = False
    merged: list[MergedEntry] = field(default_factory=list)
    leader: MergedEntry | None = None
    near: list[Publication] = field(default_factory=list)

    @property
    def is_chosen_as_new(self) -> bool:
        return self.row.choice == Choice.NEW

    @property
    def can_be_new(self) -> bool:
        """Whether the entry duplicates something, so that its owner can decide that it does not."""
        return self.row.verdict in (Verdict.SAME, Verdict.UPDATE, Verdict.REPEATED)

    @property
    def listed_authors(self) -> list[AuthorPreview]:
        """The first authors, and those of the others who may be members."""
        first, others = self.authors[:MAX_LISTED_AUTHORS], self.authors[MAX_LISTED_AUTHORS:]
        return first + [author for author in others if author.member or author.candidates]

    @property
    def facts(self) -> list[str]:
        """Where and when it appeared, its identifier, and its line in the list."""
        entry, year = self.entry, year_label(self.entry)
        if entry.is_in_press:
            year = (year + in_parentheses(_("in press"))).strip()
        identifier = entry.doi or (f"arXiv:{entry.arxiv_id}" if entry.arxiv_id else "")
        return list(filter(None, (entry.venue, year, identifier, line_label(entry))))

    @property
    def list_ending(self) -> str:
        """What follows the names: "et al.", "(Eds.)", "et al. (Eds.)"."""
        if self.entry.authors or not self.authors:
            return _("et al.") if self.entry.has_others else ""
        mark = editor_mark(len(self.authors) + self.entry.has_more_editors)
        return " ".join((_("et al."), mark)) if self.entry.has_more_editors else mark

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


def line_label(entry: Entry) -> str:
    """Return "Line 12" if the entry was read from a text, else ""."""
    return _("Line %(line)s") % {"line": entry.line} if entry.line else ""


def year_label(entry: Entry) -> str:
    """Return the year that the publication will show: "2025", "Spring 2025", "c. 350 BC"; or ""."""
    words = entry.extra.get("year") or entry.extra.get("date", "")
    return date_in_words(words, is_chinese=in_chinese()) or str(entry.year or "")


def visible_publications(viewer: Person | None, sees_all: bool) -> QuerySet[Publication]:
    """Return the publications that a viewer of an import may see: public ones, and those of the viewer."""
    if sees_all:
        return Publication.objects.all()
    rows = Publication.objects.public()
    return rows | Publication.objects.by_author(viewer) if viewer else rows


def preview(rows, viewer: Person | None, sees_all: bool) -> list[EntryPreview]:
    """Return the previews of a queryset of ImportedEntry, in a constant number of queries.

    Publications that are not public are shown to their authors, and to a viewer who ``sees_all``.
    """
    rows = list(rows.with_publication())
    merged_entries = [_merged_entries(row) for row in rows]
    entries = [
        merged(entry_from_data(row.record), (other.entry for other in others))
        for row, others in zip(rows, merged_entries, strict=True)
    ]
    matcher = members_matcher()
    matches_by_entry = [match_contributors(matcher, entry) for entry in entries]
    keys = {key for matches in matches_by_entry for match in matches for key in match.possible_members}
    people = Person.objects.for_names().in_bulk(keys)
    near = _near_publications(rows, entries, visible_publications(viewer, sees_all))
    return [
        _preview(row, entry, others, matches, people, near.get(row.pk, []), viewer, sees_all)
        for row, entry, others, matches in zip(rows, entries, merged_entries, matches_by_entry, strict=True)
    ]


def _merged_entries(row: ImportedEntry) -> list[MergedEntry]:
    """Return the entries that are merged into this one while it is new, each with what it adds."""
    if row.verdict != Verdict.NEW or row.decision != Decision.OPEN:
        return []
    leader, result = entry_from_data(row.record), []
    for other in sorted(row.merged_list, key=lambda other: other.position):
        entry = entry_from_data(other.record)
        values = taken_values(leader, entry)
        leader = merged(leader, [entry])
        labels = dict.fromkeys(filter(None, map(_taken_label, values)))
        result.append(MergedEntry(entry, list(labels)))
    return result


def _taken_label(name: str) -> str:
    """Return the label of a value that is taken from a merged entry; "" for one not worth a mention."""
    if name in _LABELS:
        return str(_LABELS[name])
    columns = {column.name: column for column in Publication._meta.fields}
    return str(columns[name].verbose_name) if name in columns else ""


def _near_publications(
    rows: Sequence[ImportedEntry], entries: Sequence[Entry], publications: QuerySet[Publication]
) -> dict[int, list[Publication]]:
    """Return, by key of an undecided new entry, the publications with the titles most like its title."""
    titles = {
        row.pk: entry.title
        for row, entry in zip(rows, entries, strict=True)
        if row.verdict == Verdict.NEW and row.decision == Decision.OPEN
    }
    if not titles:
        return {}
    near = near_titles(titles, publications.order_by().values_list("pk", "title"))
    keys = {key for similar in near.values() for key in similar}
    listed = (
        Publication.objects.select_related("venue")
        .only("title", "slug", "year", "date_text", "venue")
        .in_bulk(keys)
    )
    return {row: [listed[key] for key in similar if key in listed] for row, similar in near.items()}


def _preview(
    row: ImportedEntry,
    entry: Entry,
    others: list[MergedEntry],
    matches: Sequence[Match],
    people: dict[int, Person],
    near: list[Publication],
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
    return EntryPreview(
        row=row,
        entry=entry,
        publication=publication,
        differences=differences,
        authors=authors,
        is_own=own,
        is_hidden=is_hidden,
        merged=others,
        leader=_leader(row),
        near=near,
    )


def _leader(row: ImportedEntry) -> MergedEntry | None:
    is_merged = row.repeats and row.verdict == Verdict.REPEATED
    return MergedEntry(entry_from_data(row.repeats.record)) if is_merged else None


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
