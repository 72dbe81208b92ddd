"""Read the entries of a page's projects."""

import re
from dataclasses import replace

from site_readers import dates, people_cards, projects, sections
from site_readers.blocks import Block, Line
from site_readers.items import Project
from site_readers.pages.lines import is_list_of_links
from site_readers.pages.outline import Outline
from site_readers.pages.output import Output
from site_readers.text_parts import is_link_label, links_of, without_decoration

_CAPTION = re.compile(r"(?:image|figure|photo|picture)s? (?:from|by|credit|courtesy)\b", re.IGNORECASE)
#: A project has no more points below its heading, and another one is not further away.
_MAX_POINTS, _NEAR = 8, 20
#: A longer point below "Projects" that does not begin with a title is part of a text.
_MAX_PROSE = 400
#: A title in quotes at the start of a project or after a label: "Principal Investigator: “Maps of Rivers”".
_QUOTED_FIRST = re.compile(r"(?:[^:：“”\"]{2,40}[:：]\s*)?[“\"][^“”\"]{12,}[”\"]")


class ProjectReader:
    """Reads projects."""

    def __init__(self, outline: Outline, output: Output):
        self.outline = outline
        self.output = output

    def read(self, block: Block) -> bool:
        if block.kind == "paragraph" and is_list_of_links(block):
            items = [
                Project(title=line.text, links=links_of(replace(block, lines=[line]))) for line in block.lines
            ]
            return self.output.add_all(items, block)
        if block.kind == "paragraph" and (not _begins_project(block) or _is_labelled_links(block)):
            return False
        if block.kind == "item" and len(block.text) > _MAX_PROSE and not _begins_project(block):
            return False
        lines = [line for line in block.lines if not _CAPTION.match(line.text)]
        if block.kind == "box" and (several := projects.read_several(block)):
            return self.output.add_all(several, block)
        if block.kind == "box" and lines and (lines[0].bullet or re.search(r"[:：]$", lines[0].text)):
            return False
        item = projects.read_project(block)
        return self.output.add(item, block) if item else False

    def read_below(self, blocks: list[Block], index: int) -> int:
        """Read a heading inside the projects with descriptions below it as a project; return its blocks.

        Headings that only group projects have projects below them, with dates, or no neighbour of this form.
        """
        heading, section = blocks[index], self.outline.section
        is_inside = heading.kind != "heading" or heading.level > section.level
        if section.kind != "projects" or not is_inside or not _is_project(blocks, index):
            return 0
        near = range(max(0, index - _NEAR), min(len(blocks), index + _NEAR))
        if not any(at != index and _is_twin(blocks, at, heading) for at in near):
            return 0
        below = _below(blocks, index)
        text = "\n".join(nested.text for block in below for nested in block.walk())
        links = [link for block in (heading, *below) for nested in block.walk() for link in links_of(nested)]
        whole = people_cards.box_of([heading, *below])
        return (1 + len(below)) * self.output.add(Project(title=heading.text, text=text, links=links), whole)


def _is_heading(block: Block) -> bool:
    """Return whether a block is a heading, or a paragraph of one line in bold."""
    words = [run for run in block.runs if re.search(r"\w", run.text)]
    is_line = block.kind == "paragraph" and sum(not line.soft for line in block.lines) == 1
    return block.kind == "heading" or (is_line and all(run.bold for run in words))


def _below(blocks: list[Block], index: int) -> list[Block]:
    """Return the blocks from a heading or bold line to the next one."""
    end = next((at for at in range(index + 1, len(blocks)) if _is_heading(blocks[at])), len(blocks))
    return blocks[index + 1 : end]


def _is_twin(blocks: list[Block], index: int, heading: Block) -> bool:
    """Return whether a block is a heading like another one, and has the form of a project as well."""
    block = blocks[index]
    return (block.kind, block.level) == (heading.kind, heading.level) and _is_project(blocks, index)


def _is_project(blocks: list[Block], index: int) -> bool:
    """Return whether a heading has one to six points that describe it, and are not projects themselves."""
    below = _below(blocks, index) if _is_heading(blocks[index]) else []
    if not 1 <= len(below) <= _MAX_POINTS or any(block.kind not in ("item", "paragraph") for block in below):
        return False
    if sections.kind_of(blocks[index].text) and sections.is_strong(blocks[index].text):
        return False
    points = [block for block in below if block.kind == "item"]
    return bool(points) and not any(
        dates.find_periods(block.text) or _begins_with_title(block) for block in points
    )


def _begins_with_title(block: Block) -> bool:
    first = next((run for run in block.runs if re.search(r"\w", run.text)), None)
    return first is not None and (first.bold or (bool(first.href) and not is_link_label(first.text)))


def _is_labelled_links(block: Block) -> bool:
    """Return whether each of several lines is a label with one link: "Slides: Drive"."""
    return len(block.lines) > 2 and all(
        re.match(r"[^:：]+[:：]", line.text) and line.links and line.text.endswith(line.links[-1][0])
        for line in block.lines
    )


def _begins_project(block: Block) -> bool:
    """Return whether a paragraph below "Projects" is one: it begins with a date, a link or bold text."""
    if _QUOTED_FIRST.match(without_decoration(block.text)) or _has_label_row(block):
        return True
    first = next((run for run in block.runs if re.search(r"\w", run.text)), None)
    if first is None or all(run.href or not re.search(r"\w", run.text) for run in block.runs):
        return first is not None and not is_link_label(first.text)
    return first.bold or bool(first.href) or bool(dates.take_leading(without_decoration(block.text))[0])


def _has_label_row(block: Block) -> bool:
    """Return whether below the first line of a paragraph stands one of links such as "[thesis] [code]"."""
    first, *below = block.lines or [Line(0)]
    labels = [label for line in below[:1] for label, _ in line.links]
    return len(labels) > 1 and not first.links and all(re.fullmatch(r"\[[^\[\]]+\]", one) for one in labels)
