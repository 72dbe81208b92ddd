"""Decide what to do with each entry of a bibliography, without saving anything."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from itertools import zip_longest

from django.core.exceptions import ValidationError

from core.languages import is_chinese
from core.partial_dates import LAST_YEAR
from publications.bibtex import Entry
from publications.column_limits import extra_fields, limited_fields
from publications.importing.diff import FieldDifference, field_differences
from publications.importing.duplicates import Work, WorkIndex, record_of_entry
from publications.importing.list_merging import merged, rank
from publications.models import Publication, PublicationKind, Verdict

#: A person's decision to add an entry as a new publication, whatever it resembles.
AS_NEW = "new"
#: What a person has decided about an entry: ``AS_NEW``, the primary key of its publication, or nothing.
ChosenWork = str | int | None


@dataclass
class PlannedEntry:
    """An entry with the verdict on it.

    - ``choice`` is the decision of a person, which overrides the comparison.
    - ``same_as`` is the saved publication that the entry duplicates.
    - ``repeats`` is the leading entry of the same list into which this one is merged, and ``merged`` are the
      entries merged into this one, whose values its ``entry`` and ``publication`` have as well.
    """

    entry: Entry
    choice: ChosenWork = None
    same_as: Publication | None = None
    repeats: "PlannedEntry | None" = None
    merged: list["PlannedEntry"] = field(default_factory=list)
    differences: list[FieldDifference] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @cached_property
    def publication(self) -> Publication:
        """The publication built from the entry, which is not saved.

        Built when it is needed, which is after the plan is complete: a long list of them takes much memory.
        """
        return _cleaned(self.entry)

    @property
    def verdict(self) -> Verdict:
        """Whether the entry is new, an update, a duplicate or invalid."""
        if self.errors:
            return Verdict.INVALID
        if self.repeats is not None:
            return Verdict.REPEATED
        if self.same_as is None:
            return Verdict.NEW
        return Verdict.UPDATE if self.differences else Verdict.SAME

    @property
    def is_duplicate(self) -> bool:
        """Whether the entry describes a saved publication, or the work of another entry of the list."""
        return self.same_as is not None or self.repeats is not None


def plan(
    entries: Iterable[Entry], choices: Iterable[ChosenWork] = (), proposed: Iterable[Entry] = ()
) -> list[PlannedEntry]:
    """Return the plan for each entry, in order.

    Entries of one work are merged into one of them, which leads and is the only new one: the published
    version rather than the preprint, then the one with the most precise place, then the first. ``choices``
    correspond to the entries; there may be fewer. A work of one of the ``proposed`` entries, which others
    have suggested before, is not new either.
    """
    index, works = WorkIndex(), {}
    suggested = [PlannedEntry(entry, AS_NEW) for entry in proposed]
    listed = [PlannedEntry(entry, choice) for entry, choice in zip_longest(entries, choices)]
    # Of several versions, the earliest published one is the version of a saved preprint.
    for item in (*suggested, *sorted(listed, key=_precedence)):
        if work := _work_of(item, index):
            works.setdefault(work, []).append(item)
    positions = {id(item): position for position, item in enumerate((*suggested, *listed))}
    duplicates: dict[int, list[PlannedEntry]] = {}
    for work, items in works.items():
        if work.publication:
            duplicates.setdefault(work.publication, []).extend(items)
        else:
            _merge(sorted(items, key=lambda item: positions[id(item)]))
    _add_differences(duplicates)
    for item in listed:
        if item.verdict == Verdict.NEW:
            _give_up_used_identifiers(item, index)
    return listed


def _precedence(item: PlannedEntry) -> tuple[bool, bool, int]:
    """Return the place of an entry in the order in which works are found: those to add as new come last."""
    entry = item.entry
    return item.choice == AS_NEW, entry.kind == PublicationKind.PREPRINT, entry.year or LAST_YEAR


def _work_of(item: PlannedEntry, index: WorkIndex) -> Work | None:
    """Return the work that an entry describes, which may be a new one; None for an invalid entry."""
    record = record_of_entry(item.entry)
    if isinstance(item.choice, int):
        work = index.of_publication(record, item.choice)
    else:
        work = None if item.choice == AS_NEW else index.find(record)
    if work is None:
        item.errors = _errors(publication_from(item.entry))
        if item.errors:
            return None
        work = Work()
    index.add(work, record)
    return work


def _merge(items: list[PlannedEntry]) -> None:
    """Merge the entries of a new work into the one that leads."""
    if len(items) == 1:
        return
    leader = max(items, key=lambda item: (item.choice == AS_NEW, not _is_invalid(item), *rank(item.entry)))
    others = [item for item in items if item is not leader]
    for item in others:
        item.repeats = leader
    entry = merged(leader.entry, (item.entry for item in others))
    if not _errors(publication_from(entry)):
        leader.merged, leader.entry = others, entry


def _is_invalid(item: PlannedEntry) -> bool:
    return bool(_errors(publication_from(item.entry)))


def _give_up_used_identifiers(item: PlannedEntry, index: WorkIndex) -> None:
    """Keep a DOI or arXiv ID that another publication has in the extra fields: two cannot have one.

    Chapters may have the DOI of their book, and a paper and its longer version the same preprint.
    """
    entry = item.entry
    publication = _cleaned(entry)
    extra = dict(entry.extra)
    if publication.doi in index.used:
        extra.setdefault("doi", publication.doi)
    if publication.arxiv_id in index.used:
        extra = {"eprint": publication.arxiv_id, "archiveprefix": "arXiv"} | extra
    if extra != entry.extra:
        doi = "" if publication.doi in index.used else entry.doi
        arxiv_id = "" if publication.arxiv_id in index.used else entry.arxiv_id
        item.entry = replace(entry, doi=doi, arxiv_id=arxiv_id, extra=extra)
        publication = publication_from(item.entry)
        item.errors = _errors(publication)
    index.note_identifiers(publication.doi, publication.arxiv_id)


def _cleaned(entry: Entry) -> Publication:
    """Return the publication of an entry with its values in the form in which they are stored."""
    publication = publication_from(entry)
    with suppress(ValidationError):
        publication.clean()
    return publication


def _errors(publication: Publication) -> list[str]:
    try:
        publication.full_clean(exclude=["slug"], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return error_lines(error)
    return []


def error_lines(error: ValidationError) -> list[str]:
    """Return a publication's validation errors as text, a line per field."""
    return [
        " ".join(texts) if name == "__all__" else f"{_label(name)}: {' '.join(texts)}"
        for name, texts in error.message_dict.items()
    ]


