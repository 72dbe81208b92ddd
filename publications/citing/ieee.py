"""References in the style of the IEEE Reference Guide."""

import re

from . import cleaning
from .cleaning import one_line
from .phrases import (
    STATUS_WORDS,
    article_number,
    arxiv_url,
    doi_url,
    edition,
    editorial_status,
    label_pages,
    language_of,
    place_of_publication,
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
from .runs import Run, Runs, end_sentence, ends_sentence, join_runs, plain_text, to_runs, wrap_runs

#: The longest list of authors printed in full. Of a longer one, only the first author is printed.
MAX_AUTHORS = 6
#: A quotation in a title, which gets single marks because the title itself has double ones.
_QUOTED = re.compile('[“”"]([^“”"]+)[“”"]')
_LANGUAGES = {
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "ru": "Russian",
}
_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.")


def ieee(reference: Reference) -> Runs:
    """Format the reference: author, title, source and URL, skipping what is unknown."""
    reference = without_placeholders(reference)
    authors, name = _authors(reference), _title(reference)
    if reference.kind == "book":
        book_title = [*to_runs(name, italic=True), *wrap_runs(" ", _remarks(reference))]
        series = _series(reference)
        volume = [] if series else _volume(reference)
        book = join_runs((authors, [*book_title, *series], to_runs(edition(reference)), volume))
        source = join_runs((_imprint(reference), _identifier(reference)))
        sentence = join_runs((end_sentence(book), source), " ")
    else:
        # In a reference to a dataset the date follows the authors.
        head = join_runs((authors, to_runs(_date(reference)))) if reference.kind == "dataset" else authors
        source = join_runs((_remarks(reference), *_source(reference), _identifier(reference)))
        sentence = join_runs((head, _quoted(name, source)))
    return join_runs((end_sentence(sentence), _online(reference)), " ")


def _authors(reference: Reference) -> Runs:
    names = [[Run(parts.abbreviated, author=author)] for author, parts in reference.named_authors]
    if not names and reference.kind == "book":
        return _editors(reference)
    return _join_names(names, reference, reference.has_more_authors)


def _join_names(names: list[Runs], reference: Reference, has_more: bool) -> Runs:
    """Join names as "A", "A and B", "A, B, and C" or "A et al."."""
    if len(names) > MAX_AUTHORS or (has_more and names):
        return [*names[0], *([Run("等")] if reference.is_chinese else [Run(" "), Run("et al.", italic=True)])]
    if len(names) < 3:
        return join_runs(names, " and ")
    return [*join_runs(names[:-1]), Run(", and "), *names[-1]]


def _title(reference: Reference) -> str:
    """Return the title, in English if the publication gives one, with a mark if it is retracted."""
    name, status = translated_title(reference) or title(reference), editorial_status(reference)
    return f"{name} [{STATUS_WORDS[status]}]" if status else name


def _remarks(reference: Reference) -> Runs:
    """Return the language of a publication whose title is a translation: "(in Chinese)"."""
    language = _LANGUAGES.get(language_of(reference), "")
    return to_runs(f"(in {language})" if language and translated_title(reference) else "")


def _quoted(name: str, source: Runs) -> Runs:
    """Return the title in quotation marks, then the source; the comma between them is inside the marks."""
    if not name:
        return source
    inside = _QUOTED.sub("‘\\1’", name)
    mark = "" if ends_sentence(inside) else "," if plain_text(source) else "."
    closing = "’" if inside != name and inside.endswith("’") else ""
    return [Run(f"“{inside.removesuffix(closing)}{mark}{closing}”"), *wrap_runs(" ", source)]


def _source(reference: Reference) -> tuple[Runs, ...]:
    """Return the parts between title and identifier; their order depends on the kind of publication."""
    venue, number = one_line(reference.venue), one_line(reference.number)
    place = to_runs(place_of_publication(reference))
    pages, article = _pages(reference)
    match reference.kind:
        case "journal":
            issue = wrap_runs("no. ", to_runs(number))
            date = to_runs(_date(reference, max_parts=2))
            return to_runs(venue, italic=True), _volume(reference), issue, pages, date, article
        case "conference" | "workshop":
            return *_book(reference), _imprint(reference, max_parts=2), pages, article
        case "chapter":
            return *_book(reference), _imprint(reference), pages, article
        case "thesis":
            return (
                to_runs(thesis_type(reference, "Ph.D. dissertation", "M.S. thesis", "B.S. thesis")),
                to_runs(reference.institution),
                place,
                to_runs(_date(reference, max_parts=1)),
            )
        case "report":
            type_of_report = work_type(reference).replace("Technical Report", "Tech. Rep.") or "Tech. Rep."
            report = to_runs(f"{type_of_report} {number}".strip())
            return to_runs(reference.institution), place, report, to_runs(_date(reference))
        case "patent":
            return to_runs(_patent(reference)), to_runs(_date(reference))
        case "preprint":
            return to_runs(_date(reference, max_parts=1)), _archive(reference)
        case "dataset":
            return to_runs(version(reference)), to_runs(publisher_or_venue(reference))
        case "software":
            return (
                to_runs(version(reference)),
                to_runs(publisher_or_venue(reference)),
                to_runs(_date(reference)),
            )
    volume = _volume(reference)
    return to_runs(venue), volume, to_runs(one_line(reference.publisher)), to_runs(_date(reference)), pages


def _book(reference: Reference) -> tuple[Runs, ...]:
    """Return the book or proceedings with its series or volume, edition and editors."""
    series = _series(reference)
    book = wrap_runs("in ", to_runs(one_line(reference.venue), italic=True))
    volume = [] if series and book else _volume(reference)
    return [*book, *(series if book else [])], to_runs(edition(reference)), volume, _editors(reference)


def _series(reference: Reference) -> Runs:
    """Return the series of a book: " (Applied Mathematics Series 55)", " (Lecture Notes, vol. 7)"."""
    series, number = one_line(reference.extra.get("series", "")), one_line(reference.number)
    name = to_runs(f"{series} {number}".strip())
    return wrap_runs(" (", join_runs((name, _volume(reference))), ")") if series else []


def _volume(reference: Reference) -> Runs:
    return wrap_runs("vol. ", to_runs(one_line(reference.volume)))


def _editors(reference: Reference) -> Runs:
    names = [[Run(parts.abbreviated, author=editor)] for editor, parts in reference.named_editors]
    is_one = len(names) == 1 and not reference.has_more_editors
    joined = _join_names(names, reference, reference.has_more_editors)
    return wrap_runs("", joined, ", Ed." if is_one else ", Eds.")


def _imprint(reference: Reference, max_parts: int = 1) -> Runs:
    """Return place, publisher and date: "New York, NY, USA: Wiley, 1994".

    Without a place, papers do not give their publisher; a place alone is that of the conference.
    """
    place = place_of_publication(reference)
    publisher = publisher_or_venue(reference) if reference.kind == "book" else one_line(reference.publisher)
    if reference.kind in {"conference", "workshop"} and not place:
        publisher = ""
    date = to_runs(_date(reference, max_parts))
    return join_runs((to_runs(": ".join(filter(None, (place, publisher)))), date))


def _patent(reference: Reference) -> str:
    """Return the patent office and number: "U.S. Patent 3 624 125", or "Patent 7" if no office is given."""
    work = work_type(reference)
    office = work if "patent" in work.lower().split() else "Patent"
    return f"{office} {one_line(reference.number)}".strip()


def _archive(reference: Reference) -> Runs:
    """Return the arXiv ID, or else the preprint server."""
    if arxiv_id := cleaning.bare_arxiv_id(reference.arxiv_id):
        return [Run(f"arXiv:{arxiv_id}", href=arxiv_url(arxiv_id))]
    return to_runs(publisher_or_venue(reference))


def _pages(reference: Reference) -> tuple[Runs, Runs]:
    """Return the pages and the article number, one of which is empty; the two have different positions."""
    if number := article_number(reference):
        return [], to_runs(f"Art. no. {number}")
    return to_runs(label_pages(cleaning.format_pages(reference.pages))), []


def _date(reference: Reference, max_parts: int = 3) -> str:
    """Return the date with at most `max_parts` parts: "Nov. 15, 1987", "Nov. 1987" or "1987"."""
    if reference.is_in_press:
        return "to be published"
    match reference.date_parts[:max_parts]:
        case year, month, day:
            return f"{_MONTHS[month - 1]} {day}, {year}"
        case year, month:
            return f"{_MONTHS[month - 1]} {year}"
        case (year,):
            return str(year)
    return reference.year_text


def _identifier(reference: Reference) -> Runs:
    """Return the DOI, or else the arXiv ID of a publication that appeared nowhere else."""
    if doi := cleaning.bare_doi(reference.doi):
        return [Run("doi: "), Run(doi, href=doi_url(doi))]
    is_archived = cleaning.bare_arxiv_id(reference.arxiv_id) and reference_url(reference)
    return _archive(reference) if is_archived and reference.kind != "preprint" else []


def _online(reference: Reference) -> Runs:
    """Return the URL of a publication without DOI and arXiv ID; no full stop follows it."""
    has_identifier = cleaning.bare_doi(reference.doi) or cleaning.bare_arxiv_id(reference.arxiv_id)
    url = "" if has_identifier else reference_url(reference)
    return wrap_runs("[Online]. Available: ", [Run(url, href=url)] if url else [])
