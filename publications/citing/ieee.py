"""References in the style of the IEEE Reference Guide."""

import re
from urllib.parse import quote

from . import cleaning
from .cleaning import one_line
from .phrases import (
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
from .runs import Run, Runs, end_sentence, ends_sentence, join_runs, plain_text, to_runs, wrap_runs

#: The longest list of authors printed in full. Of a longer one, only the first author is printed.
MAX_AUTHORS = 6
#: A quotation in a title, which gets single marks because the title itself has double ones.
_QUOTED = re.compile('[“”"]([^“”"]+)[“”"]')
_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.")


def ieee(reference: Reference) -> Runs:
    """Format the reference: author, title, source and URL, skipping what is unknown."""
    authors, name = _authors(reference), title(reference)
    if reference.kind == "book":
        book_title = to_runs(name, italic=True)
        book = join_runs((authors, book_title, to_runs(edition(reference)), _volume(reference)))
        source = join_runs((_imprint(reference), _identifier(reference)))
        sentence = join_runs((end_sentence(book), source), " ")
    else:
        # In a reference to a dataset the date follows the authors.
        head = join_runs((authors, to_runs(_date(reference)))) if reference.kind == "dataset" else authors
        source = join_runs((*_source(reference), _identifier(reference)))
        sentence = join_runs((head, _quoted(name, source)))
    return join_runs((end_sentence(sentence), _online(reference)), " ")


def _authors(reference: Reference) -> Runs:
    names = [[Run(parts.abbreviated, author=author)] for author, parts in reference.named_authors]
    if not names and reference.kind == "book":
        return _editors(reference)
    return _join_names(names, reference)


def _join_names(names: list[Runs], reference: Reference) -> Runs:
    """Join names as "A", "A and B", "A, B, and C" or "A et al."."""
    if len(names) > MAX_AUTHORS:
        return [*names[0], *([Run("等")] if reference.is_chinese else [Run(" "), Run("et al.", italic=True)])]
    if len(names) < 3:
        return join_runs(names, " and ")
    return [*join_runs(names[:-1]), Run(", and "), *names[-1]]


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
    place = to_runs(one_line(reference.extra.get("address", "")))
    pages, article = _pages(reference)
    match reference.kind:
        case "journal":
            issue = wrap_runs("no. ", to_runs(number))
            date = to_runs(_date(reference, max_parts=2))
            return to_runs(venue, italic=True), _volume(reference), issue, pages, date, article
        case "conference" | "workshop":
            date = to_runs(_date(reference, max_parts=2))
            return _in(venue), _volume(reference), _editors(reference), place, date, pages, article
        case "chapter":
            book = _in(venue), to_runs(edition(reference)), _volume(reference), _editors(reference)
            return *book, _imprint(reference), pages
        case "thesis":
            return (
                to_runs(_degree(reference)),
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
    return to_runs(venue), to_runs(one_line(reference.publisher)), to_runs(_date(reference)), pages


def _in(venue: str) -> Runs:
    return wrap_runs("in ", to_runs(venue, italic=True))


def _volume(reference: Reference) -> Runs:
    return wrap_runs("vol. ", to_runs(one_line(reference.volume)))


def _editors(reference: Reference) -> Runs:
    names = [[Run(parts.abbreviated)] for _, parts in reference.named_editors]
    return wrap_runs("", _join_names(names, reference), ", Eds." if len(names) > 1 else ", Ed.")


def _imprint(reference: Reference) -> Runs:
    """Return place, publisher and year: "New York, NY, USA: Wiley, 1994"."""
    publisher = publisher_or_venue(reference) if reference.kind == "book" else one_line(reference.publisher)
    place = one_line(reference.extra.get("address", ""))
    return join_runs(
        (to_runs(": ".join(filter(None, (place, publisher)))), to_runs(_date(reference, max_parts=1)))
    )


def _degree(reference: Reference) -> str:
    if reference.is_masters_thesis:
        return "M.S. thesis"
    return "B.S. thesis" if reference.is_bachelors_thesis else "Ph.D. dissertation"


def _patent(reference: Reference) -> str:
    """Return the patent office and number: "U.S. Patent 3 624 125", or "Patent 7" if no office is given."""
    work = work_type(reference)
    office = work if "patent" in work.lower().split() else "Patent"
    return f"{office} {one_line(reference.number)}".strip()


def _archive(reference: Reference) -> Runs:
    """Return the arXiv ID, or else the preprint server."""
    if arxiv_id := cleaning.bare_arxiv_id(reference.arxiv_id):
        return [Run(f"arXiv:{arxiv_id}", href=f"https://arxiv.org/abs/{quote(arxiv_id)}")]
    return to_runs(publisher_or_venue(reference))


def _pages(reference: Reference) -> tuple[Runs, Runs]:
    """Return the pages and the article number, one of which is empty; the two have different positions."""
    pages = cleaning.format_pages(reference.pages)
    if cleaning.is_article_number(pages):
        return [], to_runs(f"Art. no. {pages}")
    return to_runs(label_pages(pages)), []


def _date(reference: Reference, max_parts: int = 3) -> str:
    """Return the date with at most `max_parts` parts: "Nov. 15, 1987", "Nov. 1987" or "1987"."""
    match reference.date_parts[:max_parts]:
        case year, month, day:
            return f"{_MONTHS[month - 1]} {day}, {year}"
        case year, month:
            return f"{_MONTHS[month - 1]} {year}"
        case (year,):
            return str(year)
    return ""


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
