"""Read the entries of a page's lists: news, honors, studies, talks, services and projects."""

import re
from dataclasses import replace
from itertools import takewhile

from labsite.importing import (
    dates,
    entries,
    people_cards,
    projects,
    sections,
    services,
    studies,
    talks,
)
from labsite.importing.blocks import Block, Line
from labsite.importing.items import Project, Study
from labsite.importing.pages.dated_entries import dated_numbers
from labsite.importing.pages.outline import Outline
from labsite.importing.pages.output import Output
from labsite.importing.text_parts import is_link_label, links_of, without_decoration

_TAKEN = re.compile(
    r"\b(?:self-?stud|took|taken|completed|attended|enrolled)\w*\b[^.]*\bcourse", re.IGNORECASE
)
_CAPTION = re.compile(r"(?:image|figure|photo|picture)s? (?:from|by|credit|courtesy)\b", re.IGNORECASE)

#: The beginnings of lines that say with whom somebody won an award.
_HELPERS = re.compile(r"(?:with|supervis(?:ed|or)|advis(?:ed|or)|team members?|指导|队友)\b", re.IGNORECASE)
#: The beginnings of lines below a course that say who else teaches it.
_OF_OTHERS = re.compile(
    r"(?i:instructors?|lecturers?|teachers?|professors?|course (?:leader|director))\s*[:：]\s*"
    r"(?:Prof|Dr|[A-ZÀ-Ž][\w.]* [A-Z])"
)
#: The beginnings of paragraphs that introduce a list.
_INTRODUCTION = re.compile(r"(?:below|here|the following|these|this page|selected)\b", re.IGNORECASE)
#: A project has no more points below its heading, and another one is not further away.
_MAX_POINTS, _NEAR = 8, 20
#: A longer point below "Projects" that does not begin with a title is part of a text.
_MAX_PROSE = 400
#: A line that continues a sentence: "where I spoke about …".
_CONTINUED = re.compile(r"[a-z]+ ")

#: A title in quotes at the start of a project or behind a label: "Principal Investigator: “Maps of Rivers”".
_QUOTED_FIRST = re.compile(r"(?:[^:：“”\"]{2,40}[:：]\s*)?[“\"][^“”\"]{12,}[”\"]")


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
        block = self._without(block, _HELPERS)
        for inner in _leaves(block):
            if block.kind == "paragraph" and not entries.take_date(inner.text)[0]:
                return False
            honors = entries.read_honors(inner, self.outline.year)
            self.output.add_all(honors, inner)
            if not honors:
                self.output.report(inner, "This could not be read as an honor.")
        return True

    def study(self, block: Block) -> bool:
        if block.kind == "paragraph" and _is_prose(block.text):
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
                self.output.report(block, f"A line inside “{self.outline.title}”.")
                size += 1
            else:
                return 0
        return size if size > 1 else 0

    def talk(self, block: Block) -> bool:
        is_undated = block.kind == "paragraph" and not entries.take_date(block.text)[0]
        if is_undated and (len(block.text) > 200 or _INTRODUCTION.match(block.text)):
            return False
        block = self._without(block, _CONTINUED)
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

    def project_below(self, blocks: list[Block], index: int) -> int:
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

    def _without(self, block: Block, words: re.Pattern[str]) -> Block:
        """Return a block without the lines below the first that begin so, and name these lines."""
        rest = [line for line in block.lines[1:] if not line.soft and words.match(line.text)]
        for line in rest:
            self.output.report_text(block, line.text, f"A line inside “{self.outline.title}”.")
        lines = [line for line in block.lines if all(line is not one for one in rest)]
        return replace(block, lines=lines) if rest else block

    def service(self, block: Block) -> bool:
        if parts := dated_numbers(block):
            head, numbered, rest = parts
            self.output.report(rest, f"A line inside “{self.outline.title}”.")
            for part in [*([head] if head.lines else []), *numbered]:
                if not self.service(part):
                    self.output.report(part, "This could not be read as a service.")
            return True
        if bullets := _bullets(block):
            self.output.report_text(block, bullets[0].text, f"A line inside “{self.outline.title}”.")
            for bullet in bullets[1:]:
                if not self.service(bullet):
                    self.output.report(bullet, "This could not be read as a service.")
            return True
        if block.kind == "paragraph" and re.match(r"[-–•*]\s", block.text):
            self.outline.leave_label()  # a line with a dash stands beside a label with one
        if block.kind == "paragraph" and re.search(r"\w@\w+(?:\.\w+)+", block.text):
            return False  # an address at the foot of the page
        if block.kind == "paragraph" and _is_prose(block.text):
            if _TAKEN.search(block.text):  # the courses below are those of a student
                self.outline.section.kind = "misc"
            return False
        if len(block.text) > 250 and (block.kind == "paragraph" or not services.role_in(block.text)):
            return False
        if re.search(r"[:：]$", block.text) and not block.children:
            return False  # it announces what follows
        if (lines := _links_alone(block)) and all(services.role_in(line.text) for line in lines[:2]):
            for line in lines:
                entry = replace(block, line=line.number, end=line.number, lines=[line], badge="")
                if not self.service(entry):
                    self.output.report(entry, "This could not be read as a service.")
            return True
        block = self._without(_without_link_rows(block), _OF_OTHERS)
        role = self.outline.inner_text(services.role_of_heading) or self.outline.section.role
        if (
            role
            and role == self.outline.section.role
            and not re.search("review|teaching", role, re.IGNORECASE)
        ):
            role = ""
        if block.children and not dates.take_leading(block.text)[0]:
            label = without_decoration(block.text).rstrip(":：")
            for child in block.children:
                item = services.read_service(child, services.role_of_heading(label) or role or label)
                self.output.add(item, child) if item else self.output.report(
                    child, "This could not be read as a service."
                )
            return True
        if block.kind == "paragraph" and services.role_in(block.text) == block.text:
            return False  # a label
        service = services.read_service(block, role if not services.role_in(block.text) else "")
        if service and not service.start and not service.end:
            service.start = self.outline.year
        return self.output.add(service, block) if service else False

    def project(self, block: Block) -> bool:
        if block.kind == "paragraph" and _is_list_of_links(block):
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


