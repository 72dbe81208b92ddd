"""Find the work that a bibliography entry describes, among the saved publications and the entries of a list.

The rules are in ``same_work``.
"""

from collections.abc import Iterable
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from django.db.models import Value

from publications.bibtex import Entry
from publications.importing.same_work import are_one_work, are_separate, closest, share_doi
from publications.importing.work_records import (
    WorkRecord,
    arxiv_key,
    doi_key,
    possible_family_names,
    title_key,
)
from publications.models import Authorship, Editorship, Publication, PublicationKind

#: Works of one title, and records of one work, that an entry is compared with: limited, because comparing a
#: list of entries that all have one title would otherwise take quadratic time.
MAX_WORKS, MAX_RECORDS = 200, 20
#: The columns of a publication that tell which work it describes.
COLUMNS = (
    "pk",
    "title",
    "kind",
    "year",
    "doi",
    "arxiv_id",
    "venue__name",
    "venue__abbreviation",
    "volume",
    "number",
    "pages",
    "publisher",
    "extra",
)


class Work:
    """A work with all of its records: of a saved publication, if any, and of entries of the list.

    ``publication`` is the primary key of the saved publication, or None.
    """

    __slots__ = ("_records", "_row", "publication")

    def __init__(self, publication: int | None = None, row: tuple[Any, ...] = ()) -> None:
        self.publication = publication
        self._row = row
        self._records: list[WorkRecord] = []

    @property
    def records(self) -> list[WorkRecord]:
        if self._row:  # built only for the few works that are compared with an entry
            self._records.insert(0, record_of_row(*self._row))
            self._row = ()
        return self._records

    def add(self, record: WorkRecord) -> None:
        if len(self.records) < MAX_RECORDS and record not in self.records:
            self.records.append(record)

    def describes(self, record: WorkRecord) -> bool:
        """Return whether a further record describes this work."""
        if any(share_doi(record, other) for other in self.records):
            return True
        if not any(are_one_work(record, other) for other in self.records):
            return False
        return not any(are_separate(record, other) for other in self.records if not other.is_preprint)


class WorkIndex:
    """All works, indexed by DOI, arXiv ID and title."""

    def __init__(self) -> None:
        self._by_doi: dict[str, dict[Work, None]] = {}
        self._by_arxiv: dict[str, dict[Work, None]] = {}
        self._by_title: dict[str, dict[int, dict[Work, None]]] = {}
        #: DOIs and arXiv IDs that publications have; no other publication can be saved with them.
        self.used: set[str] = set()
        names = first_names()
        for row in Publication.objects.order_by("pk").values_list(*COLUMNS).iterator(chunk_size=2000):
            work = Work(row[0], (row, names.get(row[0], "")))
            _pk, title, _kind, year, doi, arxiv_id = row[:6]
            self._index(work, title, year, doi or row[-1].get("doi", ""), arxiv_id)
            self.note_identifiers(doi, arxiv_id)

    def note_identifiers(self, doi: str, arxiv_id: str) -> None:
        """Note that a publication has these identifiers."""
        self.used.update(filter(None, (doi, arxiv_id)))

    def add(self, work: Work, record: WorkRecord) -> None:
        """Add a record to a work, so that later entries can be found to describe it."""
        work.add(record)
        self._index(work, record.title, record.year, record.doi, record.arxiv_id)

    def _index(self, work: Work, title: str, year: int | None, doi: str, arxiv_id: str) -> None:
        if doi and (key := doi_key(doi)):
            self._by_doi.setdefault(key, {})[work] = None
        if (doi or arxiv_id) and (key := arxiv_key(arxiv_id, doi)):
            self._by_arxiv.setdefault(key, {})[work] = None
        if key := title_key(title):
            self._by_title.setdefault(key, {}).setdefault(year or 0, {})[work] = None

    def find(self, record: WorkRecord) -> Work | None:
        """Return the work that a record describes: of several, the one most like it."""
        works = [work for work in self._candidates(record) if work.describes(record)]
        if len(works) == 1:
            return works[0]
        return max(works, key=lambda work: closest(record, work.records), default=None)

    def of_publication(self, record: WorkRecord, publication: int) -> Work:
        """Return the work of a saved publication for a record that somebody says describes it."""
        candidates = self._candidates(record)
        return next((work for work in candidates if work.publication == publication), Work(publication))

    def _candidates(self, record: WorkRecord) -> Iterable[Work]:
        same_title = self._by_title.get(record.key, {})
        years = (record.year - 1, record.year, record.year + 1, 0) if record.year else tuple(same_title)
        works = (
            *self._by_doi.get(record.doi_key, ()),
            *self._by_arxiv.get(record.arxiv_key, ()),
            *islice(chain.from_iterable(same_title.get(year, ()) for year in years), MAX_WORKS),
        )
        return dict.fromkeys(works)


def first_names() -> dict[int, str]:
    """Return the first author of each publication, or the first editor of a book without authors."""
    editors = Editorship.objects.filter(position=1, publication__kind=PublicationKind.BOOK)
    authors = Authorship.objects.filter(position=1)
    columns = ("publication", "name")
    rows = editors.order_by().values_list(*columns, Value(0))
    rows = rows.union(authors.order_by().values_list(*columns, Value(1)), all=True)
    return {publication: name for publication, name, _is_author in sorted(rows, key=itemgetter(2))}


def record_of_entry(entry: Entry) -> WorkRecord:
    """Return what tells which work an entry describes."""
    people = entry.authors or (entry.editors if entry.kind == "book" else ())
    first = people[0] if people else None
    return WorkRecord(
        title=entry.title,
        kind=entry.kind,
        year=entry.year,
        families=possible_family_names(first.name, first.family) if first else frozenset(),
        doi=entry.doi,
        arxiv_id=entry.arxiv_id,
        venues=(entry.venue, entry.venue_short),
        volume=entry.volume,
        number=entry.number,
        pages=entry.pages,
        publisher=entry.publisher,
        isbn=entry.isbn,
        edition=entry.extra.get("edition", ""),
        degree=entry.extra.get("type", ""),
    )


def record_of_row(row: tuple[Any, ...], first_author: str) -> WorkRecord:
    """Return what tells which work a publication describes, from its ``COLUMNS`` and first author.

    Of a book without authors, the first editor stands in the author's place.
    A DOI that another publication has is in the extra fields.
    """
    values = dict(zip(COLUMNS, row, strict=True))
    extra = values["extra"]
    return WorkRecord(
        title=values["title"],
        kind=values["kind"],
        year=values["year"],
        families=possible_family_names(first_author),
        doi=values["doi"] or extra.get("doi", ""),
        arxiv_id=values["arxiv_id"],
        venues=(values["venue__name"] or "", values["venue__abbreviation"] or ""),
        volume=values["volume"],
        number=values["number"],
        pages=values["pages"],
        publisher=values["publisher"],
        isbn=extra.get("isbn", ""),
        edition=extra.get("edition", ""),
        degree=extra.get("type", ""),
    )


def record_of_publication(publication: Publication, first_author: str = "") -> WorkRecord:
    """Return what tells which work a publication describes."""
    venue = publication.venue
    values = {"venue__name": venue and venue.name, "venue__abbreviation": venue and venue.abbreviation}
    row = tuple(values[name] if name in values else getattr(publication, name) for name in COLUMNS)
    return record_of_row(row, first_author)
