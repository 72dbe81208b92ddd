"""Read the papers of a page: below headings of publications, and elsewhere if they look like papers."""

import re
from collections import defaultdict
from dataclasses import replace

from site_readers import leftovers, sections
from site_readers.blocks import Block, Line, Run
from site_readers.items import Publication
from site_readers.marks import Legend
from site_readers.pages.outline import Outline
from site_readers.pages.output import EXAMPLE, Output
from site_readers.people import is_family_and_initials, read_authors
from site_readers.publications import (
    Context,
    are_published_apart,
    is_citation,
    leading_authors,
    merge,
    names_co_authors,
    read_labelled,
    read_publication,
    title_key,
)
from site_readers.text_parts import profile_link

#: Where the title in quotes begins after the authors.
_CITED = re.compile(r"[“\"](?=[^“”\"]{12,}[”\"])")
#: The beginnings of grants, which are not papers.
_ROLE_IN_GRANT = re.compile(
    r"(?:co-?\s?)?(?:principal )?investigator\b|(?:co-?)?PI\b|consortium|主持|参与", re.IGNORECASE
)
#: The line below the title of a paper that the owner wrote with others.
_WITH_OTHERS = re.compile(r"(?:joint(?:ly)? (?:work )?)?with\s+[A-ZÀ-Ž]", re.IGNORECASE)
#: Papers of shorter titles, without blanks, may be two.
MIN_KEY = 8
#: A paper has no more paragraphs than this below its title.
MAX_BELOW = 6
#: A heading of which more is about sections, such as "Papers as a contributing author", is not a title.
MAX_SHARE = 0.4


class PaperReader:
    """Reads papers, of which a page may say more in a second place. ``owner``: names of the page's owner."""

    def __init__(self, outline: Outline, output: Output, owner: set[str], legend: Legend):
        self.outline = outline
        self.output = output
        self.owner = owner
        self.legend = legend
        self.papers: dict[str, list[Publication]] = defaultdict(list)
        for paper in output.result.publications:
            self.papers[title_key(paper.title)].append(paper)

    def read(self, block: Block, context: Context | None = None) -> bool:
        """Add the paper of a block, or complete the one that is known. Return whether there is one."""
        if len(block.children) > 1 and self._is_label(block) and not read_labelled(block):
            done = [self.read(child) for child in block.children]
            self.output.report_text(block, block.text, self.outline.line_inside)
            return any(done)
        if _is_list_of_profiles(block):
            return False
        paper = read_publication(block, context or self._context())
        if not paper:
            return False
        if leftovers.is_example_paper(paper.title, paper.authors, self.owner, paper.year):
            self.output.report(block, EXAMPLE)
            return True
        key = title_key(paper.title)
        for same in self.papers[key] if len(key) > MIN_KEY else ():
            if not are_published_apart(same, paper):
                merge(same, paper)
                self.output.report_rest([same], block)
                return True
        self.papers[key].append(paper)
        return self.output.add(paper, block)

    def _is_label(self, block: Block) -> bool:
        """Return whether the text above nested items is a label: it has no title, or nothing besides
        names."""
        paper = read_publication(_without_children(block), self._context())
        return not paper or not (paper.year or paper.venue or paper.links)

    def read_without_heading(self, block: Block) -> bool:
        """Read a paper below a heading that is not known, such as "Research" or the name of a topic."""
        if self.outline.section.kind not in ("", "interests") or block.kind not in ("item", "box", "row"):
            return False
        if re.search(r"\b(?:I['’]m|I am|my)\b", block.text):
            return False
        paper = read_publication(block, self._context())
        enough = 1 if block.kind == "box" else 2
        if not paper or len(paper.authors) < enough or not (paper.year or paper.venue):
            return False
        if not self._is_by_owner(paper.authors):
            return False
        if block.kind != "box" and not paper.links and not paper.venue:
            return False
        return self.read(block)

    def read_cited(self, block: Block) -> bool:
        """Read a citation by the owner in another section: authors, title in quotes, venue or year."""
        if block.kind not in ("item", "row") or not _CITED.search(block.text):
            return False
        authors, _ = leading_authors(_CITED.split(block.text)[0])
        if len(authors) < 2 or not self._is_by_owner([author.name for author in authors]):
            return False
        paper = read_publication(block, self._context())
        return bool(paper and (paper.year or paper.venue)) and self.read(block)

    def _is_by_owner(self, authors: list[str]) -> bool:
        """Return whether an author has the family name of the owner, if the page says who that is."""
        mine = {word for name in self.owner for word in _words_of(name)}
        return not mine or any(mine & _words_of(author) for author in authors)

    def _context(self) -> Context:
        kind = self.outline.section.kind
        return Context(
            self.owner,
            self.legend,
            self.outline.year,
            kind == "patents",
            names_co_authors=kind == "publications",
        )

    def is_title(self, blocks: list[Block], index: int) -> bool:
        """Return whether a heading inside the publications is the title of a paper with authors below."""
        block = blocks[index]
        if (
            self.outline.section.kind not in ("publications", "patents")
            or block.level <= self.outline.section.level
            or len(block.text.split()) < 4
            or sections.share_of(sections.plain_heading(block.text)) >= MAX_SHARE
        ):
            return False
        below = _below_title(blocks, index)[:3]
        if below and not _is_authors_first(below[0]) and _begins_paper(below[0]) and len(below[0].lines) > 1:
            return False  # the name of a topic, and a paper with a title of its own below it
        has_authors = any(map(_has_authors, below))
        return has_authors or is_citation(block.text)

    def read_with_others(self, blocks: list[Block], index: int) -> int:
        """Read a heading that is the title of a paper, with "With Ann Lee and Bo Wu" below it.

        Return how many blocks these are, or 0 if there is no paper.
        """
        below = blocks[index + 1 : index + 2]
        if self.outline.section.kind in ("publications", "patents") or len(blocks[index].text.split()) < 3:
            return 0
        if not below or below[0].kind != "paragraph" or not _WITH_OTHERS.match(below[0].text):
            return 0
        whole = _joined([blocks[index], *_divided(below[0])])
        context = replace(self._context(), names_co_authors=True)
        paper = read_publication(whole, context)
        return 2 if paper and len(paper.authors) > 1 and self.read(whole, context) else 0

    def read_paragraphs(self, blocks: list[Block], index: int) -> int:
        """Read a paper from one or several paragraphs; return how many, or 0 if there is no paper."""
        if self.outline.section.kind == "projects" and _ROLE_IN_GRANT.match(blocks[index].text):
            return 0
        if blocks[index].kind == "heading":
            group = [blocks[index], *_below_title(blocks, index)]
            return len(group) if self.read(_joined(group)) else 0
        has_owner = self._context().names_co_authors
        for count in (1, 4, 3, 2, 1) if self._is_whole_paper(blocks[index]) else (4, 3, 2, 1):
            group = blocks[index : index + count]
            if len(group) < count or any(self._ends_paper(block) for block in group[1:]):
                continue
            if count > 1 and (
                any(_begins_paper(block) for block in group[1:])
                or not (_has_authors(group[1]) or (has_owner and names_co_authors(group[1].text)))
            ):
                continue
            joined = _joined(group) if count > 1 else group[0]
            paper = read_publication(joined, self._context())
            enough = 1 if self.outline.section.kind != "projects" else 2
            is_dated = paper and paper.year and any(map(is_family_and_initials, paper.authors[:1]))
            if paper and len(paper.authors) >= (1 if is_dated else enough):
                self.read(joined)
                return count
        return 0

    def _ends_paper(self, block: Block) -> bool:
        """Return whether a block is not a further paragraph of the paper above it."""
        return block.kind != "paragraph" or self.outline.is_label(block, block)

    def _is_whole_paper(self, block: Block) -> bool:
        """Return whether one paragraph has title, authors and a venue or year."""
        paper = read_publication(block, self._context()) if block.kind == "paragraph" else None
        return bool(paper and paper.authors and (paper.venue or paper.year))


