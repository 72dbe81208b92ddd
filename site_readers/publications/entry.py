"""The entry of a paper on a page: its lines, and what has been taken from them."""

import re
from dataclasses import dataclass, field, replace

from site_readers.blocks import Block, Line, Run, squeezed
from site_readers.items import Link
from site_readers.marks import Legend
from site_readers.people import Author, is_name, read_authors
from site_readers.text_parts import is_address, publication_link, without_decoration
from site_readers.venues import Venue

#: "ICXX 2026" or "IEEE Transactions" at the start of a text.
BEGINS_VENUE = re.compile(r"[A-Z][\w&/+-]*[A-Z][\w&/+-]*,?\s+(?:['’]?\d{2,4}\b|Transactions|Journal)")
#: The beginnings of lines that describe a paper.
DESCRIPTION = re.compile(
    r"(?:highlights?|abstract|intro(?:duction)?|tl;?\s?dr|summary|keywords?|contributions?|摘要|关键词|简介)\s*[:：]",
    re.IGNORECASE,
)
#: The kind of a work after its title in Chinese lists: "[J]" for an article, "[M]" for a book.
_KIND = re.compile(r"\s*[\[［](?:[JMCDPNRSZA]|EB)(?:/(?:OL|CD))?[\]］]\s*[.,，。:：]?\s*")
#: The mark in place of a title that has been taken out of its line.
TITLE_MARK = "\x00"


@dataclass
class Context:
    """The context of a paper on its page: the owner, the legend of marks, and the year above."""

    owner: set[str] = field(default_factory=set)
    legend: Legend = field(default_factory=Legend)
    year: str = ""
    #: Set below "Patents", where sentences about numbers of patents stand as well.
    needs_authors: bool = False
    #: Set where each entry is a paper of the owner, so that "with Ann Lee" names another author.
    names_co_authors: bool = False


class Entry:
    """The lines of one entry, and what has been taken from them."""

    def __init__(self, block: Block, context: Context):
        self.block = block
        self.context = context
        self.title = ""
        #: Whether the title is bold as a whole, or in quotes.
        self.is_marked = False
        self.authors: list[Author] = []
        self.links: list[Link] = []
        self.ranks: list[str] = []
        self.venue = Venue()
        #: A tag or number before the title, such as "[ICML 2024]".
        self.hint = ""
        #: Whether the hint is a label or code, which names a venue whatever its words.
        self.has_label = False
        self.rows = [_plain(_with_stops(line)) for line in _rows(block) if line.text]

    def add_link(self, link: Link) -> None:
        if link.url not in {known.url for known in self.links}:
            self.links.append(link)

    def take_runs(self, row: Line, runs: list[Run]) -> None:
        self.title = squeezed("".join(run.text for run in runs))
        self.is_marked = all(run.bold for run in runs if run.text.strip())
        for run in runs:
            if is_address(run.href):
                self.add_link(
                    publication_link(
                        "paper" if not re.search("arxiv|doi.org|github", run.href) else "", run.href
                    )
                )
        # The rest of the line stays in place; a mark shows where the title was.
        index = next(i for i, run in enumerate(row.runs) if run is runs[0])
        row.runs = [*row.runs[:index], Run(f" {TITLE_MARK} "), *row.runs[index + len(runs) :]]


def _rows(block: Block) -> list[Line]:
    """Return copies of the lines of a block; lines of the source only where they carry a meaning."""
    lines = [line for line in block.lines if line.text]
    softs = [line for line in lines if line.soft and not line.bullet]
    if len(lines) - len(softs) > 1:
        softs = []
    first = lines[0] if lines else None
    meaningful = (
        bool(softs)
        and bool(first)
        and (
            any(len(read_authors(line.text, strict=True)) > 1 for line in softs)
            or (
                first is not None
                and all(run.href or not re.search(r"\w", run.text) for run in first.runs)
                and softs[0].runs[0].href != first.runs[-1].href
            )
        )
    )
    rows: list[Line] = []
    for line in lines:
        describes = bool(DESCRIPTION.match(line.text))
        if line.soft and rows and not (meaningful or describes or _is_venue_below(line, rows[-1])):
            rows[-1].runs += [_blank_between(rows[-1], line), *line.runs]
        else:
            rows.append(Line(line.number, list(line.runs), line.soft, line.bullet, line.heading))
    for child in block.children:
        for inner in child.walk():
            rows += [Line(line.number, list(line.runs), line.soft, True) for line in inner.lines]
    return rows


def _blank_between(above: Line, below: Line) -> Run:
    """Return the blank between two lines of the source, in the link and style that goes on over both."""
    if not above.runs or not below.runs:
        return Run(" ")
    last, first = above.runs[-1], below.runs[0]
    href = last.href if last.href == first.href else ""
    return Run(" ", bold=last.bold and first.bold, italic=last.italic and first.italic, href=href)


def _is_venue_below(line: Line, above: Line) -> bool:
    """Return whether a line of the source in one style, such as bold, stands below the authors."""
    words = [run for run in line.runs if re.search(r"\w", run.text)]
    styled = all(run.bold for run in words) or all(run.italic for run in words)
    is_venue = re.search(r"\b(?:19|20)\d\d\b", line.text) or not read_authors(line.text)
    return bool(styled and is_venue and read_authors(above.text))


def _with_stops(row: Line) -> Line:
    """Put a full stop before a venue in bold or italics that only its style separates from the authors."""
    runs: list[Run] = []
    for run in row.runs:
        if (run.bold or run.italic) and BEGINS_VENUE.match(run.text.strip()):
            before = "".join(one.text for one in runs).rstrip()
            if re.search(r"[^\W\d_]$", before):
                run = replace(run, text=f". {run.text}")
        runs.append(run)
    row.runs = runs
    return row


def _plain(row: Line) -> Line:
    """Write what only lists of one form have as others do: kinds of works, and the owner as `Lee, Ann`."""
    has_kind = bool(_KIND.search(row.text))
    for index, run in enumerate(row.runs):
        text = run.text
        if has_kind:
            text = re.sub(r"(?:^|(?<=[\u4e00-\u9fff]))\.(?=[\u4e00-\u9fff])", ". ", _KIND.sub(". ", text))
        family, comma, given = text.strip().partition(", ")
        is_author = bool(run.code and comma and is_name(f"{given} {family}"))
        if run.bold and (glued := re.fullmatch(r"([A-Z][\w-]+),([A-Z][\w-]+)", text)):
            text = " ".join(glued.groups())  # "**Ann,Lee**,Bo Wu"
        text = f"{given} {family}" if is_author else text
        row.runs[index] = replace(run, text=text, code=run.code and not is_author)
    return row


#: "Lee, A. et al. [including Wu, B.]"
_INCLUDING = re.compile(r"\s*[(\[](?:including|incl\.)\s+([^()\[\]]+)[)\]]", re.IGNORECASE)


def bare(text: str) -> str:
    """Return a line without a remark in brackets at its end. A remark that names an author is none."""
    text = _INCLUDING.sub(r", \1", text)
    return without_decoration(re.sub(r"[(（][^()（）]*[)）]\s*$", "", text))
