"""Turn the blocks of a page into items, section by section. The rest is reported."""

import re
from collections.abc import Callable, Iterable

from site_readers import dates, leftovers, people_cards, positions, reasons, sections
from site_readers.acad_homepage import lines_of_template
from site_readers.blocks import Block
from site_readers.items import Notice, Result
from site_readers.marks import Legend, read_legend
from site_readers.pages.calls import call_in, read_notice
from site_readers.pages.dated_entries import dated_lines, with_dates_below
from site_readers.pages.lists import ListReader
from site_readers.pages.outline import LABEL_LEVEL, Outline
from site_readers.pages.output import EXAMPLE, Output
from site_readers.pages.papers import PaperReader
from site_readers.pages.people import PeopleReader
from site_readers.pages.projects import ProjectReader
from site_readers.pages.services import ServiceReader
from site_readers.people import is_name, role_of
from site_readers.text_parts import links_of

#: Longer texts are no entry of a list, and looking for names and dates in them might take very long.
MAX_BLOCK = 20_000
_WHY = {
    "": reasons.NO_HEADING,
    "about": reasons.ABOUT,
    "interests": reasons.INTERESTS,
    "links": reasons.OWN_LINKS,
    "misc": "There is no section for this.",
    "ignored": "Not about the person.",
}
_FOOTER = re.compile(
    r"(?:(?:[←‹«<]+\s*)?back to\b|©"
    r"|copyright\b|(?:page |site )?last (?:updated?|modified|edited|revised)|updated(?: (?:on|by)\b|\s*[:：])"
    r"|author\s*:.{2,80}\bcreated\s*:|page generated|powered by|template (?:by|from|credits)"
    r"|theme by|(?:web)?(?:site|page) (?:adapted|template|theme)|design and source code from"
    r"|this (?:page|website|template) (?:is|was) (?:built|a modif)"
    r"|(?:the |this )?(?:website |page |site )?(?:template|layout|source code) (?:is |was )?"
    r"(?:stolen|borrowed|adapted|taken|forked|modified|based)|(?:[⬆↑⬇↓]\s*)?scroll(?:able)?\W*$)",
    re.IGNORECASE,
)
#: The title of a card about what the owner does for students.
_SUPERVISOR = re.compile(r"\b(?:supervisor|advisor|mentor)$", re.IGNORECASE)
#: An entry of BibTeX, shown as text.
_BIBTEX = re.compile(r"@\w+\s*\{")
#: The sections whose entries begin with a date.
_DATED = ("news", "honors", "talks", "service", "education", "experience")
#: The sections in which a whole citation of a paper by the owner is a paper all the same.
_WITHOUT_PAPERS = ("people", "teaching", "misc", "experience", "about", "interests", "links", "")
#: The sections whose entries may be several paragraphs each.
_OF_PARAGRAPHS = ("publications", "patents", "projects")


