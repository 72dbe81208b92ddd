"""The publications of a HugoBlox site: a page for each, with a `cite.bib` beside some."""

import re
from pathlib import PurePosixPath

from publications.bibtex import parse
from site_readers.front_matter import Page
from site_readers.items import Publication
from site_readers.labsites import bibliographies, links, papers, posts, prose, samples
from site_readers.labsites.fields import Fields
from site_readers.labsites.hugo_site import Site
from site_readers.labsites.names import read_authors
from site_readers.publications import title_key

#: What the bibliography of a group is called, other than that of the texts of a site.
_LIST = re.compile(r"(?:^|/)[^/]*(?:publication|paper|\bpubs?\b)[^/]*\.bib$", re.IGNORECASE)
#: Folders with a page for each publication.
FOLDERS = {"publication", "publications", "papers", "pubs"}


def read_publication(site: Site, page: Page) -> None:
    """Add the publication of a page."""
    fields = Fields.of_page(page)
    title = papers.plain(fields.text("title"))
    if site.is_sample(page):
        return
    site.has_papers = site.has_papers or not samples.is_publication(title, [], fields.text("date")[:4])
    if site.visibility.hides(page, posts.date_of(page)):
        return
    if not title:
        site.result.report(
            page.name, fields.first_line, fields.everything(), "A publication without a title."
        )
        return
    venue = re.sub(r"^In:?\s+(?=\S)", "", papers.plain(fields.text("publication", "venue", "journal")))
    short = re.sub(r"^In:?\s+(?=\S)", "", papers.plain(fields.text("publication_short")))
    paper = Publication(title=title, venue=venue or short, file=page.name, line=fields.first_line, raw=title)
    if short and venue and short.lower() not in venue.lower():
        site.result.report(page.name, fields.line("publication_short"), short, "Short name of a venue.")
    papers.set_authors(fields, paper, site.collector)
    papers.set_date(paper, fields.text("date"), is_padded=True)
    paper.rank = papers.rank_of(fields.text("level", "rank", "ccf"))
    papers.set_details(fields, paper)
    papers.read_links(fields, paper, site.result)
    _complete_from_bibtex(site, page, paper)
    if samples.is_publication(title, paper.authors, paper.year):
        site.result.report(page.name, fields.first_line, title, samples.WHY)
        return
    if not paper.authors and (summary := fields.text("summary")):
        _read_citation_text(site, paper, papers.plain(summary))
    site.collector.add(paper)
    fields.skip(["publication_types", "projects", "publishdate", "slides"])
    fields.report_rest(site.result)
    prose.report(site.result, page.name, page.body_line, page.body, "Text below a publication.")


def _complete_from_bibtex(site: Site, page: Page, paper: Publication) -> None:
    """Fill in what the page leaves open from the bibliography of this paper beside it."""
    folder, _, file = page.name.rpartition("/")
    for name, text in site.source.under(folder, "bib") if PurePosixPath(file).stem == "index" else ():
        entry = next(iter(parse(text).entries), None)
        is_same = entry and title_key(entry.title) == title_key(paper.title)
        if entry is None or not (is_same or name.endswith("/cite.bib")):
            continue
        site.cited.add(name)
        cited = bibliographies.paper_of(entry)
        paper.details = cited.details | paper.details
        _correct_authors(paper, cited)
        for field in ("authors", "year", "month", "venue"):
            if not getattr(paper, field):
                setattr(paper, field, getattr(cited, field))
        for link in cited.links:
            links.add_link(paper.links, link)
        if cited.month and cited.year == paper.year:
            paper.month = cited.month


def _correct_authors(paper: Publication, cited: Publication) -> None:
    """Take names that have the same words from the bibliography, and editors out of the authors.

    The importer of Hugo Blox writes "Jr., Carl King" into a page, and editors where a book has no authors.
    """
    by_words = {_words(name): name for name in cited.authors}
    if not cited.authors and paper.authors == cited.details.get("editors", "").split("\n"):
        paper.authors = []
    else:
        paper.authors = [by_words.get(_words(name), name) for name in paper.authors]


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"\w+", name)))


def _read_citation_text(site: Site, paper: Publication, citation: str) -> None:
    """Read authors and venue of a summary such as "Li A., Wu B. and Xu C. (2023) Journal 4, 5–6"."""
    match = re.match(
        r"(?P<authors>.+?)\s*\((?P<year>(?:19|20)\d\d)\)[.,]?\s*(?P<venue>.*)$", citation, re.DOTALL
    )
    if match:
        printed = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", match["authors"])
        paper.authors, _ = read_authors(printed)
        paper.year = match["year"]
        paper.venue = paper.venue or match["venue"].strip()
    else:
        site.result.report(paper.file, paper.line, citation, "Summary of a publication.")


def read_loose_bibliography(site: Site, name: str, text: str) -> None:
    """Add the entries of a BibTeX file if no publication has a page; else name those without one.

    HugoBlox shows pages only. A site without them has a layout that shows the file, or makes pages of it
    when it is built.
    """
    if name in site.cited:
        return
    folder = name.rpartition("/")[0]
    is_list = folder.rpartition("/")[2] in FOLDERS or _LIST.search(name) or site.bibliographies == 1
    if is_list and not site.has_papers:
        bibliographies.read_file(name, text, site.result, site.collector)
        return
    titles = {title_key(paper.title) for paper in site.result.publications}
    for entry in parse(text).entries:
        if title_key(entry.title) not in titles:
            site.result.report(
                name, entry.line, entry.title or entry.key, "The site shows this publication on no page."
            )
