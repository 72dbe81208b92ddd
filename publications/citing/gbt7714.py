"""References by GB/T 7714-2015, numeric system (顺序编码制).

Punctuation is half-width with a space behind it, as in most printings. What exists in print is cited as
printed; its DOI, for those who look for it, makes no electronic source of it. What is on the web alone is
marked "/OL" and says when it was looked at ("[2013-03-08]", section 4.6).
"""

from datetime import date

from . import cleaning
from .cleaning import one_line
from .names import NameParts
from .phrases import (
    CONTAINED_KINDS,
    doi_url,
    edition,
    is_online,
    publisher_or_venue,
    reference_url,
    title,
    version,
)
from .reference import Reference
from .runs import Run, Runs, join_runs, join_sentences, plain_text, to_runs, wrap_runs

#: As many are named, of more the first ones, then "等" or "et al" (8.1.2).
MOST_AUTHORS = 3
#: What it is (appendix B), for the kinds that do not appear in something else.
_CODES = {
    "journal": "J",
    "conference": "C",
    "workshop": "C",
    "chapter": "M",
    "book": "M",
    "thesis": "D",
    "report": "R",
    "patent": "P",
    "preprint": "EB",
    "software": "CP",
    "dataset": "DS",
}


def gbt7714(reference: Reference, on: date | None = None) -> Runs:
    """Authors, title with its code, source and URL, as far as they are known.

    `on` is the day on which it is looked at, which what is on the web says.
    """
    named = [[Run(_name(parts), author=author)] for author, parts in reference.named_authors]
    if not named and reference.kind == "book":
        named = [[Run(_name(parts))] for parts in reference.editors]
    *source, last = _source(reference)
    if on and _is_online(reference):
        last = [*last, Run(f"[{on.isoformat()}]")]
    return join_sentences(_people(named, reference), _title(reference), *source, last, *_address(reference))


def _people(named: list[Runs], reference: Reference) -> Runs:
    others = to_runs("等" if reference.is_chinese else "et al") if len(named) > MOST_AUTHORS else []
    return join_runs((*named[:MOST_AUTHORS], others))


def _name(parts: NameParts) -> str:
    """ "EINSTEIN A", "PEEBLES P Z, Jr"; a body and a Chinese name stay as they are."""
    if parts.literal or parts.chinese:
        return parts.inverted
    name = f"{parts.full_family.upper()} {parts.initials(stop='', hyphen=' ')}".strip()
    return ", ".join(filter(None, (name, parts.suffix.rstrip("."))))


def _title(reference: Reference) -> Runs:
    """ "Title: number[P]", "Title[C]//Proceedings"."""
    number = one_line(reference.number) if reference.kind in {"report", "patent"} else ""
    volume = _volume(reference) if reference.kind == "book" else ""
    carrier = "/OL" if _is_online(reference) else ""
    code = f"[{_CODES.get(reference.kind, 'Z')}{carrier}]"
    name = ": ".join(filter(None, (title(reference), volume, number)))
    return [Run(name + code), *wrap_runs("//", _container(reference))]


def _is_online(reference: Reference) -> bool:
    return is_online(reference) and bool(plain_text(join_runs(_address(reference))))


def _container(reference: Reference) -> Runs:
    """The book or the proceedings that it is part of, behind those who edited it."""
    venue = one_line(reference.venue)
    if reference.kind not in CONTAINED_KINDS or not venue:
        return []
    editors = _people([[Run(_name(parts))] for parts in reference.editors], reference)
    return join_runs((editors, to_runs(": ".join(filter(None, (venue, _volume(reference)))))), ". ")


def _volume(reference: Reference) -> str:
    volume = one_line(reference.volume)
    if not volume.isdigit():
        return volume
    return f"第{volume}卷" if reference.is_chinese else f"Vol. {volume}"


def _source(reference: Reference) -> tuple[Runs, ...]:
    """The sentences between the title and the address."""
    match reference.kind:
        case "journal":
            return (_in_journal(reference),)
        case "patent":
            return (to_runs(_date(reference)),)
        case "preprint":
            # The address says where it is; without one the archive has to be named.
            archive = "" if plain_text(join_runs(_address(reference))) else publisher_or_venue(reference)
            return to_runs(archive), _day(reference)
        case "software" | "dataset":
            return to_runs(version(reference)), _imprint(reference)
    return to_runs(edition(reference)), _imprint(reference)


def _in_journal(reference: Reference) -> Runs:
    """ "Science, 1998, 279(5359): 2063"."""
    number = wrap_runs("(", to_runs(one_line(reference.number)), ")")
    parts = (one_line(reference.venue), _year(reference), one_line(reference.volume))
    issue = [*join_runs(to_runs(part) for part in parts), *number]
    return join_runs((issue, to_runs(_pages(reference))), ": ")


def _imprint(reference: Reference) -> Runs:
    """ "New York: McGraw Hill, 2001: 12-34"; what nobody published has a day, "(2008-05-04)"."""
    place = one_line(reference.extra.get("address", ""))
    publisher, pages = _publisher(reference), _pages(reference)
    where = ": ".join(filter(None, (place, publisher)))
    if not where and not pages and _is_online(reference):
        return _day(reference)
    return join_runs((to_runs(", ".join(filter(None, (where, _year(reference))))), to_runs(pages)), ": ")


def _publisher(reference: Reference) -> str:
    if reference.kind in {"thesis", "report"}:
        return reference.institution
    return (
        one_line(reference.publisher) if reference.kind in CONTAINED_KINDS else publisher_or_venue(reference)
    )


def _year(reference: Reference) -> str:
    return "".join(map(str, reference.date_parts[:1]))


def _date(reference: Reference) -> str:
    """ "2006-12-13", no more precise than it is known."""
    return "-".join(f"{part:02d}" for part in reference.date_parts)


def _day(reference: Reference) -> Runs:
    return wrap_runs("(", to_runs(_date(reference)), ")")


def _pages(reference: Reference) -> str:
    return cleaning.format_pages(reference.pages, "-")


def _address(reference: Reference) -> tuple[Runs, ...]:
    if doi := cleaning.bare_doi(reference.doi):
        return ([Run("DOI: "), Run(doi, href=doi_url(doi))],)
    found = reference_url(reference)
    return ([Run(found, href=found)] if found else [],)
