"""References in the style of the Institute of Electrical and Electronics Engineers (IEEE Reference Guide)."""

import re
from urllib.parse import quote

from . import cleaning
from .cleaning import one_line
from .phrases import address, doi_address, edition, maker, pages_marked, title, type_of_work, version
from .reference import Reference
from .runs import Run, Runs, affixed, closed, ends, joined, plain, runs_of

#: Of more authors only the first is named.
MOST_AUTHORS = 6
#: What is quoted in a title that stands in quotation marks itself has single ones.
_QUOTED = re.compile('[“”"]([^“”"]+)[“”"]')
_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.")


def ieee(reference: Reference) -> Runs:
    """Authors, title and source, as far as they are known."""
    authors, name = _authors(reference), title(reference)
    if reference.kind == "book":
        book = joined((authors, runs_of(name, italic=True), runs_of(edition(reference)), _volume(reference)))
        sentence = joined((closed(book), joined((_imprint(reference), _identifier(reference)))), " ")
    else:
        dated = joined((authors, runs_of(_date(reference)))) if reference.kind == "dataset" else authors
        source = joined((*_source(reference), _identifier(reference)))
        sentence = joined((dated, _quoted(name, source)))
    return joined((closed(sentence), _online(reference)), " ")


def _authors(reference: Reference) -> Runs:
    named = [[Run(parts.abbreviated, author=author)] for author, parts in reference.named_authors]
    if not named and reference.kind == "book":
        return _editors(reference)
    return _listed(named, reference)


def _listed(names: list[Runs], reference: Reference) -> Runs:
    """ "A", "A and B", "A, B, and C", "A et al."."""
    if len(names) > MOST_AUTHORS:
        return [*names[0], *([Run("等")] if reference.is_chinese else [Run(" "), Run("et al.", italic=True)])]
    if len(names) < 3:
        return joined(names, " and ")
    return [*joined(names[:-1]), Run(", and "), *names[-1]]


def _quoted(name: str, source: Runs) -> Runs:
    """The title in quotation marks, inside of which stands the comma that parts it from the source."""
    if not name:
        return source
    inside = _QUOTED.sub("‘\\1’", name)
    mark = "" if ends(inside) else "," if plain(source) else "."
    closing = "’" if inside != name and inside.endswith("’") else ""
    return [Run(f"“{inside.removesuffix(closing)}{mark}{closing}”"), *affixed(" ", source)]


def _source(reference: Reference) -> tuple[Runs, ...]:
    venue, number = one_line(reference.venue), one_line(reference.number)
    place = runs_of(one_line(reference.extra.get("address", "")))
    pages, article = _pages(reference)
    match reference.kind:
        case "journal":
            issue = affixed("no. ", runs_of(number))
            date = runs_of(_date(reference, most=2))
            return runs_of(venue, italic=True), _volume(reference), issue, pages, date, article
        case "conference" | "workshop":
            date = runs_of(_date(reference, most=2))
            return _in(venue), _volume(reference), _editors(reference), place, date, pages, article
        case "chapter":
            book = _in(venue), runs_of(edition(reference)), _volume(reference), _editors(reference)
            return *book, _imprint(reference), pages
        case "thesis":
            return (
                runs_of(_degree(reference)),
                runs_of(reference.institution),
                place,
                runs_of(_date(reference, most=1)),
            )
        case "report":
            type_of_report = type_of_work(reference).replace("Technical Report", "Tech. Rep.") or "Tech. Rep."
            report = runs_of(f"{type_of_report} {number}".strip())
            return runs_of(reference.institution), place, report, runs_of(_date(reference))
        case "patent":
            return runs_of(_patent(reference)), runs_of(_date(reference))
        case "preprint":
            return runs_of(_date(reference, most=1)), _archive(reference)
        case "dataset":
            return runs_of(version(reference)), runs_of(maker(reference))
        case "software":
            return runs_of(version(reference)), runs_of(maker(reference)), runs_of(_date(reference))
    return runs_of(venue), runs_of(one_line(reference.publisher)), runs_of(_date(reference)), pages


def _in(venue: str) -> Runs:
    return affixed("in ", runs_of(venue, italic=True))


def _volume(reference: Reference) -> Runs:
    return affixed("vol. ", runs_of(one_line(reference.volume)))


def _editors(reference: Reference) -> Runs:
    named = [[Run(parts.abbreviated)] for parts in reference.editors]
    return affixed("", _listed(named, reference), ", Eds." if len(named) > 1 else ", Ed.")


def _imprint(reference: Reference) -> Runs:
    """ "New York, NY, USA: Wiley, 1994"."""
    publisher = maker(reference) if reference.kind == "book" else one_line(reference.publisher)
    place = one_line(reference.extra.get("address", ""))
    return joined((runs_of(": ".join(filter(None, (place, publisher)))), runs_of(_date(reference, most=1))))


def _degree(reference: Reference) -> str:
    if reference.is_masters_thesis:
        return "M.S. thesis"
    return "B.S. thesis" if reference.is_bachelors_thesis else "Ph.D. dissertation"


def _patent(reference: Reference) -> str:
    """ "U.S. Patent 3 624 125": whose patent it is stands in the type, if it is said at all."""
    written = type_of_work(reference)
    office = written if "patent" in written.lower().split() else "Patent"
    return f"{office} {one_line(reference.number)}".strip()


def _archive(reference: Reference) -> Runs:
    if arxiv_id := cleaning.arxiv(reference.arxiv_id):
        return [Run(f"arXiv:{arxiv_id}", href=f"https://arxiv.org/abs/{quote(arxiv_id)}")]
    return runs_of(maker(reference))


def _pages(reference: Reference) -> tuple[Runs, Runs]:
    """The pages, or instead of them the number of the article, which has another place."""
    pages = cleaning.pages(reference.pages)
    if cleaning.is_article_number(pages):
        return [], runs_of(f"Art. no. {pages}")
    return runs_of(pages_marked(pages)), []


def _date(reference: Reference, most: int = 3) -> str:
    """ "Nov. 15, 1987", "Nov. 1987" or "1987": no more than `most` parts, and no more than are known."""
    match reference.date_parts[:most]:
        case year, month, day:
            return f"{_MONTHS[month - 1]} {day}, {year}"
        case year, month:
            return f"{_MONTHS[month - 1]} {year}"
        case (year,):
            return str(year)
    return ""


def _identifier(reference: Reference) -> Runs:
    """The DOI, or the number of an archive where that is said nowhere else."""
    if doi := cleaning.doi(reference.doi):
        return [Run("doi: "), Run(doi, href=doi_address(doi))]
    in_archive = cleaning.arxiv(reference.arxiv_id) and address(reference)
    return _archive(reference) if in_archive and reference.kind != "preprint" else []


def _online(reference: Reference) -> Runs:
    """The address, which no full stop follows; a DOI or the archive's own number says as much."""
    numbered = cleaning.doi(reference.doi) or cleaning.arxiv(reference.arxiv_id)
    found = "" if numbered else address(reference)
    return affixed("[Online]. Available: ", [Run(found, href=found)] if found else [])
