"""The collections of a Jekyll site of a group: papers in folders of any name, and other pages."""

from site_readers import front_matter
from site_readers.files import Source
from site_readers.front_matter import Page
from site_readers.items import Result
from site_readers.labsites import alfolio_people, papers, posts, prose, samples
from site_readers.labsites.fields import Fields, as_text

#: Fields that only pages about papers have.
_OF_PAPERS = frozenset({"venue", "journal", "paperurl", "citation", "doi", "arxiv", "publication", "bibtex"})
_OF_AUTHORS = frozenset({"author", "authors"})
#: Collections with a reader of their own, or without content.
_OTHERS = frozenset(
    "_publications _projects _news _posts _talks _teaching _portfolio _pages _bibliography _data _drafts"
    " _includes _layouts _sass _plugins _site".split()
) | frozenset(alfolio_people.FOLDERS)


def pages_of(source: Source, shown: set[str]) -> tuple[list[Page], list[Page]]:
    """Return the papers in the collections that pages show, and the other pages in these."""
    pages_by_kind: tuple[list[Page], list[Page]] = ([], [])
    folders = {name.split("/")[0] for name in source.files if name.startswith("_") and "/" in name}
    for folder in sorted(folders - _OTHERS):
        if folder.removeprefix("_") in shown:
            pages = [front_matter.split(*file) for file in source.under(folder, "md", "markdown", "html")]
            is_of_papers = 2 * sum(map(_is_paper, pages)) > len(pages)
            pages_by_kind[0 if is_of_papers else 1].extend(pages)
    pages_by_kind[0].extend(
        front_matter.split(*file) for file in source.under("_publications", "md", "markdown")
    )
    return pages_by_kind


def _is_paper(page: Page) -> bool:
    names = {name.lower() for name in page.data}
    return "title" in names and bool(names & _OF_PAPERS) and bool(names & (_OF_AUTHORS | {"citation"}))


def read_paper(page: Page, result: Result, visibility: posts.Visibility, collector: papers.Collector) -> None:
    """Add the paper of a page, or report it if it is a template's."""
    title = as_text(page.data.get("title"))
    if samples.is_publication(title, [], ""):
        result.report(page.name, 1, title, samples.WHY)
    elif not visibility.hides(page, posts.date_of(page)):
        fields = Fields.of_page(page)
        papers.read_record(fields, collector)
        fields.report_rest(result)
        prose.report(result, page.name, page.body_line, page.body, "Text below a publication.")
