"""References in the style of the American Psychological Association, 7th edition (chapters 9 and 10).

Titles keep their capitals instead of being changed to sentence case, because a program cannot tell proper
nouns from other words.
"""

import calendar
import re

from . import cleaning
from .cleaning import one_line
from .names import NameParts
from .phrases import (
    CONTAINED_KINDS,
    STATUS_WORDS,
    article_number,
    doi_url,
    edition,
    editorial_status,
    label_pages,
    people_in_field,
    publisher_or_venue,
    reference_url,
    thesis_type,
    title,
    translated_title,
    version,
    without_placeholders,
    work_type,
)
from .reference import Reference
from .runs import Run, Runs, join_runs, join_sentences, plain_text, to_runs, wrap_runs

#: The longest list of authors printed in full. Of a longer one, the first 19 and the last are printed
#: (section 9.8).
MAX_AUTHORS = 20
_HYPHENATED = re.compile("[-\u2010\u2011](\\w)")
#: The place of a full stop inside a closing quotation mark.
_QUOTED_END = re.compile('(?<=[^.?!…])([”"])$')
_DESCRIPTIONS = {"software": "Computer software", "dataset": "Data set"}


def apa(reference: Reference) -> Runs:
    """Format the reference: author, date, title, source and link, skipping what is unknown."""
    reference = without_placeholders(reference)
    authors = _authors(reference)
    date, work = [Run(f"({_date(reference)})")], _title(reference)
    head = (authors, date, work) if plain_text(authors) else (work, date)
    return join_runs((join_sentences(*head, *_source(reference)), _link(reference)), " ")


def _date(reference: Reference) -> str:
    """Return the year, for a web page or newspaper with month and day: "2025, February 17" (section 9.14)."""
    if reference.is_in_press:
        return "in press"
    year, *month_and_day = reference.date_parts or (reference.year_text or "n.d.",)
    has_day = reference.kind == "other" or reference.is_newspaper_article
    if not has_day or not month_and_day:
        return str(year)
    return f"{year}, {' '.join([calendar.month_name[month_and_day[0]], *map(str, month_and_day[1:])])}"


def _authors(reference: Reference) -> Runs:
    authors = reference.named_authors
    names = [[Run(_name(parts), author=author)] for author, parts in authors]
    if not names and reference.kind == "book":
        editors = [[Run(_name(parts), author=editor)] for editor, parts in reference.named_editors]
        return wrap_runs(
            "", _join_names(editors, reference.has_more_editors), f" ({_editor_label(reference)})"
        )
    if len(names) > MAX_AUTHORS and not reference.has_more_authors:
        return [*join_runs(names[: MAX_AUTHORS - 1]), Run(", . . . "), *names[-1]]
    if len(names) == 2 and all(parts.literal for _author, parts in authors):
        return join_runs(names, ", " if reference.has_more_authors else " & ")
    return _join_names(
        names[: MAX_AUTHORS - 1] if len(names) > MAX_AUTHORS else names, reference.has_more_authors
    )


def _join_names(names: list[Runs], has_more: bool = False) -> Runs:
    """Join names as "A", "A, & B", "A, B, & C", or "A, B, et al." if further names are unknown."""
    if names and has_more:
        return join_runs((*names, [Run("et al.")]))
    return [*join_runs(names[:-1]), *wrap_runs(", & " if names[:-1] else "", names[-1])] if names else []


def _name(parts: NameParts) -> str:
    if parts.literal or parts.is_chinese:
        return parts.inverted
    # "Lee-ann" has one initial, "Ai-Jun" has two (section 9.8).
    given = _HYPHENATED.sub(lambda match: match[1] if match[1].islower() else match[0], parts.given)
    parts = parts._replace(given=given)
    return ", ".join(filter(None, (parts.full_family, parts.initials(), parts.suffix)))


def _title(reference: Reference) -> Runs:
    """Return the title with its translation and description in brackets and its details in parentheses."""
    is_standalone = reference.kind not in CONTAINED_KINDS | {"journal"}
    has_container = not is_standalone and one_line(reference.venue)
    details = "" if has_container else ", ".join(filter(None, _details(reference)))
    parentheses = "; ".join(filter(None, (_editors_of_authored(reference), _translators(reference), details)))
    status = STATUS_WORDS.get(editorial_status(reference), "")
    additions = join_runs(
        (
            wrap_runs("[", to_runs(translated_title(reference)), "]"),
            wrap_runs("(", to_runs(parentheses), ")"),
            wrap_runs("[", to_runs("; ".join(filter(None, (_description(reference), status)))), "]"),
        ),
        " ",
    )
    name = title(reference)
    if is_standalone:
        name = _with_series(name, reference)
    if not plain_text(additions) and not reference.is_chinese:
        name = _QUOTED_END.sub(r".\1", name)
    return join_runs((to_runs(name, italic=is_standalone), additions), " ")