def _label(name: str) -> str:
    return str(Publication._meta.get_field(name).verbose_name)


def _add_differences(duplicates: Mapping[int, Iterable[PlannedEntry]]) -> None:
    """Set saved publications, given by primary key, and their differences from the entries of each."""
    if not duplicates:
        return
    rows = Publication.objects.select_related("venue").prefetch_related(
        "authorships", "editorships", "links", "topics"
    )
    publications = rows.defer("search_text").in_bulk(duplicates)
    for key, items in duplicates.items():
        for item in items:
            item.same_as = publications[key]
            item.differences = field_differences(item.same_as, item.publication, item.entry)


def publication_from(entry: Entry) -> Publication:
    """Return an unsaved publication with the fields of an entry, without venue, authors, links and topics."""
    return Publication(
        title=entry.title,
        kind=entry.kind,
        language=_language(entry),
        year=entry.year,
        month=entry.month if entry.year else None,
        day=entry.day if entry.year else None,
        is_in_press=entry.is_in_press,
        note=entry.note,
        abstract=entry.abstract,
        has_more_authors=entry.has_others,
        has_more_editors=entry.has_more_editors,
        extra=extra_fields(entry),
        funding=[asdict(funding) for funding in entry.funding],
        **limited_fields(entry),
    )


def _language(entry: Entry) -> str:
    """Return "zh-Hans" or "en": the language of the entry, or guessed from the title where it has none."""
    language = entry.language.lower()
    return "zh-Hans" if (language.startswith("zh") if language else is_chinese(entry.title)) else "en"
