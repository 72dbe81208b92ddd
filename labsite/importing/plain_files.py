"""Read a single page, or a folder of plain Markdown and HTML."""

import re

from labsite.importing import collections, liquid, page_files
from labsite.importing.files import Source
from labsite.importing.items import Result


def read(source: Source, result: Result) -> None:
    """Read a single page, or the pages of a folder that its start page leads to."""
    names = [name for name, _ in source.under("", *page_files.EXTENSIONS, "txt")]
    pages = [name for name in names if not page_files.NO_PAGES.search(name)] or names
    start = next(
        (name for name in pages if re.fullmatch(r"(?:docs/|public/)?(?:index|home|about)\.\w+", name)), ""
    )
    reached = _linked_files(source, start, pages) if start else pages
    for name in pages:
        if name not in reached:
            result.report(name, 1, name, "No link from the start page leads to this page, left out.")
    for name in names:
        if name not in pages:
            result.report(name, 1, name, "A page about the repository, left out.")
    if len(source.files) == 1 and result.kind == "plain":
        result.kind = (
            "html"
            if page_files.is_html(names[0], source.files[names[0]])
            else "markdown"
            if names
            else "plain"
        )
    groups = []
    for name in reached:
        page = page_files.load_page(name, source.files[name], result)
        if page:
            groups.append((page.name, page_files.blocks_of(page, liquid.Site(lambda *_: None, {}), result)))
    page_files.read_groups(groups, source, result, set())
    bibliographies = list(source.under("", "bib", "bibtex"))
    for name, text in bibliographies:
        if result.publications:
            result.report(name, 1, name, "The pages list the papers: this file was not read.")
        elif len(bibliographies) > 1 and names:
            result.report(name, 1, name, "One of several bibliographies, of which no page shows one.")
        else:
            collections.read_bibliography(name, text, result)


def _linked_files(source: Source, start: str, pages: list[str]) -> list[str]:
    """Return the start page and the pages to which links lead from it, in the order of the links."""
    reached = [start]
    for name in reached:
        folder = name.rpartition("/")[0]
        for href in re.findall(r"(?:href\s*=\s*[\"']|\]\()([^\"'()\s#?]+)", source.files[name]):
            path = page_files.joined(folder, href)
            for candidate in (
                path,
                path.replace(".html", ".md"),
                f"{path}.md",
                f"{path}/index.html",
                f"{path}/index.md",
            ):
                if candidate in pages and candidate not in reached:
                    reached.append(candidate)
    return reached