def _is_list_of_profiles(block: Block) -> bool:
    """Return whether a block consists of links to profiles, such as "Google Scholar | ORCID"."""
    rest = "".join(run.text for run in block.runs if not run.href)
    kinds = [profile_link(href).kind for _, href in block.links]
    return bool(kinds) and not re.search(r"\w{2}", rest) and not {"homepage", "link"} & set(kinds)


def _words_of(name: str) -> set[str]:
    """Return the words of a name without hyphens and initials, to compare names in any order."""
    plain = re.sub(r"[-‐‑'’.]", "", name).casefold()
    return {word for word in re.findall(r"[^\W\d_]+", plain) if len(word) > 1}


def _without_children(block: Block) -> Block:
    return Block(block.kind, block.file, block.line, block.lines, block.level, block.end, badge=block.badge)


def _joined(group: list[Block]) -> Block:
    """Return neighbouring blocks as one box; a heading is its first line."""
    first = group[0]
    lines = [_hard(line, first.kind == "heading") for line in first.lines]
    lines += [_hard(line, False) for block in group[1:] for line in block.lines]
    return Block("box", first.file, first.line, lines, 0, group[-1].end, image=first.image)


def _below_title(blocks: list[Block], index: int) -> list[Block]:
    """Return the paragraphs below a heading that is the title of a paper."""
    below: list[Block] = []
    for block in blocks[index + 1 : index + 1 + MAX_BELOW]:
        if block.kind != "paragraph" or (_begins_paper(block) and not _has_authors(block)):
            break
        below.append(block)
    return below


def _divided(block: Block) -> list[Block]:
    """Return the parts of a paragraph that dots or bars separate: "With Ann Lee · Lake Letters, 2021"."""
    cuts = [i for i, run in enumerate(block.runs) if re.fullmatch(r".*\s[·|].*", run.text)]
    if not cuts or any(run.href for run in block.runs):
        return [block]
    parts = re.split(r"\s[·|]\s", block.text)
    return [replace(block, lines=[Line(block.line, [Run(part)])]) for part in parts]


def _hard(line: Line, heading: bool) -> Line:
    return Line(line.number, list(line.runs), False, line.bullet, heading or line.heading)


def _has_authors(block: Block) -> bool:
    return bool(read_authors(block.lines[0].text)) or bool(
        len(block.lines) > 1 and read_authors(block.lines[1].text)
    )


def _is_authors_first(block: Block) -> bool:
    """Return whether the first line of a paragraph is a list of authors."""
    return bool(read_authors(block.lines[0].text))


def _begins_paper(block: Block) -> bool:
    """Return whether a paragraph begins with a title: a link or bold text that is not an author or label."""
    runs = [run for run in block.lines[0].runs if run.text.strip()]
    return bool(runs) and (bool(runs[0].href) or runs[0].bold) and len(runs[0].text.split()) > 3
