"""Distinguish the book, the series, the conference and the institution of a work registered with Crossref.

Crossref lists book and series under ``container-title`` in no fixed order, and registers papers in the
Lecture Notes in Computer Science as book chapters.
"""

import re
from dataclasses import dataclass
from typing import Any

from publications.sources.records import as_dict, as_list, plain_text


def _any_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_SERIES = _any_of(
    r"lecture notes (?:in|of|on)\b",
    r"communications in computer and information science",
    r"ifip (?:advances|aict)",
    r"advances in (?:intelligent (?:systems|and soft)|experimental medicine|soft computing)",
    r"studies in (?:computational|classification|health|fuzziness|big data|systems)",
    r"smart innovation, systems",
    r"springer(?:briefs| proceedings| series| tracts| theses| optimization| texts)",
    r"leibniz international proceedings|open ?access series in informatics|ceur workshop proceedings",
    r"electronic workshops in computing|(?:acm )?international conference proceedings? series",
    r"spie proceedings|proceedings of spie$|(?:aip|iop) conference (?:proceedings|series)",
    r"acs symposium series|methods in \w+|human[–-]computer interaction series|procedia\b",
    r"(?:frontiers|progress|topics|monographs|trends|contributions|perspectives) (?:in|and|on)\b",
    r"(?:(?:graduate )?texts|undergraduate topics) (?:in|and|on)\b|informatik aktuell",
    r"(?:[\w&,-]+ ){0,8}research$|.*\b(?:series|lecture notes)(?: in .*)?$",
)
_BOOK = _any_of(
    r"\bproceedings of (?:the )?(?!spie)",
    r"\b(?:19|20)\d\d\b|\b\d+(?:st|nd|rd|th)\b|[–—:]",
    r"\bhandbook\b|\bencyclopedia\b",
    r"\b(?:conference|symposium|workshop|congress)\b(?!.*\bseries\b)",
)
#: Series of proceedings. Their papers are conference papers although they are registered as chapters.
_PROCEEDINGS_SERIES = _any_of(
    r"lecture notes in (?:computer science|artificial intelligence|bioinformatics|business information)",
    r"lecture notes in (?:(?:electrical|civil|mechanical) engineering|networks and systems)",
    r"lecture notes of the institute|communications in computer and information|ifip advances",
    r"leibniz international|proceedings in|springer proceedings|advances in intelligent systems",
)
#: ISSNs of these series, for records that name only the book: LNCS, CCIS, LNBIP, IFIP AICT, LNICST, LIPIcs.
_PROCEEDINGS_ISSNS = set(
    "0302-9743 1611-3349 1865-0929 1865-0937 1865-1348 1865-1356 1868-4238 1868-422X 1867-8211 1867-822X"
    " 1868-8969".split()
)
_PROCEEDINGS_TITLE = re.compile(
    r"\b(?:proceedings|conference|symposium|workshops?|congress)\b", re.IGNORECASE
)
_COLLECTION_TITLE = re.compile(
    r"\b(?:handbook|encyclop[ae]+dia|textbook|essays|festschrift|introduction to|tutorial|state of the art"
    r"|survey|transactions on)\b",
    re.IGNORECASE,
)
#: Servers of preprints that registers name only in their DOIs; elsewhere the publisher is their owner.
_SERVERS = (
    (re.compile(r"10\.2139/ssrn\."), "SSRN"),
    (re.compile(r"10\.21203/rs\."), "Research Square"),
    (re.compile(r"10\.20944/preprints"), "Preprints.org"),
    (re.compile(r"10\.26434/chemrxiv"), "ChemRxiv"),
    (re.compile(r"10\.36227/techrxiv"), "TechRxiv"),
    (re.compile(r"10\.31234/osf\.io"), "PsyArXiv"),
    (re.compile(r"10\.31235/osf\.io"), "SocArXiv"),
    (re.compile(r"10\.31219/osf\.io"), "OSF Preprints"),
    (re.compile(r"10\.22541/"), "Authorea"),
    (re.compile(r"10\.36227/"), "TechRxiv"),
    (re.compile(r"10\.32388/"), "Qeios"),
)
_YEAR = re.compile(r"\s*[-’'‘]?(?:\b(?:19|20)\d\d|(?<=[-’'‘])\d\d)\b")


