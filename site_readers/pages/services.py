"""Read the entries of a page's services and courses."""

import re
from collections.abc import Iterable
from dataclasses import replace

from site_readers import dates, services
from site_readers.blocks import Block, Line
from site_readers.pages.dated_entries import dated_numbers
from site_readers.pages.lines import is_list_of_links, is_prose
from site_readers.pages.outline import Outline
from site_readers.pages.output import Output
from site_readers.text_parts import without_decoration

_TAKEN = re.compile(
    r"\b(?:self-?stud|took|taken|completed|attended|enrolled)\w*\b[^.]*\bcourse", re.IGNORECASE
)
#: The beginnings of lines below a course that say who else teaches it.
_OF_OTHERS = re.compile(
    r"(?i:instructors?|lecturers?|teachers?|professors?|course (?:leader|director))\s*[:：]\s*"
    r"(?:Prof|Dr|[A-ZÀ-Ž][\w.]* [A-Z])"
)
#: An email address, as at the foot of a page.
_ADDRESS = re.compile(r"\w@\w+(?:\.\w+)+")
#: A longer text is a service only if it is the entry of a list that names a role.
_MAX_LENGTH = 250
_UNREAD = "This could not be read as a service."


class ServiceReader:
    """Reads services: work for the field, and teaching."""

    def __init__(self, outline: Outline, output: Output):
        self.outline = outline
        self.output = output

    def read(self, block: Block) -> bool:
        """Add the service of a block, or those of its parts. Return whether there is any."""
        if parts := dated_numbers(block):
            head, numbered, rest = parts
            self.output.report(rest, self.outline.line_inside)
            return self._read_all([*([head] if head.lines else []), *numbered])
        if points := _points(block):
            self.output.report_text(block, points[0].text, self.outline.line_inside)
            return self._read_all(points[1:])
        if block.kind == "paragraph" and re.match(r"[-–•*]\s", block.text):
            self.outline.leave_label()  # a line with a dash stands beside a label with one
        if _is_something_else(block):
            if is_prose(block.text) and _TAKEN.search(block.text):
                self.outline.section.kind = "misc"  # the courses below are those of a student
            return False
        if (lines := _links_alone(block)) and all(services.role_in(line.text) for line in lines[:2]):
            return self._read_all(
                replace(block, line=line.number, end=line.number, lines=[line], badge="") for line in lines
            )
        block = self.output.without_lines(_without_link_rows(block), _OF_OTHERS, self.outline.line_inside)
        role = self._role()
        if block.children and not dates.take_leading(block.text)[0]:
            self._read_below_label(block, role)
            return True
        role_in_text = services.role_in(block.text)
        if block.kind == "paragraph" and role_in_text == block.text:
            return False  # a label
        service = services.read_service(block, "" if role_in_text else role)
        if service and not service.start and not service.end:
            service.start = self.outline.year
        return self.output.add(service, block) if service else False

    def _read_all(self, blocks: Iterable[Block]) -> bool:
        """Add the services of blocks, and report those that are none."""
        for block in blocks:
            if not self.read(block):
                self.output.report(block, _UNREAD)
        return True

    def _read_below_label(self, block: Block, role: str) -> None:
        """Add the services that are the points below a label: a role, or else ``role``."""
        label = without_decoration(block.text).rstrip(":：")
        role = services.role_of_heading(label) or role or label
        for child in block.children:
            if service := services.read_service(child, role):
                self.output.add(service, child)
            else:
                self.output.report(child, _UNREAD)

    def _role(self) -> str:
        """Return the role that the headings name; that of the section only for reviews and teaching."""
        of_section = self.outline.section.role
        role = self.outline.inner_text(services.role_of_heading) or of_section
        is_exact = role != of_section or re.search("review|teaching", role, re.IGNORECASE)
        return role if is_exact else ""


def _is_something_else(block: Block) -> bool:
    """Return whether a block is not a service, but prose, the foot of the page, or announces what follows."""
    text = block.text
    if block.kind == "paragraph" and (_ADDRESS.search(text) or is_prose(text)):
        return True
    if len(text) > _MAX_LENGTH and (block.kind == "paragraph" or not services.role_in(text)):
        return True
    return bool(re.search(r"[:：]$", text)) and not block.children


def _points(block: Block) -> list[Block]:
    """Return the heading and the points of a box that is a heading with a list, or an empty list."""
    heads = [line for line in block.lines if not line.bullet]
    points = [line for line in block.lines if line.bullet]
    if block.kind not in ("box", "row") or len(heads) != 1 or not points:
        return []
    return [
        Block("item", block.file, line.number, [replace(line, bullet=False)], 0, line.number)
        for line in [*heads, *points]
    ]


def _links_alone(block: Block) -> list[Line]:
    """Return the lines of a row of which each is one link that says more than where it leads to."""
    is_list = block.kind == "row" and len(block.lines) > 1 and is_list_of_links(block)
    return block.lines if is_list else []


def _without_link_rows(block: Block) -> Block:
    """Return a block without the lines below the first that consist of links: "→ Syllabus | Slides"."""
    groups: list[list[Line]] = []
    for line in block.lines:
        if line.soft and groups:
            groups[-1].append(line)
        else:
            groups.append([line])
    remaining = [
        group
        for group in groups
        if group is groups[0] or not any(line.links for line in group) or _says_something(group)
    ]
    return replace(block, lines=[line for group in remaining for line in group])


def _says_something(lines: list[Line]) -> bool:
    """Return whether lines have a word outside their links."""
    rest = " ".join(run.text for line in lines for run in line.runs if not run.href)
    return bool(re.search(r"\w{3}", rest))