class PageReader:
    """Reads the blocks of one page into a result.

    ``lines`` has the lines of each file, ``owner`` the names of the owner of the page, to which it adds.
    """

    def __init__(self, result: Result, lines: dict[str, list[str]], owner: set[str]):
        self.output = Output(result, lines)
        self.owner = owner
        self.outline = Outline()
        self.first_kind = ""
        self.examples: list[Block] = []

    def read(self, blocks: list[Block], first_kind: str = "") -> None:
        """Add the items of some blocks to the result. ``first_kind`` is what the page is about."""
        for block in blocks:
            if len(block.text) > MAX_BLOCK:
                self.output.report(block, f"An entry of more than {MAX_BLOCK:,} characters, left out.")
        blocks = [block for block in blocks if len(block.text) <= MAX_BLOCK]
        self.owner |= _names_of_owner(blocks[:12])
        self.outline = Outline(first_kind)
        self.first_kind = first_kind
        self.examples = lines_of_template(blocks, self.owner)
        self.papers = PaperReader(self.outline, self.output, self.owner, _legend_of(blocks))
        self.people = PeopleReader(self.outline, self.output)
        self.lists = ListReader(self.outline, self.output)
        self.projects = ProjectReader(self.outline, self.output)
        self.services = ServiceReader(self.outline, self.output)
        index = 0
        while index < len(blocks):
            index += self._read_at(blocks, index)

    def _read_at(self, blocks: list[Block], index: int) -> int:
        """Read what begins at a block, and return the number of blocks it has."""
        block = blocks[index]
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        is_heading = block.kind == "heading"
        if is_heading and (study_and_count := self.lists.study_below(blocks, index)):
            study, count = study_and_count
            self.output.add(study, people_cards.box_of(blocks[index : index + count]))
            return count
        if is_heading and (size := self.lists.talks_below(blocks, index)):
            return size
        if is_heading and (size := self.papers.read_with_others(blocks, index)):
            return size
        if size := self.projects.read_below(blocks, index):
            return size
        if size := self.lists.studies_at_school(blocks, index):
            return size
        is_person = self.people.is_name(block)
        if is_heading and not (self.papers.is_title(blocks, index) or is_person):
            self._enter(block, block.level)
        elif self.outline.is_label(block, following):
            self._enter(block, LABEL_LEVEL)
        elif self.outline.section.kind in _DATED and (entries_of_block := dated_lines(block)):
            for entry in entries_of_block:
                self._read_block(entry)
        elif is_person:
            card = blocks[index : index + people_cards.card_size(blocks, index)]
            self.people.read_card(people_cards.box_of(card))
            return len(card)
        elif self.outline.section.kind in _OF_PARAGRAPHS and block.kind in ("paragraph", "heading"):
            count = self.papers.read_paragraphs(blocks, index)
            if not count:
                self._read_block(block)
            return count or 1
        elif self.outline.section.kind == "notices":
            return read_notice(blocks, index, self.outline, self.output)
        else:
            self._read_block(block)
        return 1

    def _enter(self, block: Block, level: int) -> None:
        why = self.outline.enter(block, level)
        if why or sections.beyond_section(block.text):
            self.output.report(block, why or f"A heading of “{self.outline.title}” that says more.")

    def _read_block(self, block: Block) -> None:
        """Add the items of a block to the section in which it stands, or report it as being in no item."""
        readers = self._readers()
        kind = self.outline.section.kind.removesuffix("_previous")
        why = self.outline.unread if kind in readers else _WHY.get(kind, _WHY["misc"])
        if why_no_item := self._why_no_item(block):
            self.output.report(block, why_no_item)
        elif block.kind == "header":
            self.people.read_header(block)
        elif self.first_kind == "links" and _is_only_links(block):
            self._no_item(block, _WHY["links"])
        elif not self._read_item(block := with_dates_below(block), kind, readers):
            self._no_item(block, why)

    def _why_no_item(self, block: Block) -> str:
        """Return why a block is an item of no section, or an empty text."""
        if any(block is one for one in self.examples):
            return EXAMPLE
        if leftovers.is_example(block.text) and self.outline.section.kind not in ("about", ""):
            return EXAMPLE
        if not block.children and not re.search(r"[^\W\d_]", block.text):
            return _WHY["ignored"]  # the number of a section
        if block.kind == "translation":
            return "The translation of a text beside it."
        if block.kind == "header":
            return ""
        if _BIBTEX.match(block.text):
            return "BibTeX of a paper on the page."
        return _WHY["ignored"] if _FOOTER.match(block.text) or _is_menu(block) else ""

    def _read_item(self, block: Block, kind: str, readers: dict[str, Callable[[Block], bool]]) -> bool:
        """Add the items of a block to a section of this kind, and return whether there are any."""
        if kind in ("publications", "talks") and self.lists.talk_of_row(block):
            return True
        if kind in _WITHOUT_PAPERS and self.papers.read_cited(block):
            return True
        return readers.get(kind, self.papers.read_without_heading)(block)

    def _readers(self) -> dict[str, Callable[[Block], bool]]:
        """Return the readers of entries by what the section is about."""
        return {
            "news": self.lists.news,
            "honors": self.lists.honors,
            "education": self.lists.study,
            "talks": self.lists.talk,
            "service": self.services.read,
            "teaching": self.services.read,
            "experience": self._position,
            "people": lambda block: self.people.read(block) or self._supervision(block),
            "projects": self.projects.read,
            "publications": self.papers.read,
            "patents": self.papers.read,
        }

    def _position(self, block: Block) -> bool:
        """Read an entry about work; descriptions below it have no place."""
        title = self.outline.inner_text(str.strip)
        item = positions.read_position(block, self.outline.section.heading, title)
        return item is not None and self.output.add(item, block)

    def _supervision(self, block: Block) -> bool:
        """Read a card about the owner's work as a supervisor, among those whom the owner supervises."""
        title = block.lines[1 if dates.take_leading(block.lines[0].text)[0] else 0 :][:1]
        is_role = any(_SUPERVISOR.search(line.text) for line in title)
        return block.kind == "box" and is_role and self.services.read(block)

    def _no_item(self, block: Block, why: str) -> None:
        """Report a block that is not an item, but take a call for students out of it."""
        if leftovers.is_example(block.text):
            self.output.report(block, EXAMPLE)
            return
        call, rest = (
            call_in(block.text)
            if self.outline.section.kind in ("", "about", "people", "interests", "links", "misc")
            else ("", block.text)
        )
        if call:
            self.output.add(Notice(title="", text=call, links=links_of(block)), block)
        for nested in block.walk():
            text = rest if nested is block else nested.text
            self.output.report_text(nested, text, why)


def _is_only_links(block: Block) -> bool:
    """Return whether an entry has not more than one word beside its links."""
    words = [run.text for run in block.runs if not run.href and re.search(r"\w", run.text)]
    return bool(block.links) and not block.children and len(" ".join(words).split()) <= 1


def _is_menu(block: Block) -> bool:
    """Return whether a block consists of links to pages or parts of the site: "Home | Publications"."""
    rest = "".join(run.text for run in block.runs if not run.href)
    labels = [label for label, _ in block.links]
    return (
        len(labels) > 1
        and not re.search(r"\w", rest)
        and all(re.match(r"home$|cv$|blog$", label, re.I) or sections.is_strong(label) for label in labels)
    )


def _names_of_owner(blocks: list[Block]) -> set[str]:
    names = set()
    for block in blocks:
        match = re.search(
            r"(?:I am|I['’]m|My name is"
            r"|This is)\s+((?:[A-ZÀ-Ž][\w'’-]+\s?){2,4})(?:\s*[(（]([\u4e00-\u9fff]{2,4}))?",
            block.text,
        )
        if match:
            names |= {name.strip() for name in match.groups() if name}
    for block in blocks[:2]:
        first = block.lines[0] if block.lines else None
        words = [run for run in first.runs if re.search(r"\w", run.text)] if first else []
        if first and is_name(first.text) and (block.kind == "heading" or all(run.bold for run in words)):
            names.add(first.text)
    return {name for name in names if not role_of(name)}


def _legend_of(blocks: Iterable[Block]) -> Legend:
    """Return the legend of marks on the page, outside of its papers."""
    legend = Legend()
    for block in blocks:
        if block.kind in ("heading", "paragraph") and re.search(
            r"contribut|correspond|共同|同等|通讯|通信作者|joint", block.text
        ):
            legend = legend.joined(read_legend(block.text))
    return legend