def _is_heading(block: Block) -> bool:
    """Tell whether a block is a heading, or a paragraph of one line in bold."""
    words = [run for run in block.runs if re.search(r"\w", run.text)]
    is_line = block.kind == "paragraph" and sum(not line.soft for line in block.lines) == 1
    return block.kind == "heading" or (is_line and all(run.bold for run in words))


def _below(blocks: list[Block], index: int) -> list[Block]:
    """Return the blocks from a heading or bold line to the next one."""
    end = next((at for at in range(index + 1, len(blocks)) if _is_heading(blocks[at])), len(blocks))
    return blocks[index + 1 : end]


def _is_twin(blocks: list[Block], index: int, heading: Block) -> bool:
    """Tell whether a block is a heading like another one, and has the form of a project as well."""
    block = blocks[index]
    return (block.kind, block.level) == (heading.kind, heading.level) and _is_project(blocks, index)


def _is_project(blocks: list[Block], index: int) -> bool:
    """Tell whether a heading has one to six points that describe it, and are no projects themselves."""
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


def _size_of_study(blocks: list[Block], index: int) -> int:
    """Return how many blocks a study has: those of its heading, and one heading of a department below it."""
    count = people_cards.card_size(blocks, index)
    below = blocks[index + 1 : index + 2]
    if count == 1 and below and below[0].kind == "heading" and below[0].level > blocks[index].level:
        count += people_cards.card_size(blocks, index + 1)
    return count


def _is_title(heading: str) -> bool:
    """Tell whether a heading among talks is the title of one, and no group like "Invited Talks in 2023"."""
    return len(heading.split()) >= 4 and not re.search(
        r"\b(?:talks?|seminars?|lectures?|presentations?|posters?|tutorials?|keynotes?)\b|\b20\d\d\b",
        heading,
        re.I,
    )


def _bullets(block: Block) -> list[Block]:
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
    is_list = block.kind == "row" and len(block.lines) > 1 and _is_list_of_links(block)
    return block.lines if is_list else []


def _without_link_rows(block: Block) -> Block:
    """Return a block without the lines below the first that consist of links: "→ Syllabus | Slides"."""
    groups: list[list[Line]] = []
    for line in block.lines:
        if line.soft and groups:
            groups[-1].append(line)
        else:
            groups.append([line])
    kept = [
        group
        for group in groups
        if group is groups[0] or not any(line.links for line in group) or _says_something(group)
    ]
    return replace(block, lines=[line for group in kept for line in group])


def _says_something(lines: list[Line]) -> bool:
    """Tell whether lines have a word outside their links."""
    rest = " ".join(run.text for line in lines for run in line.runs if not run.href)
    return bool(re.search(r"\w{3}", rest))


def _is_prose(text: str) -> bool:
    """Tell whether a paragraph tells a story and is no entry."""
    about_me = r"\b(?:I(?=\s+[a-z])|I['’]\w+|my|our|we)\b|^(?:Below|Here|The following|This)\b"
    says_nothing = re.search(r"\bI (?:do not|don['’]t|have not|haven['’]t)\b", text)
    return bool(says_nothing) or (len(text) > 60 and bool(re.search(about_me, text)))


def _is_list_of_links(block: Block) -> bool:
    """Tell whether each of several lines is one link."""
    return len(block.lines) > 1 and all(
        not line.soft and [label for label, _ in line.links] == [line.text] and not is_link_label(line.text)
        for line in block.lines
    )


def _is_labelled_links(block: Block) -> bool:
    """Tell whether each of several lines is a label with one link: "Slides: Drive"."""
    return len(block.lines) > 2 and all(
        re.match(r"[^:：]+[:：]", line.text) and line.links and line.text.endswith(line.links[-1][0])
        for line in block.lines
    )


def _begins_project(block: Block) -> bool:
    """Tell whether a paragraph below "Projects" is one: it begins with a date, a link or bold text."""
    if _QUOTED_FIRST.match(without_decoration(block.text)) or _has_label_row(block):
        return True
    first = next((run for run in block.runs if re.search(r"\w", run.text)), None)
    if first is None or all(run.href or not re.search(r"\w", run.text) for run in block.runs):
        return first is not None and not is_link_label(first.text)
    return first.bold or bool(first.href) or bool(dates.take_leading(without_decoration(block.text))[0])


def _has_label_row(block: Block) -> bool:
    """Tell whether below the first line of a paragraph stands one of links such as "[thesis] [code]"."""
    first, *below = block.lines or [Line(0)]
    labels = [label for line in below[:1] for label, _ in line.links]
    return len(labels) > 1 and not first.links and all(re.fullmatch(r"\[[^\[\]]+\]", one) for one in labels)


def _leaves(block: Block) -> list[Block]:
    """Return the nested items of a block that is only a label for them, or the block itself."""
    if (
        block.children
        and not entries.take_date(block.text)[0]
        and all(entries.take_date(child.text)[0] for child in block.children)
    ):
        return block.children
    return [block]
