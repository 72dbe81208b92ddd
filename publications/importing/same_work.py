"""Decide whether two bibliographic records describe one work.

One work has one record on the site: a preprint and its published version are one work; a conference paper and
the journal article that extends it are two, as are two editorials of one volume and two editions of a book.

Identifiers decide first: two records with one DOI are one work, whatever their spelling of it. Without, two
records are compared only if they have one title, a common family name of the first author, and years at most
one apart. Then each value that both records have, and that differs, tells two works apart: kind with venue,
volume, number, edition, ISBN, pages. A value that one record lacks tells nothing.
"""

import re
from collections.abc import Iterable

from core.search.normalization import fold
from publications.importing.venue_names import name_one_venue
from publications.importing.work_records import WorkRecord

#: Kinds of papers in proceedings and collections: sources do not agree on which of them a paper is.
_IN_PROCEEDINGS = frozenset(("conference", "workshop", "chapter"))
#: Kinds that have no preprint: a preprint of the same title is a paper about them.
_WITHOUT_PREPRINT = frozenset(("software", "dataset", "patent", "thesis"))
#: Kinds of which two records of one title are two works if their venues differ.
_WITH_TELLING_VENUE = frozenset(("journal", "conference", "workshop", "thesis", "report"))
_PROCEEDINGS = re.compile(r"\bproc(?:eedings)?\b|\bPACM", re.IGNORECASE)
_VOLUME = re.compile(r"\s*(?:vol\.?|nos?\.?|issue)?\s*(\d{1,9})(?:\s*[-–—/]+\s*(\d{1,9}))?\s*", re.IGNORECASE)


def are_one_work(first: WorkRecord, second: WorkRecord) -> bool:
    """Return whether two records describe one work."""
    if share_doi(first, second):
        return True
    if first.arxiv_key and first.arxiv_key == second.arxiv_key:
        return first.is_preprint or second.is_preprint or not are_separate(first, second)
    if not first.key or first.key != second.key:
        return False
    return _may_share_author(first, second) and are_near(first, second) and not are_separate(first, second)


def may_lack_subtitle(first: WorkRecord, second: WorkRecord) -> bool:
    """Return whether one record may be the other one without its subtitle, for people to decide."""
    shorter, longer = sorted((first, second), key=lambda record: len(record.key))
    if shorter.has_heading_title or shorter.key != longer.main_key:
        return False
    return bool(first.families & second.families) and are_near(first, second)


def share_doi(first: WorkRecord, second: WorkRecord) -> bool:
    """Return whether two records have one DOI, and are not two parts of the book that the DOI is of."""
    if not first.doi_key or first.doi_key != second.doi_key:
        return False
    are_parts = {first.kind, second.kind} <= _IN_PROCEEDINGS and first.key != second.key
    if are_parts and _have_other_pages(first, second):
        return False
    is_version = first.doi.lower() != second.doi.lower()
    return not (is_version and _differ(first.volume, second.volume))


def are_near(first: WorkRecord, second: WorkRecord) -> bool:
    """Return whether the years are at most one apart, as for a preprint and its paper, or unknown."""
    return not first.year or not second.year or abs(first.year - second.year) <= 1


def _may_share_author(first: WorkRecord, second: WorkRecord) -> bool:
    if first.families and second.families:
        return bool(first.families & second.families)
    return first.year == second.year


def are_separate(first: WorkRecord, second: WorkRecord) -> bool:
    """Return whether two records of one title describe works that have been published on their own."""
    if first.is_preprint or second.is_preprint:
        if {first.kind, second.kind} & _WITHOUT_PREPRINT:
            return True
        return bool(first.arxiv_key and second.arxiv_key) and first.arxiv_key != second.arxiv_key
    if _have_incompatible_kinds(first, second):
        return True
    if first.doi_key and second.doi_key and first.doi_key != second.doi_key:
        return not _are_registered_twice(first, second)
    return _differ_in_place(first, second)


def _have_incompatible_kinds(first: WorkRecord, second: WorkRecord) -> bool:
    """Return whether the kinds, with the venues, tell two works apart."""
    kinds = {first.kind, second.kind}
    if len(kinds) == 1 or "" in kinds:
        return False
    same_venue = _same_venue(first, second)
    if "other" in kinds:  # a sloppy record of anything
        return same_venue is False and _differ_in_place(first, second)
    if kinds == {"conference", "workshop"}:
        return any(first.venues) and any(second.venues) and not _have_one_place(first, second)
    if kinds <= _IN_PROCEEDINGS:
        return False
    if "journal" in kinds and kinds & _IN_PROCEEDINGS:
        return not (same_venue or _may_be_one_venue(first, second) or _have_one_place(first, second))
    return True


def _may_be_one_venue(first: WorkRecord, second: WorkRecord) -> bool:
    """Return whether a journal may be the proceedings of a conference, by its name or because one is unknown.

    An acronym, as in "ICRA" beside "IEEE Robotics and Automation Letters", is the name of another venue.
    """
    if not any(first.venues) or not any(second.venues):
        return True
    journal = first if first.kind == "journal" else second
    return any(map(_PROCEEDINGS.search, journal.venues)) and _same_venue(first, second) is None