@dataclass(frozen=True)
class Container:
    """What a work has appeared in: ``venue`` is the journal, book, server or institution."""

    venue: str = ""
    venue_short: str = ""
    series: str = ""
    event: str = ""
    publisher: str = ""
    is_proceedings: bool = False


def container_of(message: dict[str, Any]) -> Container:
    """Return what a work in Crossref's JSON format has appeared in."""
    kind = plain_text(message.get("type"))
    names = [name for name in map(plain_text, as_list(message.get("container-title"))) if name]
    short_names = [name for name in map(plain_text, as_list(message.get("short-container-title"))) if name]
    short = short_names[0] if short_names else ""
    publisher = plain_text(message.get("publisher"))
    if kind == "posted-content":
        return _server(message, names, short, publisher)
    if kind in {"dissertation", "report", "report-component", "standard"}:
        return Container(names[0] if names else _institution(message), short, publisher=publisher)
    if kind in {"book", "monograph", "edited-book", "reference-book", "proceedings"}:
        return Container(names[0] if names else "", short, publisher=publisher)
    if kind in {"proceedings-article", "book-chapter", "book-section", "book-part", "reference-entry"}:
        return _book(message, kind, names, short_names, publisher)
    return Container(names[0] if names else "", short, publisher=publisher)


def _server(message: dict[str, Any], names: list[str], short: str, publisher: str) -> Container:
    doi = plain_text(message.get("DOI")).lower()
    server = next((name for pattern, name in _SERVERS if pattern.match(doi)), "")
    if server:
        return Container(server)
    # The group of a preprint is its subject, that of a post is its blog.
    is_post = plain_text(message.get("subtype")) in {"blog", "other"}
    blog = plain_text(message.get("group-title")) if is_post else ""
    return Container(names[0] if names else blog or _institution(message), short, publisher=publisher)


def _book(
    message: dict[str, Any], kind: str, names: list[str], short_names: list[str], publisher: str
) -> Container:
    event_values = as_dict(message.get("event"))
    assertions = {
        plain_text(item.get("name")): plain_text(item.get("value"))
        for item in map(as_dict, as_list(message.get("assertion")))
    }
    event = plain_text(event_values.get("name")) or assertions.get("conference_name", "")
    acronym = plain_text(event_values.get("acronym")) or assertions.get("conference_acronym", "")
    acronym = _YEAR.sub("", acronym).strip(" -–:,")
    venue, series = _book_and_series(names, event)
    short = acronym or (short_names[0] if len(names) == len(short_names) == 1 and venue else "")
    return Container(
        venue,
        short if len(short) <= 40 else "",
        series,
        event,
        publisher,
        kind == "proceedings-article" or _is_proceedings(message, venue, series, event),
    )


def _book_and_series(names: list[str], event: str) -> tuple[str, str]:
    """Return the book or proceedings, and the series that they stand in."""
    names = list(dict.fromkeys(names))
    if len(names) == 1:
        is_series = bool(_SERIES.match(names[0])) and not _BOOK.search(names[0])
        return (event, names[0]) if is_series and event else (names[0], "")
    if not names:
        return event, ""
    # The less a name looks like that of a series, the likelier it is the book; of equals, the last one.
    venue = min(reversed(names), key=lambda name: (bool(_SERIES.match(name)), not _BOOK.search(name)))
    return venue, next(name for name in names if name != venue)


def _is_proceedings(message: dict[str, Any], venue: str, series: str, event: str) -> bool:
    """Return whether a chapter is a paper in the proceedings of a conference."""
    if event:
        return True
    issns = {plain_text(issn).upper() for issn in as_list(message.get("ISSN"))}
    in_series = bool(_PROCEEDINGS_SERIES.match(series)) or bool(issns & _PROCEEDINGS_ISSNS)
    if _COLLECTION_TITLE.search(venue):
        return False
    return in_series or bool(_PROCEEDINGS_TITLE.search(venue))


def _institution(message: dict[str, Any]) -> str:
    institutions = map(as_dict, as_list(message.get("institution")))
    return next(filter(None, (plain_text(item.get("name")) for item in institutions)), "")