def _with_series(name: str, reference: Reference) -> str:
    """Return the title of a book after its series: "Lecture notes: Vol. 3. Title" (section 10.5)."""
    if not _is_volume_of_series(reference):
        return name
    return f"{one_line(reference.extra['series'])}: Vol. {one_line(reference.volume)}. {name}"


def _is_volume_of_series(reference: Reference) -> bool:
    book = reference.title if reference.kind == "book" else reference.venue
    is_book = reference.kind in CONTAINED_KINDS | {"book"} and one_line(book)
    return bool(is_book and one_line(reference.extra.get("series", "")) and one_line(reference.volume))


def _editors_of_authored(reference: Reference) -> str:
    """Return the editors of a book that also has authors: "D. Wright, Ed."."""
    if reference.kind != "book" or not reference.named_authors:
        return ""
    return plain_text(wrap_runs("", _editors(reference), f", {_editor_label(reference)}"))


def _translators(reference: Reference) -> str:
    """Return the translators of a book: "H. Weaver, Trans."."""
    names = [[Run(parts.abbreviated)] for parts in people_in_field(reference, "translator")]
    if reference.kind != "book":
        return ""
    return plain_text(wrap_runs("", _join_given_first(names), ", Trans."))


def _editors(reference: Reference) -> Runs:
    """Return the editors, given name first: "A. Editor & B. Editor"."""
    names = [[Run(parts.abbreviated, author=editor)] for editor, parts in reference.named_editors]
    return _join_given_first(names, reference.has_more_editors)


def _join_given_first(names: list[Runs], has_more: bool = False) -> Runs:
    return join_runs(names, " & ") if len(names) == 2 and not has_more else _join_names(names, has_more)


def _editor_label(reference: Reference) -> str:
    return "Eds." if len(reference.named_editors) > 1 or reference.has_more_editors else "Ed."


def _details(reference: Reference) -> tuple[str, ...]:
    """Return what identifies the work beyond its title, such as number, edition, volume and pages."""
    number, volume = one_line(reference.number), one_line(reference.volume)
    work = work_type(reference)
    match reference.kind:
        case "report":
            return (f"{work or 'Report'} No. {number}" if number else work,)
        case "patent":
            office = work if "patent" in work.lower() and " " in work else "Patent"
            return (f"{office} No. {number}" if number else "",)
        case "software" | "dataset":
            return (version(reference),)
        case "thesis":
            return (f"Publication No. {number}" if number else "",)
        case "preprint":
            arxiv_id = cleaning.bare_arxiv_id(reference.arxiv_id)
            return (f"arXiv:{arxiv_id}" if arxiv_id else number,)
        case "journal":
            return ()
    is_volume = volume and not _is_volume_of_series(reference)
    return edition(reference), f"Vol. {volume}" if is_volume else "", _pages(reference, with_label=True)


def _description(reference: Reference) -> str:
    """Return the description for the brackets: "Data set", "Doctoral dissertation, Example University"."""
    if reference.kind != "thesis":
        return _DESCRIPTIONS.get(reference.kind, "")
    degree = thesis_type(reference, "Doctoral dissertation", "Master’s thesis", "Bachelor’s thesis")
    return ", ".join(filter(None, (degree, reference.institution)))


def _source(reference: Reference) -> tuple[Runs, ...]:
    """Return the sentences that give the journal, book, repository or publisher."""
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
        # The database that holds the thesis, if one is given in addition to the university.
        return (to_runs(one_line(reference.publisher) if venue else ""),)
    if reference.kind == "preprint":
        return (to_runs(venue or ("arXiv" if reference.arxiv_id else one_line(reference.publisher))),)
    source = reference.institution if reference.kind == "report" else publisher_or_venue(reference)
    # An organization that publishes its own work is not named twice.
    is_author = source in {parts.literal for _, parts in reference.named_authors}
    return (to_runs("" if is_author else source),)


def _container(reference: Reference, venue: str) -> Runs:
    """Return the book or proceedings: "In A. Editor & B. Editor (Eds.), Book (2nd ed., pp. 1–9)"."""
    if not venue:
        return []
    details = ", ".join(filter(None, _details(reference)))
    return [
        Run("In "),
        *wrap_runs("", _editors(reference), f" ({_editor_label(reference)}), "),
        Run(_with_series(venue, reference), italic=True),
        *wrap_runs(" (", to_runs(details), ")"),
    ]


def _pages(reference: Reference, with_label: bool = False) -> str:
    if number := article_number(reference):
        return f"Article {number}"
    pages = cleaning.format_pages(reference.pages)
    return label_pages(pages) if with_label else pages


def _link(reference: Reference) -> Runs:
    if doi := cleaning.bare_doi(reference.doi):
        return [Run(f"https://doi.org/{doi}", href=doi_url(doi))]
    url = reference_url(reference)
    return [Run(url, href=url)] if url else []