def _are_registered_twice(first: WorkRecord, second: WorkRecord) -> bool:
    """Return whether two DOIs are of one paper, as of conferences with two publishers (IEEE and ACM)."""
    return (
        first.kind == second.kind
        and not first.has_heading_title
        and _have_one_place(first, second)
        and _same_venue(first, second) is not False
        and not _differ(first.number, second.number)
    )


def _differ_in_place(first: WorkRecord, second: WorkRecord) -> bool:
    """Return whether venue, volume, number, edition, ISBN or pages tell two works apart."""
    in_proceedings = {first.kind, second.kind} <= _IN_PROCEEDINGS
    same_venue = _same_venue(first, second)
    if same_venue is False and first.kind == second.kind and first.kind in _WITH_TELLING_VENUE:
        return not _have_one_place(first, second)
    if first.kind == second.kind == "thesis" and first.degree_level != second.degree_level:
        return True
    # Of proceedings, one source gives the volume in the series, another that of the part.
    is_place_of_volume = not in_proceedings or first.year != second.year or _have_other_pages(first, second)
    if is_place_of_volume and _differ(first.volume, second.volume):
        return True
    if not in_proceedings and _differ(first.number, second.number):
        return True
    if _have_other_editions(first, second):
        return True
    if not _have_other_pages(first, second):
        return False
    if first.has_heading_title:
        return True
    # Before it has its place in a volume, a paper is numbered from page 1.
    starts_at_one = any(record.page_range and record.page_range[1] == 1 for record in (first, second))
    return not starts_at_one and not (in_proceedings and same_venue)


def _have_other_editions(first: WorkRecord, second: WorkRecord) -> bool:
    editions = (first.edition_number, second.edition_number)
    if all(editions):
        return editions[0] != editions[1]
    if any(editions) and first.year != second.year:
        return True
    are_books = "book" in (first.kind, second.kind) or {first.kind, second.kind} == {"chapter"}
    other_isbn = bool(first.isbns and second.isbns) and not first.isbns & second.isbns
    return are_books and other_isbn and not (first.pages and _have_one_place(first, second))


def _same_venue(first: WorkRecord, second: WorkRecord) -> bool | None:
    """Return whether the venues are the same, or None where that is unknown."""
    answers = {
        name_one_venue(name, other)
        for name in filter(None, first.venues)
        for other in filter(None, second.venues)
    }
    return True if True in answers else None if None in answers or not answers else False


def _have_one_place(first: WorkRecord, second: WorkRecord) -> bool:
    """Return whether both records have the same pages of the same year, and no other volume."""
    ranges = first.page_range, second.page_range
    return (
        ranges[0] is not None
        and ranges[0] == ranges[1]
        and first.year == second.year
        and not _differ(first.volume, second.volume)
    )


def _have_other_pages(first: WorkRecord, second: WorkRecord) -> bool:
    """Return whether both have pages, and these do not overlap."""
    if not first.page_range or not second.page_range:
        return False
    prefix, start, end = first.page_range
    other_prefix, other_start, other_end = second.page_range
    if prefix != other_prefix:
        return False  # an article number beside pages
    return end < other_start or other_end < start


def _differ(value: str, other: str) -> bool:
    """Return whether both values are known and differ, ignoring case, signs, leading zeros and "no."."""
    if not value or not other:
        return False
    numbers, other_numbers = _numbers(value), _numbers(other)
    if numbers and other_numbers:
        return numbers.isdisjoint(other_numbers)
    text, other_text = (re.sub(r"\W+", "", fold(text)) for text in (value, other))
    if text.isalpha() != other_text.isalpha() or numbers or other_numbers:
        return False  # an issue number beside the name of the conference
    return not (text.startswith(other_text) or other_text.startswith(text))  # "US 123", "US 123 B2"


def _numbers(text: str) -> set[int]:
    """Return the numbers of a volume or issue: {3, 4} for "3–4", {7} for "No. 07"; empty for other texts."""
    match = _VOLUME.fullmatch(text)
    if not match:
        return set()
    first, last = int(match[1]), int(match[2] or match[1])
    return set(range(first, last + 1)) if 0 < last - first < 20 else {first, last}


def likeness(first: WorkRecord, second: WorkRecord) -> tuple:
    """Return how much two records of one work have in common, to choose the closest of several."""
    return (
        share_doi(first, second),
        bool(first.arxiv_key) and first.arxiv_key == second.arxiv_key,
        first.key == second.key,
        first.kind == second.kind,
        bool(_same_venue(first, second)),
        _have_one_place(first, second),
        -abs((first.year or 0) - (second.year or 0)),
        bool({first.kind, second.kind} & _IN_PROCEEDINGS),  # which appear before the extended version
    )


def closest(record: WorkRecord, records: Iterable[WorkRecord]) -> tuple:
    """Return the greatest likeness of a record to one of several."""
    return max(likeness(record, other) for other in records)
