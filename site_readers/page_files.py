"""From the files of pages to items: front matter, blocks, and pages that are translations of each other."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from site_readers import (
    block_reader,
    front_matter,
    liquid,
    markup,
    quarto_markup,
    site_frame,
)
from site_readers.blocks import Block
from site_readers.files import Source, extension_of
from site_readers.front_matter import Page
from site_readers.hand_lists import with_lists
from site_readers.items import Result
from site_readers.pages.reader import PageReader
from site_readers.translations import add_translation, pair_translations

EXTENSIONS = ("md", "markdown", "qmd", "html", "htm")
#: Pages of Quarto and of R Markdown, which it reads as well.
OF_QUARTO = ("qmd", "rmd", "rmarkdown")
NO_PAGES = re.compile(
    r"(?:^|/)(?:readme|license|licence|changelog|contributing|code_of_conduct|404|sitemap|terms|security|install"
    r"|faq|customize|privacy|non-menu-page|markdown|page-archive|archive-layout[\w-]*|collection-archive|category-archive|tag-archive|talkmap|archive-layout-with-content)"
    r"\.\w+$|(?:^|/)\.github/",
    re.IGNORECASE,
)
#: A page longer than this, or with a longer line, is not a homepage, and might take very long.
MAX_PAGE = 400_000
MAX_LINE = 20_000
#: Each of them makes Markdown search the rest of the paragraph for its end.
MAX_OPEN_BRACKETS = 1_000


def load_page(name: str, text: str, result: Result) -> Page | None:
    """Return a page, or None and a report if it is too long or not published."""
    if len(text) > MAX_PAGE:
        result.report(name, 1, name, f"The page is longer than {MAX_PAGE:,} characters. Import a part of it.")
        return None
    if any(len(line) > MAX_LINE for line in text.split("\n")):
        result.report(name, 1, name, f"A line of the page is longer than {MAX_LINE:,} characters.")
        return None
    if text.count("[") - text.count("]") > MAX_OPEN_BRACKETS:
        result.report(name, 1, name, "The page has thousands of brackets that are never closed.")
        return None
    page = front_matter.split(name, text)
    for line, problem in page.problems:
        result.report(name, line, name, problem)
    if front_matter.is_false(page.data.get("published")) or front_matter.is_true(page.data.get("draft")):
        result.report(
            name, 1, str(page.data.get("title") or name), "A draft, which is not published, left out."
        )
        return None
    return of_quarto(page, result) if extension_of(name) in OF_QUARTO else page


def of_quarto(page: Page, result: Result) -> Page:
    """Return a page of Quarto as Markdown with HTML, and report its programs, which are not run."""
    for line, text in quarto_markup.programs(page.body):
        result.report(
            page.name, page.body_line + line, text, "Text in a program of the page, which is not run."
        )
    return replace(page, body=quarto_markup.prepared(page.body))


def blocks_of(page: Page, site: liquid.Site, result: Result) -> list[Block]:
    """Return the blocks of a page and of the files that it includes."""
    page_blocks: list[Block] = []
    html = is_html(page.name, page.body)
    for line, text in markup.texts_in_programs(page.body):
        result.report(
            page.name, page.body_line + line, text, "Text in a program of the page, which is not run."
        )
    parts, dropped = liquid.resolve(page.name, markup.without_comments(page.body), page.body_line, site)
    _report_dropped(dropped, result)
    for part in parts:
        as_html = html if part.file == page.name else is_html(part.file, part.text)
        read = block_reader.read_html if as_html else block_reader.read_markdown
        page_blocks += read(part.text, part.file, part.line)
    return page_blocks


def _report_dropped(dropped: Iterable[liquid.Dropped], result: Result) -> None:
    """Report dropped tags, neighbouring ones together."""
    last: tuple[str, int, str] = ("", 0, "")
    for tag in dropped:
        if (tag.file, tag.why) == (last[0], last[2]) and tag.line - last[1] <= 1 and result.not_understood:
            result.not_understood[-1].text += "\n" + tag.text
        else:
            result.report(tag.file, tag.line, tag.text, tag.why)
        last = (tag.file, tag.line, tag.why)


def read_groups(
    groups: list[tuple[str, list[Block]]],
    source: Source,
    result: Result,
    owner: set[str],
    kinds: dict[str, str] | None = None,
    translated_pages: Mapping[str, str] | None = None,
) -> None:
    """Read the blocks of some pages; those that are translations of each other, once.

    ``kinds`` is what pages are about, ``translated_pages`` the names of translations with their originals.
    """
    lines = {
        name: text.split("\n")
        for name, text in source.files.items()
        if extension_of(name) in (*EXTENSIONS, *OF_QUARTO, "txt")
    }
    groups = [(name, with_lists(page)) for name, page in site_frame.contents(groups, result)]
    for main, translated in pair_translations(groups, translated_pages):
        reader = PageReader(result, lines, owner)
        reader.read(main[1], (kinds or {}).get(main[0], ""))
        if translated:
            other = Result(result.kind)
            PageReader(other, lines, owner).read(translated[1], (kinds or {}).get(translated[0], ""))
            add_translation(result, other, translated[0] in (translated_pages or {}))


def is_html(name: str, text: str) -> bool:
    return extension_of(name) in ("html", "htm") or bool(
        re.match(r"\s*(?:<!doctype html|<html)", text, re.IGNORECASE)
    )


def joined(folder: str, href: str) -> str:
    parts = [] if href.startswith("/") or not folder else folder.split("/")
    for part in href.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
