"""What would become of the entries of a bibliography. Nothing is changed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from publications.bibtex import Entry
from publications.importing.comparing import Differing, differences
from publications.importing.fitting import further_fields, short_fields
from publications.importing.known import Known
from publications.models import Publication, Verdict


@dataclass
class Planned:
    """What would become of an entry.

    ``publication`` is what it describes, not saved; ``same_as`` the one that it is the same as, which is not
    saved either where another entry of the list describes it.
    """

    entry: Entry
    publication: Publication
    same_as: Publication | None = None
    differences: list[Differing] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict:
        if self.errors:
            return Verdict.INVALID
        if self.same_as is None:
            return Verdict.NEW
        if self.same_as.pk is None:
            return Verdict.REPEATED
        return Verdict.UPDATE if self.differences else Verdict.SAME


def plan(entries: Iterable[Entry]) -> list[Planned]:
    """Says what would become of each entry; of two that are the same, the first is taken."""
    known = Known()
    planned = []
    for entry in entries:
        item = Planned(entry, publication_of(entry))
        item.same_as = known.find(item.publication, entry)
        if item.same_as is None:
            item.errors = _errors(item.publication)
            if not item.errors:
                known.add(item.publication, entry)
        planned.append(item)
    _compare([item for item in planned if item.same_as is not None and item.same_as.pk])
    return planned


def _errors(publication: Publication) -> list[str]:
    try:
        publication.full_clean(exclude=["slug"], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return error_lines(error)
    return []


def error_lines(error: ValidationError) -> list[str]:
    """Returns what is wrong with a publication, a line for each field."""
    return [
        " ".join(texts) if name == "__all__" else f"{_label(name)}: {' '.join(texts)}"
        for name, texts in error.message_dict.items()
    ]


def _label(name: str) -> str:
    return str(Publication._meta.get_field(name).verbose_name)


def _compare(planned: list[Planned]) -> None:
    """Finds what differs between entries and the publications that they are the same as."""
    keys = {item.same_as.pk for item in planned}
    rows = Publication.objects.select_related("venue").prefetch_related("authorships", "links", "topics")
    there = rows.defer("search_text").in_bulk(keys)
    for item in planned:
        item.same_as = there[item.same_as.pk]
        item.differences = differences(item.same_as, item.publication, item.entry)


def publication_of(entry: Entry) -> Publication:
    """Returns the publication that an entry describes, not saved."""
    return Publication(
        title=entry.title,
        kind=entry.kind,
        language=_language(entry),
        year=entry.year,
        month=entry.month if entry.year else None,
        day=entry.day if entry.year else None,
        abstract=entry.abstract,
        extra=further_fields(entry),
        **short_fields(entry),
    )


def _language(entry: Entry) -> str:
    """Returns the language of an entry; most that are in Chinese do not say so, but their titles do."""
    written = entry.language.lower()
    in_chinese = written.startswith("zh") if written else _is_chinese(entry.title)
    return "zh-Hans" if in_chinese else "en"


def _is_chinese(text: str) -> bool:
    """Whether it has more characters, each about a word, than Latin words, and is not Japanese."""
    characters, words = len(re.findall("[\u4e00-\u9fff]", text)), len(re.findall("[A-Za-z]+", text))
    return characters > words and not re.search("[\u3040-\u30ff\uac00-\ud7af]", text)
