"""References in the style of the American Psychological Association, 7th edition (chapters 9 and 10).

Titles stay as they were entered: to tell a proper noun from another word is not for a machine.
"""

import re

from . import cleaning
from .cleaning import one_line
from .names import NameParts
from .phrases import (
    CONTAINED_KINDS,
    doi_url,
    edition,
    label_pages,
    publisher_or_venue,
    reference_url,
    title,
    version,
    work_type,
)
from .reference import Reference
from .runs import Run, Runs, join_runs, join_sentences, plain_text, to_runs, wrap_runs

#: As many authors are named; of more, all but the last of these and the very last (section 9.8).
MOST_AUTHORS = 20
_HYPHENATED = re.compile("[-\u2010\u2011](\\w)")
#: A full stop stands inside of quotation marks.
_QUOTED_END = re.compile('(?<=[^.?!…])([”"])$')
_DESCRIPTIONS = {"software": "Computer software", "dataset": "Data set"}


def apa(reference: Reference) -> Runs:
    """Author, date, title and source, as far as they are known."""
    authors = _authors(reference)
    year = reference.date_parts[0] if reference.date_parts else "n.d."
    date, about = [Run(f"({year})")], _title(reference)
    head = (authors, date, about) if plain_text(authors) else (about, date)
    return join_runs((join_sentences(*head, *_source(reference)), _link(reference)), " ")


def _authors(reference: Reference) -> Runs:
    authors = reference.named_authors
    named = [[Run(_name(parts), author=author)] for author, parts in authors]
    if not named and reference.kind == "book":
        editors = [[Run(_name(parts))] for parts in reference.editors]
        return wrap_runs("", _listed(editors), " (Eds.)" if len(editors) > 1 else " (Ed.)")
    if len(named) > MOST_AUTHORS:
        return [*join_runs(named[: MOST_AUTHORS - 1]), Run(", . . . "), *named[-1]]
    if len(named) == 2 and all(parts.literal for _author, parts in authors):
        return join_runs(named, " & ")
    return _listed(named)


def _listed(names: list[Runs]) -> Runs:
    """ "A", "A, & B", "A, B, & C"."""
    return [*join_runs(names[:-1]), *wrap_runs(", & " if names[:-1] else "", names[-1])] if names else []


def _name(parts: NameParts) -> str:
    if parts.literal or parts.chinese:
        return parts.inverted
    # "Lee-ann" is one name and has one initial, "Ai-Jun" has two (section 9.8).
    given = _HYPHENATED.sub(lambda found: found[1] if found[1].islower() else found[0], parts.given)
    parts = parts._replace(given=given)
    return ", ".join(filter(None, (parts.full_family, parts.initials(), parts.suffix)))


def _title(reference: Reference) -> Runs:
    """The title with what stands in parentheses and brackets behind it."""
    stands_alone = reference.kind not in CONTAINED_KINDS | {"journal"}
    inside = not stands_alone and one_line(reference.venue)
    details = "" if inside else ", ".join(filter(None, _details(reference)))
    further = join_runs(
        (
            wrap_runs("(", to_runs("; ".join(filter(None, (_edited(reference), details)))), ")"),
            wrap_runs("[", to_runs(_description(reference)), "]"),
        ),
        " ",
    )
    name = title(reference)
    if not plain_text(further) and not reference.is_chinese:
        name = _QUOTED_END.sub(r".\1", name)
    return join_runs((to_runs(name, italic=stands_alone), further), " ")


def _edited(reference: Reference) -> str:
    """ "D. Wright, Ed.", of a book that has authors besides."""
    if reference.kind != "book" or not reference.named_authors:
        return ""
    return plain_text(wrap_runs("", _editors(reference), ", Eds." if len(reference.editors) > 1 else ", Ed."))


def _editors(reference: Reference) -> Runs:
    """ "A. Editor & B. Editor", not inverted."""
    named = [[Run(parts.abbreviated)] for parts in reference.editors]
    return join_runs(named, " & ") if len(named) == 2 else _listed(named)


def _details(reference: Reference) -> tuple[str, ...]:
    number, volume = one_line(reference.number), one_line(reference.volume)
    kind_of_work = work_type(reference)
    match reference.kind:
        case "report":
            return (f"{kind_of_work or 'Report'} No. {number}" if number else kind_of_work,)
        case "patent":
            office = kind_of_work if "patent" in kind_of_work.lower() and " " in kind_of_work else "Patent"
            return (f"{office} No. {number}" if number else "",)
        case "software" | "dataset":
            return (version(reference),)
        case "thesis":
            return (f"Publication No. {number}" if number else "",)
        case "preprint" | "journal":
            return ()
    pages = _pages(reference, marked=True)
    return edition(reference), f"Vol. {volume}" if volume else "", pages


def _description(reference: Reference) -> str:
    if reference.kind != "thesis":
        return _DESCRIPTIONS.get(reference.kind, "")
    degree = "Doctoral dissertation"
    if reference.is_masters_thesis or reference.is_bachelors_thesis:
        degree = "Master’s thesis" if reference.is_masters_thesis else "Bachelor’s thesis"
    return ", ".join(filter(None, (degree, reference.institution)))


def _source(reference: Reference) -> tuple[Runs, ...]:
    """The sentences that say where it appeared."""
    venue = one_line(reference.venue)
    if reference.kind == "journal":
        number = one_line(reference.number)
        volume = [
            *to_runs(one_line(reference.volume), italic=True),
            *to_runs(f"({number})" if number else ""),
        ]
        return (join_runs((to_runs(venue, italic=True), volume, to_runs(_pages(reference)))),)
    if reference.kind in CONTAINED_KINDS:
        return _container(reference, venue), to_runs(one_line(reference.publisher))
    if reference.kind == "thesis":
        # Where it is kept, if that is said besides the university.
        return (to_runs(one_line(reference.publisher) if venue else ""),)
    if reference.kind == "preprint":
        return (to_runs(venue or ("arXiv" if reference.arxiv_id else one_line(reference.publisher))),)
    source = reference.institution if reference.kind == "report" else publisher_or_venue(reference)
    # A body that publishes its own work is not named twice.
    is_author = source in {parts.literal for _, parts in reference.named_authors}
    return (to_runs("" if is_author else source),)


def _container(reference: Reference, venue: str) -> Runs:
    """ "In A. Editor & B. Editor (Eds.), Book (2nd ed., pp. 1–9)"."""
    if not venue:
        return []
    details = ", ".join(filter(None, _details(reference)))
    return [
        Run("In "),
        *wrap_runs("", _editors(reference), " (Eds.), " if len(reference.editors) > 1 else " (Ed.), "),
        Run(venue, italic=True),
        *wrap_runs(" (", to_runs(details), ")"),
    ]


def _pages(reference: Reference, marked: bool = False) -> str:
    pages = cleaning.format_pages(reference.pages)
    if cleaning.is_article_number(pages):
        return f"Article {pages}"
    return label_pages(pages) if marked else pages


def _link(reference: Reference) -> Runs:
    if doi := cleaning.bare_doi(reference.doi):
        return [Run(f"https://doi.org/{doi}", href=doi_url(doi))]
    found = reference_url(reference)
    return [Run(found, href=found)] if found else []
