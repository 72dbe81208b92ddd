"""The lists of a lab site's own pages: papers, news, talks, honors and grants below headings that say so."""

import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import PurePosixPath

from site_readers import block_reader, dates, markup, sections
from site_readers.blocks import Block
from site_readers.hand_lists import with_lists
from site_readers.items import SECTIONS, Item, Project, Publication, Result
from site_readers.labsites import prose
from site_readers.page_files import is_html
from site_readers.pages.reader import PageReader
from site_readers.people_cards import box_of
from site_readers.publications import Context, read_publication
from site_readers.text_parts import links_of

#: The kinds of lists on pages of labs. Courses, services and studies have no place in an import of a lab.
KINDS = frozenset("publications patents news honors talks projects".split())
#: A page with at least this many papers is a list of papers, even without such a heading.
MIN_PAPERS = 3
#: The least number of words about a project.
MIN_WORDS = 4
#: The least share of a heading that the words for a section must have.
MIN_SHARE = 0.4
#: The least number of words below the heading of a project.
MIN_TEXT = 12
_TOO_LITTLE, _NO_SECTION = "This is too little for an entry.", "There is no section for this."
#: A grant of one line names the funder before or after its title.
_GRANT = re.compile(r"(?:项目|基金|计划)[，,：:]|\b(?:fund|foundation|grant|program(?:me)?),", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")


def read(text: str, first_line: int, file: str, title: str, result: Result) -> str:
    """Add what the sections of a page list, and return its text with the lines that were read blanked out.

    ``title`` is the title of the page; a title such as "Talks" makes all of it one section.
    """
    if not prose.has_words(text):
        return text
    blocks = _blocks_of(text, first_line, file)
    lines = text.split("\n")
    numbered = {file: [""] * (first_line - 1) + lines}
    for kind, group in list(_regions(blocks, _kind_of_page(title, file))):
        found = Result(result.kind)
        rest = _take_projects(group, found) if kind == "projects" else group
        PageReader(found, numbered, set()).read(rest, kind)
        _take_over(found, result)
        for block in group:
            for number in range(block.line - first_line, min(_end_of(block) - first_line + 1, len(lines))):
                if number >= 0 and "{%" not in lines[number]:
                    lines[number] = ""
    return "\n".join(lines)


def _kind_of(heading: str) -> str:
    """Return what a heading announces if most of it says so, and not one word of a longer title."""
    plain = sections.plain_heading(heading)
    return sections.kind_of(plain) if sections.share_of(plain) >= MIN_SHARE else ""


def _kind_of_page(title: str, file: str) -> str:
    """Return what a page lists. Of a page called "Conferences" its address may say that it lists talks."""
    of_address = _kind_of(PurePosixPath(file.removesuffix("/index.md")).stem)
    return of_address if of_address == "talks" else _kind_of(title)


def _blocks_of(text: str, first_line: int, file: str) -> list[Block]:
    plain = prose.without_code(markup.without_comments(text))
    read_blocks = block_reader.read_html if is_html(file, plain) else block_reader.read_markdown
    return with_lists(read_blocks(plain, file, first_line))


def _regions(blocks: list[Block], page_kind: str) -> Iterator[tuple[str, list[Block]]]:
    """Yield the runs of blocks that one kind of list fills, each with that kind."""
    if page_kind in KINDS:
        yield page_kind, blocks
        return
    if page_kind in ("teaching", "service", "people", "people_previous"):
        return  # a course called "Pattern Recognition" is no recognition
    if not page_kind and _is_list_of_papers(blocks):
        yield "publications", blocks
        return
    kind, level, group = "", 0, list[Block]()
    for block in blocks:
        if block.kind == "heading" and (not kind or block.level <= level):
            if group:
                yield kind, group
            new = _kind_of(block.text)
            kind, level, group = (new if new in KINDS else ""), block.level, []
        if kind:
            group.append(block)
    if group:
        yield kind, group


def _take_projects(blocks: list[Block], found: Result) -> list[Block]:
    """Add the projects that have a heading and paragraphs each, and return the other blocks."""
    rest: list[Block] = []
    index = 0
    while index < len(blocks):
        heading = blocks[index]
        below = list(takewhile(lambda block: block.kind == "paragraph", blocks[index + 1 :]))
        text = "\n\n".join(block.text for block in below)
        is_section = sections.share_of(sections.plain_heading(heading.text)) >= MIN_SHARE
        if heading.kind != "heading" or is_section or len(text.split()) < MIN_TEXT:
            rest.append(heading)
            index += 1
            continue
        project = Project(title=heading.text, text=text, file=heading.file, line=heading.line)
        project.raw, project.links = f"{heading.text}\n{text}"[:4000], links_of(box_of([heading, *below]))
        found.add(project)
        index += 1 + len(below)
    return rest


def _is_list_of_papers(blocks: list[Block]) -> bool:
    """Return whether a page with any other title lists papers: with several authors, and a venue or year."""
    number = 0
    for block in blocks:
        if block.kind in ("item", "paragraph", "row") and len(block.text) < 1500:
            paper = read_publication(block, Context())
            number += bool(paper and len(paper.authors) > 1 and (paper.venue or paper.year))
    return number >= MIN_PAPERS


def _take_over(found: Result, result: Result) -> None:
    """Add the items of a section that an import of a lab can use, and report the others."""
    for section in SECTIONS.values():
        item: Item
        for item in getattr(found, section):
            if section in KINDS and _is_whole(item):
                result.add(item)
            else:
                why = (
                    "This is too little for an entry."
                    if section in KINDS
                    else "There is no section for this."
                )
                result.report(item.file, item.line, item.raw, why)
    result.not_understood += found.not_understood


def _is_whole(item: Item) -> bool:
    """Return whether an item is more than a line below a heading, such as a topic or a kind of talk."""
    if isinstance(item, Publication):
        return len(item.authors) > 1 or bool(item.authors and item.venue and item.year)
    if isinstance(item, Project):
        words = re.findall(r"[^\W\d]{3}|[\u4e00-\u9fff]", _ADDRESS.sub("", item.text))
        return len(words) >= MIN_WORDS or bool(dates.find_periods(item.text) or _GRANT.search(item.title))
    return True


def _end_of(block: Block) -> int:
    return max(block.end, block.line, *(nested.end for nested in block.walk()))
