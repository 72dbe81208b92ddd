"""Read the entries of a page's lists: news, honors, studies and talks."""

import re
from dataclasses import replace
from itertools import takewhile

from site_readers import dates, entries, people_cards, sections, studies, talks
from site_readers.blocks import Block
from site_readers.items import Study
from site_readers.pages.lines import is_prose
from site_readers.pages.outline import Outline
from site_readers.pages.output import Output
from site_readers.text_parts import is_link_label, links_of, without_decoration

#: The beginnings of lines that say with whom somebody won an award.
_HELPERS = re.compile(r"(?:with|supervis(?:ed|or)|advis(?:ed|or)|team members?|指导|队友)\b", re.IGNORECASE)
#: The beginnings of paragraphs that introduce a list.
_INTRODUCTION = re.compile(r"(?:below|here|the following|these|this page|selected)\b", re.IGNORECASE)
#: A line that continues a sentence: "where I spoke about …".
_CONTINUED = re.compile(r"[a-z]+ ")


class ListReader:
    """Reads the entries of a list. Each method returns whether the block is such an entry."""

    def __init__(self, outline: Outline, output: Output):
        self.outline = outline
        self.output = output

    def news(self, block: Block) -> bool:
        is_undated = not dates.take_leading(without_decoration(block.text))[0]
        if block.kind == "paragraph" and (is_undated or self.outline.is_below_other):
            return False
        if is_undated and is_link_label(block.text):
            return False  # "PDF", below the paper
        item = entries.read_news(block, self.outline.year)
        return self.output.add(item, block) if item else False

    def honors(self, block: Block) -> bool:
        block = self.output.without_lines(block, _HELPERS, self.outline.line_inside)
        for inner in _leaves(block):
            if block.kind == "paragraph" and not entries.take_date(inner.text)[0]:
                return False
            honors = entries.read_honors(inner, self.outline.year)
            self.output.add_all(honors, inner)
            if not honors:
                self.output.report(inner, "This could not be read as an honor.")
        return True

    def study(self, block: Block) -> bool:
        if block.kind == "paragraph" and is_prose(block.text):
            return False
        is_card = block.kind == "box" and block.lines[0].heading
        item = (studies.read_card(block) if is_card else None) or studies.read_study(block)
        return self.output.add(item, block) if item else False

    def study_below(self, blocks: list[Block], index: int) -> tuple[Study, int] | None:
        """Return the study of a heading inside the education with its degree and dates below, and its blocks.

        Templates give schools headings of the level of "Education" as well.
        """
        block = blocks[index]
        if self.outline.section.kind != "education" or block.level < self.outline.section.level:
            return None
        if block.level == self.outline.section.level and not studies.names_school(block.text):
            return None
        count = _size_of_study(blocks, index)
        if sections.kind_of(block.text) not in ("", "education") or count < 2:
            return None
        study = studies.read_card(people_cards.box_of(blocks[index : index + count]))
        return (study, count) if study else None

    def studies_at_school(self, blocks: list[Block], index: int) -> int:
        """Read a line that names a school and the degrees below it. Return how many blocks these are."""
        school = blocks[index]
        if self.outline.section.kind != "education" or not studies.is_only_school(school):
            return 0
        size = 1
        for block in takewhile(lambda block: block.kind == "item", blocks[index + 1 :]):
            study = studies.read_study(replace(block, lines=[*block.lines, *school.lines]))
            if study and studies.names_school(study.school) and self.output.add(study, block):
                size += 1
            elif size > 1:
                self.output.report(block, self.outline.line_inside)
                size += 1
            else:
                return 0
        return size if size > 1 else 0

    def talk(self, block: Block) -> bool:
        is_undated = block.kind == "paragraph" and not entries.take_date(block.text)[0]
        if is_undated and (len(block.text) > 200 or _INTRODUCTION.match(block.text)):
            return False
        block = self.output.without_lines(block, _CONTINUED, self.outline.line_inside)
        item = talks.read_talk(block, self.outline.year)
        return self.output.add(item, block) if item else False

    def talk_of_row(self, block: Block) -> bool:
        """Read a row of a table of conferences with the form of a presentation."""
        item = talks.read_row(block)
        return self.output.add(item, block) if item else False

    def talks_below(self, blocks: list[Block], index: int) -> int:
        """Read a heading that is the title of talks with their places and dates as a list below it.

        Return how many blocks these are.
        """
        heading, section = blocks[index], self.outline.section
        if section.kind != "talks" or heading.level <= section.level or not _is_title(heading.text):
            return 0
        size = 1
        for block in blocks[index + 1 :]:
            if block.kind != "item" or not entries.take_date(block.text)[0]:
                break
            if talk := talks.read_talk(block):
                event = ", ".join(part for part in (talk.title, talk.event) if part)
                links = links_of(heading) + talk.links
                self.output.add(replace(talk, title=heading.text, event=event, links=links), block)
                size += 1
        return size if size > 1 else 0


def _size_of_study(blocks: list[Block], index: int) -> int:
    """Return how many blocks a study has: those of its heading, and one heading of a department below it."""
    count = people_cards.card_size(blocks, index)
    below = blocks[index + 1 : index + 2]
    if count == 1 and below and below[0].kind == "heading" and below[0].level > blocks[index].level:
        count += people_cards.card_size(blocks, index + 1)
    return count


def _is_title(heading: str) -> bool:
    """Return whether a heading among talks is the title of one, and no group like "Invited Talks in 2023"."""
    return len(heading.split()) >= 4 and not re.search(
        r"\b(?:talks?|seminars?|lectures?|presentations?|posters?|tutorials?|keynotes?)\b|\b20\d\d\b",
        heading,
        re.I,
    )


def _leaves(block: Block) -> list[Block]:
    """Return the nested items of a block that is only a label for them, or the block itself."""
    if (
        block.children
        and not entries.take_date(block.text)[0]
        and all(entries.take_date(child.text)[0] for child in block.children)
    ):
        return block.children
    return [block]
