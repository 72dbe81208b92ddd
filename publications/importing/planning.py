"""Decide what to do with each entry of a bibliography, without saving anything."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.core.exceptions import ValidationError

from publications.bibtex import Entry
from publications.importing.column_limits import extra_fields, limited_fields
from publications.importing.diff import FieldDifference, field_differences
from publications.importing.duplicates import PublicationIndex
from publications.models import Publication, Verdict


@dataclass
class PlannedEntry:
    """An entry with the verdict on it.

    ``publication`` is built from the entry and not saved. ``same_as`` is the publication that the entry
    duplicates; it is not saved either where it comes from an earlier entry of the same list.
    """

    entry: Entry
    publication: Publication
    same_as: Publication | None = None
    differences: list[FieldDifference] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict:
        """Whether the entry is new, an update, a duplicate or invalid."""
        if self.errors:
            return Verdict.INVALID
        if self.same_as is None:
            return Verdict.NEW
        if self.same_as.pk is None:
            return Verdict.REPEATED
        return Verdict.UPDATE if self.differences else Verdict.SAME

    @property
    def saved_duplicate(self) -> Publication | None:
        """The publication in the database that the entry duplicates."""
        return self.same_as if self.same_as and self.same_as.pk else None


def plan(entries: Iterable[Entry]) -> list[PlannedEntry]:
    """Return the plan for each entry; of two entries for one work, only the first is new."""
    index = PublicationIndex()
    planned = []
    for entry in entries:
        item = PlannedEntry(entry, publication_from(entry))
        item.same_as = index.duplicate_of(item.publication, entry)
        if item.same_as is None:
            item.errors = _errors(item.publication)
            if not item.errors:
                index.add(item.publication, entry)
        planned.append(item)
    _add_differences([item for item in planned if item.saved_duplicate])
    return planned


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


def _add_differences(planned: list[PlannedEntry]) -> None:
    """Set the differences between entries and the saved publications that they duplicate."""
    keys = {item.same_as.pk for item in planned}
    rows = Publication.objects.select_related("venue").prefetch_related(
        "authorships", "editorships", "links", "topics"
    )
    publications = rows.defer("search_text").in_bulk(keys)
    for item in planned:
        item.same_as = publications[item.same_as.pk]
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
    is_chinese = language.startswith("zh") if language else _is_chinese(entry.title)
    return "zh-Hans" if is_chinese else "en"


def _is_chinese(text: str) -> bool:
    """Return whether text has more Chinese characters than Latin words, and no kana or Hangul."""
    characters, words = len(re.findall("[\u4e00-\u9fff]", text)), len(re.findall("[A-Za-z]+", text))
    return characters > words and not re.search("[\u3040-\u30ff\uac00-\ud7af]", text)
