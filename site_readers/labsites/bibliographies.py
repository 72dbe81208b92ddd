"""Publications from BibTeX files, read by `publications.bibtex`."""

from publications.bibtex import Entry, parse
from publications.bibtex.problems import LOSSY_CODES
from site_readers.items import Link, Publication, Result
from site_readers.labsites import links, samples
from site_readers.labsites.papers import Collector, rank_of
from site_readers.paper_details import details_of

#: Fields of al-folio that are about its look.
_TECHNICAL = frozenset(
    """bibtex_show preview selected abbr altmetric dimensions google_scholar_id inspirehep_id
    additional_info series keywords file langid language timestamp biburl bibsource copyright
    primaryclass archiveprefix number shorttitle urldate internal annotation badge abbr_ccf ccf
    rank""".split()
)
_ADDRESSES = (
    "html",
    "pdf",
    "code",
    "slides",
    "poster",
    "video",
    "website",
    "blog",
    "supp",
    "arxiv",
    "url",
    "link",
    "data",
)
#: Problems with text outside of entries or in comments, which no site shows.
_LOST = LOSSY_CODES - {"commented_out", "text_outside"}


def read_file(name: str, text: str, result: Result, collector: Collector) -> None:
    """Add the entries of a BibTeX file; report those of a template, and what could not be read."""
    parsed = parse(_without_front_matter(text))
    for entry in parsed.entries:
        authors = [author.name for author in entry.authors]
        if entry.is_parent or not entry.title:
            result.report(name, entry.line, entry.key or entry.type, "An entry without a title or authors.")
        elif samples.is_publication(entry.title, authors, str(entry.year or "")):
            result.report(name, entry.line, entry.title, samples.WHY)
        else:
            paper = paper_of(entry)
            paper.file = name
            collector.add(paper)
            _report_rest(name, entry, result)
    for problem in parsed.problems:
        if problem.code in _LOST:
            result.report(name, problem.line, problem.text, "This part of the BibTeX file cannot be read.")


def report_file(name: str, text: str, result: Result, why: str) -> None:
    """Report every entry of a BibTeX file that is not imported."""
    for entry in parse(_without_front_matter(text)).entries:
        result.report(name, entry.line, entry.title or entry.key, why)


def paper_of(entry: Entry) -> Publication:
    """Return an entry as a publication with its links and rank."""
    paper = Publication(
        title=entry.title,
        authors=[author.name for author in entry.authors],
        year=str(entry.year or ""),
        month=f"{entry.month:02}" if entry.month else "",
        venue=entry.venue or entry.venue_short,
        line=entry.line,
        raw=entry.title,
        image=entry.fields.get("preview", ""),
        details=details_of(entry),
    )
    equal = [position for position, author in enumerate(entry.authors) if author.is_equal]
    paper.equal_contribution = equal if len(equal) > 1 else []
    if entry.doi:
        links.add_link(paper.links, Link(kind="doi", url=f"https://doi.org/{entry.doi}"))
    if entry.arxiv_id:
        links.add_link(paper.links, Link(kind="arxiv", url=f"https://arxiv.org/abs/{entry.arxiv_id}"))
    if entry.pdf:
        links.add_link(paper.links, Link(kind="pdf", url=entry.pdf))
    for field in _ADDRESSES:
        links.add_link(paper.links, links.paper_link(field, entry.fields.get(field, "")))
    for kind, url in entry.links:
        links.add_link(paper.links, Link(kind=kind, url=url))
    if entry.url:
        links.add_link(paper.links, links.paper_link("paper", entry.url))
    paper.links = [link for link in paper.links if not samples.is_address(link.url)]
    paper.rank = rank_of(
        entry.fields.get("abbr_ccf") or entry.fields.get("ccf") or entry.fields.get("rank") or ""
    )
    return paper


def _report_rest(name: str, entry: Entry, result: Result) -> None:
    """Report the values of an entry for which an item has no field."""
    details = (
        f"{key}: {value}"
        for key, value in entry.extra.items()
        if value and key not in _TECHNICAL and key not in _ADDRESSES
    )
    result.report(name, entry.line, "; ".join(details), "Details of a paper that have no field.")


def _without_front_matter(text: str) -> str:
    """Blank out the empty front matter that Jekyll needs, keeping the numbers of the lines."""
    if not text.startswith("---"):
        return text
    _, _, rest = text.partition("---")
    block, closing, body = rest.partition("\n---")
    return "\n" * (block.count("\n") + 1) + body if closing else text
