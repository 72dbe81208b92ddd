"""References by GB/T 7714-2015, numeric system (顺序编码制).

Punctuation is half-width and followed by a space, as in most publications. A publication that exists in print
is cited as a printed source even if it has a DOI. An online source is marked "/OL" and gives the access date
("[2013-03-08]", section 4.6).
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

#: At most this many authors are listed, followed by "等" or "et al" if there are more (section 8.1.2).
MAX_AUTHORS = 3
#: The code of each kind of publication (appendix B).
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
    """Format the reference: authors, title with code, source and URL, skipping what is unknown.

    `on` is the access date, printed for online sources.
    """
    names = [[Run(_name(parts), author=author)] for author, parts in reference.named_authors]
    if not names and reference.kind == "book":
        names = [[Run(_name(parts))] for parts in reference.editors]
    *source, last = _source(reference)
    if on and _is_online(reference):
        last = [*last, Run(f"[{on.isoformat()}]")]
    return join_sentences(_people(names, reference), _title(reference), *source, last, *_link(reference))


def _people(names: list[Runs], reference: Reference) -> Runs:
    """Join up to three names, followed by "et al" if there are more."""
    others = to_runs("等" if reference.is_chinese else "et al") if len(names) > MAX_AUTHORS else []
    return join_runs((*names[:MAX_AUTHORS], others))


def _name(parts: NameParts) -> str:
    """Return a name as "EINSTEIN A" or "PEEBLES P Z, Jr"; organizations and Chinese names stay unchanged."""
    if parts.literal or parts.is_chinese:
        return parts.inverted
    name = f"{parts.full_family.upper()} {parts.initials(stop='', hyphen=' ')}".strip()
    return ", ".join(filter(None, (name, parts.suffix.rstrip("."))))


def _title(reference: Reference) -> Runs:
    """Return the title with its code: "Title: number[P]", "Title[C]//Proceedings"."""
    number = one_line(reference.number) if reference.kind in {"report", "patent"} else ""
    volume = _volume(reference) if reference.kind == "book" else ""
    carrier = "/OL" if _is_online(reference) else ""
    code = f"[{_CODES.get(reference.kind, 'Z')}{carrier}]"
    name = ": ".join(filter(None, (title(reference), volume, number)))
    return [Run(name + code), *wrap_runs("//", _container(reference))]


def _is_online(reference: Reference) -> bool:
    """Return whether the publication is an online source and has a DOI or URL."""
    return is_online(reference) and bool(plain_text(join_runs(_link(reference))))


def _container(reference: Reference) -> Runs:
    """Return the book or proceedings that contain the publication, preceded by their editors."""
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
    """Return the sentences between title and URL."""
    match reference.kind:
        case "journal":
            return (_in_journal(reference),)
        case "patent":
            return (to_runs(_date(reference)),)
        case "preprint":
            # The URL names the preprint server; without a URL, its name is printed.
            archive = "" if plain_text(join_runs(_link(reference))) else publisher_or_venue(reference)
            return to_runs(archive), _date_in_parentheses(reference)
        case "software" | "dataset":
            return to_runs(version(reference)), _imprint(reference)
    return to_runs(edition(reference)), _imprint(reference)


def _in_journal(reference: Reference) -> Runs:
    """Return journal, year, volume, issue and pages: "Science, 1998, 279(5359): 2063"."""
    number = wrap_runs("(", to_runs(one_line(reference.number)), ")")
    parts = (one_line(reference.venue), _year(reference), one_line(reference.volume))
    issue = [*join_runs(to_runs(part) for part in parts), *number]
    return join_runs((issue, to_runs(_pages(reference))), ": ")


def _imprint(reference: Reference) -> Runs:
    """Return place, publisher, year and pages: "New York: McGraw Hill, 2001: 12-34".

    An online source without place, publisher and pages has its date in parentheses: "(2008-05-04)".
    """
    place = one_line(reference.extra.get("address", ""))
    publisher, pages = _publisher(reference), _pages(reference)
    place_and_publisher = ": ".join(filter(None, (place, publisher)))
    if not place_and_publisher and not pages and _is_online(reference):
        return _date_in_parentheses(reference)
    imprint = ", ".join(filter(None, (place_and_publisher, _year(reference))))
    return join_runs((to_runs(imprint), to_runs(pages)), ": ")


def _publisher(reference: Reference) -> str:
    if reference.kind in {"thesis", "report"}:
        return reference.institution
    if reference.kind in CONTAINED_KINDS:
        return one_line(reference.publisher)
    return publisher_or_venue(reference)


def _year(reference: Reference) -> str:
    return "".join(map(str, reference.date_parts[:1]))


def _date(reference: Reference) -> str:
    """Return the date as precisely as it is known: "2006-12-13", "2006-12", "2006"."""
    return "-".join(f"{part:02d}" for part in reference.date_parts)


def _date_in_parentheses(reference: Reference) -> Runs:
    return wrap_runs("(", to_runs(_date(reference)), ")")


def _pages(reference: Reference) -> str:
    return cleaning.format_pages(reference.pages, "-")


def _link(reference: Reference) -> tuple[Runs, ...]:
    if doi := cleaning.bare_doi(reference.doi):
        return ([Run("DOI: "), Run(doi, href=doi_url(doi))],)
    url = reference_url(reference)
    return ([Run(url, href=url)] if url else [],)
