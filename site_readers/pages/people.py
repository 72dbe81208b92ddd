"""Read the people of a page: members in lists and paragraphs, and cards with a heading for each."""

import re
from dataclasses import replace

from site_readers import dates, people_cards, sections
from site_readers.blocks import Block
from site_readers.items import Person
from site_readers.labsites import member_links, members, people_table
from site_readers.labsites.names import split_name
from site_readers.pages.outline import Outline
from site_readers.pages.output import Output
from site_readers.people import details_of, is_name, read_members, role_of


class PeopleReader:
    """Reads the blocks below a heading such as "Group members"."""

    def __init__(self, outline: Outline, output: Output):
        self.outline = outline
        self.output = output
        #: The fields that the columns of the table hold, from its header; none outside a table with one.
        self.columns: list[str] = []

    def read_header(self, block: Block) -> None:
        """Remember what the columns of a table are about."""
        self.columns = people_table.columns_of([cell for _, cell in sorted(_cells(block).items())]) or []

    def is_name(self, block: Block) -> bool:
        """Return whether a heading inside the people is the name of one."""
        return (
            block.kind == "heading"
            and self.outline.section.kind.startswith("people")
            and block.level > self.outline.section.level
            and people_cards.name_in(block.text)
        )

    def read_card(self, block: Block) -> bool:
        """Read a person from a heading and what stands below it, or from a box."""
        group = (
            self.outline.inner_text(lambda text: text if role_of(text) else "") or self.outline.section.role
        )
        person = people_cards.read_card(block, group)
        if not person:
            return False
        person.status = person.status or self.outline.status
        if not person.start and not person.end:
            has_left = person.status == "previous"
            person.start, person.end = ("", self.outline.year) if has_left else (self.outline.year, "")
        return self.output.add(person, block)

    def read(self, block: Block) -> bool:
        """Add the people of a block. Return whether there are any."""
        if block.kind == "box" and self.read_card(block):
            return True
        if block.kind != "row":
            self.columns = []
        elif person := self._person_of_row(block):
            return self.output.add(person, block)
        elif len(block.lines) > 1 and people_cards.name_in(block.lines[0].text) and self.read_card(block):
            return True
        role = self._role()
        status = self.outline.status
        if block.kind == "paragraph" and (lines := _lines_of_people(block)):
            for line in lines:
                if not self._members(line, status, role):
                    self.output.report(line, self.outline.unread)
            return True
        is_dated = bool(dates.take_leading(block.text)[0])
        if block.kind == "paragraph" and not is_dated and not re.search(r"[，,、；;（(]", block.text):
            return False
        if (
            block.children
            and (sections.status_of(block.text) or role_of(block.text))
            and len(block.text) < 60
        ):
            done = [
                self._members(child, sections.status_of(block.text) or status, role_of(block.text) or role)
                for child in block.children
            ]
            return any(done)
        if self._is_group(block, status):
            self.output.report_text(block, block.text, self.outline.line_inside)
            for child in block.children:
                if not self._members(child, status, role):
                    self.output.report(child, self.outline.unread)
            return True
        return self._members(block, status, role)

    @staticmethod
    def _is_group(block: Block, status: str) -> bool:
        """Return whether a list item without a name has people below it: "As students" and their names."""
        if len(block.children) < 2 or is_name(re.split(r"[(（,，:：]", block.text)[0].strip()):
            return False
        return all(read_members(child, status, "") for child in block.children[:2])

    def _person_of_row(self, block: Block) -> Person | None:
        """Return the person of a table row by the columns of its header."""
        cells = _cells(block)
        fields = {name: cells[number] for number, name in enumerate(self.columns) if cells.get(number)}

        def text(*names: str) -> str:
            return next((fields[name] for name in names if name in fields), "")

        name, native = split_name(text("name", *members.NAMES))
        if not name and not native:
            return None
        person = Person(name=name, native_name=native, email=text(*member_links.EMAILS))
        person.role = text(*members.ROLES) or self._role()
        person.place = text(*members.PLACES)
        person.status = self.outline.status
        periods = [period for cell in cells.values() for period, _, _ in dates.find_periods(cell)]
        period = next((one for one in periods if one.is_period), dates.Period())
        person.start, person.end = period.start, period.end
        person.start = dates.take_leading(text(*members.STARTS))[0].date or person.start
        person.end = dates.take_leading(text(*members.ENDS))[0].date or person.end
        person.links, email = details_of(block)
        person.email = person.email or email
        return person

    def _role(self) -> str:
        role = (
            self.outline.inner_text(
                lambda text: text if role_of(text) or re.search("graduate", text, re.IGNORECASE) else ""
            )
            or self.outline.section.role
        )
        return role_of(role) or sections.plain_heading(role)

    def _members(self, block: Block, status: str, role: str) -> bool:
        year = self.outline.year
        people = read_members(block, status, role, year if status != "previous" else "")
        if block.kind == "paragraph" and len(people) < 2 and not dates.take_leading(block.text)[0]:
            return False
        for person in people:
            if status == "previous" and year and not person.end:
                person.end = year
        return self.output.add_all(people, block)


def _cells(block: Block) -> dict[int, str]:
    """Return the texts of a table row by their columns, without cells that say nothing."""
    cells: dict[int, str] = {}
    for line in block.lines:
        cells[line.column] = f"{cells.get(line.column, '')} {line.text}".strip()
    return {column: text for column, text in cells.items() if re.search(r"\w", text)}


def _lines_of_people(block: Block) -> list[Block]:
    """Return the lines of a paragraph as items if each of them begins with a name."""
    lines = [line for line in block.lines if line.text]
    if not all(is_name(re.split(r"[(（,，:：]|\s[-–—]\s", line.text)[0].strip()) for line in lines):
        return []
    alone = lines[0] if len(lines) == 1 else None
    if alone and not (alone.links and alone.text.startswith(alone.links[0][0])):
        rest = re.split(r"[,，:：]|\s[-–—]\s", alone.text, maxsplit=1)[1:]
        if len(alone.text) > 80 or not rest or not role_of(rest[0]):
            return []
    return [
        Block("item", block.file, line.number, [replace(line, soft=False)], 0, line.number) for line in lines
    ]
