"""The headings of a page: the section of a block, with its year, role and status."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from site_readers import sections, services
from site_readers.blocks import Block
from site_readers.people import read_authors, role_of
from site_readers.text_parts import without_decoration

#: The level of a paragraph that is a heading in disguise: below all headings.
LABEL_LEVEL = 7
#: The sections that a heading below another may begin.
_INSIDE = {
    "publications": {"publications", "patents"},
    "patents": {"publications", "patents"},
    "people": {"people", "people_previous", "notices"},
    "people_previous": {"people", "people_previous"},
    "service": {"service", "teaching"},
    "teaching": {"service", "teaching"},
    "news": set(),
    "experience": {"experience", "teaching", "education", "service"},
    "misc": {"misc"},
}

#: "Dr. Lee's working experience:", which begins a list.
_OF_SOMEBODY = re.compile(r"(?:(?:Dr|Prof|Mr|Ms|Mrs)\.?(?:\s+\w+){1,3}['’]s|My)\s+[^:：]{3,50}[:：]$")
#: The sections of whose words the name of a person's or group's site may consist.
_OF_NAMES = ("people", "people_previous", "projects", "links", "misc")


@dataclass
class Section:
    """The place of a block on the page."""

    kind: str = ""
    level: int = 0
    heading: str = ""
    status: str = ""
    role: str = ""
    year: str = ""
    #: Text, year and status of the headings inside the section, by their level.
    inner: dict[int, tuple[str, str, str]] = field(default_factory=dict)


class Outline:
    """Follows the headings of a page. ``first_kind`` is what the page is about."""

    def __init__(self, first_kind: str = ""):
        role = services.role_of_heading(first_kind) if first_kind == "teaching" else ""
        self.has_headings = False
        self.section = Section(first_kind, heading=first_kind.capitalize(), role=role)

    def is_label(self, block: Block, following: Block | None) -> bool:
        """Return whether a bold line, or one that ends with a colon, is a heading in disguise."""
        if sum(not line.soft for line in block.lines) != 1 or len(block.text) > 70 or following is None:
            return False
        text = without_decoration(block.text)
        if block.kind in ("paragraph", "row") and _is_anchored(block):
            return True
        if block.kind != "paragraph":
            return False
        runs = [run for run in block.runs if re.search(r"\w", run.text)]
        bold = all(run.bold for run in runs)
        if not runs or not (bold or re.search(r"[:：]$", text)):
            return False
        if following.kind == "item" and _OF_SOMEBODY.match(text):
            return True
        if read_authors(text.rstrip(":："), strict=True) and not sections.kind_of(text):
            return False
        return bool(
            sections.status_of(text)
            or _year_of(text)
            or (role_of(text) and self.section.kind.startswith("people"))
            or sections.is_strong(text)
            or (self.section.kind == "service" and services.role_of_heading(text))
            or (bold and sections.kind_of(text) == "service" and services.role_of_heading(text))
        )

    def enter(self, block: Block, level: int) -> str:
        """Begin the section of a heading, or remember a heading inside a section.

        Return why the text of the heading is in no item, or an empty text if it says where its items belong.
        """
        text = block.text
        now = self.section
        kind = sections.kind_of(text) or (sections.kind_of(block.anchor) if level == LABEL_LEVEL else "")
        year = _year_of(text)
        status = sections.status_of(text)
        inside = bool(now.kind) and level > now.level
        of_people, of_roles = now.kind.startswith("people"), now.kind in ("service", "teaching")
        if inside and of_roles and services.role_of_heading(text) and not year:
            self._inner(level, text, year, status)
            return ""
        if inside and (year or (status and of_people)):
            self._inner(level, "", year, status)
            return ""
        if level == 1 and not self.has_headings and not sections.is_strong(text) and kind in _OF_NAMES:
            kind = ""  # "Maps Group at Laketown" is the name of the site
        self.has_headings = True
        is_strong = sections.is_strong(text) or (level == LABEL_LEVEL and _is_anchored(block))
        if inside and (now.kind, kind) == ("projects", "education") and sections.beyond_section(text):
            kind = ""  # "Maps & Education" is a topic of projects
        if is_strong and _is_anchored(block) and kind != now.kind:
            inside = False
        if _OF_SOMEBODY.match(without_decoration(text)):
            inside = False
        if kind and inside and not is_strong and kind not in _INSIDE.get(now.kind, {kind}):
            kind = ""
        if inside and (
            kind in ("misc", "links", "about", "interests") or (kind == "news" and now.kind != "about")
        ):
            kind = ""
        if inside and (not kind or kind == now.kind or (of_people and kind.startswith("people"))):
            self._inner(level, text, year, status or ("previous" if kind == "people_previous" else ""))
            is_role = (of_people and role_of(text)) or (of_roles and services.role_of_heading(text))
            return "" if kind or is_role else f"A heading inside “{self.title}”."
        self._begin(kind, text, level, status, year)
        return "A heading that announces no known section." if kind in ("", "misc", "press") else ""

    def _begin(self, kind: str, text: str, level: int, status: str, year: str) -> None:
        role = ""
        if kind in ("people", "people_previous") and role_of(text):
            role = text
        elif kind in ("service", "teaching"):
            role = services.role_of_heading(text)
        if kind == "people_previous":
            status = "previous"
        level = level if level < LABEL_LEVEL else max(self.section.level, 6)
        self.section = Section(kind, level, text, status, role, year)

    def _inner(self, level: int, text: str, year: str, status: str) -> None:
        inner = {at: value for at, value in self.section.inner.items() if at < level}
        inner[level] = (text, year, status)
        self.section.inner = inner

    def leave_label(self) -> None:
        """Forget the last label that began with a dash: a line with a dash is its neighbour."""
        if self.section.inner.get(LABEL_LEVEL, ("",))[0].startswith("-"):
            del self.section.inner[LABEL_LEVEL]

    @property
    def title(self) -> str:
        """The heading of the section, without numbers and signs."""
        return sections.plain_heading(self.section.heading)

    @property
    def line_inside(self) -> str:
        """The reason why a line is in no item: it is only part of the section."""
        return f"A line inside “{self.title}”."

    @property
    def unread(self) -> str:
        """The reason why a block is in no item: it does not have the form of the section's entries."""
        return f"This could not be read as part of “{self.title}”."

    @property
    def year(self) -> str:
        """The year of the innermost heading that is one."""
        return next((year for _, year, _ in reversed(self.section.inner.values()) if year), self.section.year)

    @property
    def status(self) -> str:
        """The status of people by the innermost heading: "current", "previous" or ""."""
        statuses = [status for _, _, status in reversed(self.section.inner.values()) if status]
        return next(iter(statuses), self.section.status)

    @property
    def is_below_other(self) -> bool:
        """Whether a heading inside the section says neither a year nor a status: something else follows."""
        return any(text and not year and not status for text, year, status in self.section.inner.values())

    def inner_text(self, accepts: Callable[[str], str]) -> str:
        """Return the first result of a function that is not empty, for the headings from inside out."""
        texts = [text.lstrip("-–•* ") for text, _, _ in reversed(self.section.inner.values())]
        return next((value for text in texts if (value := accepts(text))), "")


def _year_of(text: str) -> str:
    plain = sections.plain_heading(re.sub(r"\s*[(（][^()（）]*[)）]\W*$", "", text))  # "2026 (11 papers)"
    match = re.fullmatch(
        r"(?:year\s*(?:of\s+)?|(?:spring|summer|fall|autumn|winter)(?:\s+of)?\s+)?((?:19|20)\d\d)(?:\s*年|\s*[-–~]\s*(?:(?:19|20)\d\d|now|present|至今)|\s*级)?",
        plain,
        re.IGNORECASE,
    )
    return match[1] if match else ""


def _is_anchored(block: Block) -> bool:
    """Return whether a short paragraph is the target of links in the page and names a section."""
    return (
        bool(block.anchor)
        and len(block.text.split()) <= 4
        and not block.links
        and bool(sections.kind_of(block.text) or sections.kind_of(block.anchor))
    )
