"""Read positions and internships: period, role, and where."""

import re

from site_readers import dates
from site_readers.blocks import Block
from site_readers.items import Position
from site_readers.text_parts import links_of, split_outside, without_decoration

#: Words for a position. "Visiting" and "research" begin the names of several.
_ROLE = re.compile(
    r"\b(?:intern(?:ship)?s?|assistant|associate|engineer|researcher|scientist|analyst|developer|manager"
    r"|consultant|fellow|post-?doc\w*|professor|lecturer|instructor|visiting|visitor|student|trainee"
    r"|director|founder|co-?founder|c[et]o|lead(?:er)?|member|chair|head|dean|tutor|[rt]a)\b"
    r"|实习|助理|助教|工程师|研究员|博士后|访问|教授|讲师|顾问|创始人|负责人|主任|院长|经理",
    re.IGNORECASE,
)
#: Words for an institution, whose name may contain a word for a position: "Student Academy".
_INSTITUTION = re.compile(
    r"universit|institut|college|academy|\bschool\b|\binc\b|\bltd\b|\bcorp|company|laborator|\blabs?\b"
    r"|大学|学院|研究院|公司|实验室|研究所",
    re.IGNORECASE,
)
#: What separates the parts of an entry, besides commas. The stop of "Co. Ltd." and "Dr. Lee" does not.
_BETWEEN = re.compile(
    r"(?<=[a-z)]{3})(?<!Prof)\.\s+(?=[A-Z])|\s+(?:at|with)\s+(?=[A-Z])|\s+[-–—@|]\s+|[:：]\s*"
)
_LEGAL_FORM = re.compile(r",\s*(?=(?:Ltd|Inc|LLC|Corp|Co)\b)")
#: Headings below which entries may be about projects.
_OF_PROJECTS = re.compile(r"research|project|科研|研究|项目", re.IGNORECASE)
_MAX_LENGTH, _MAX_PLACE, _MAX_ROLE = 200, 100, 80


def read_position(block: Block, heading: str, title: str = "") -> Position | None:
    """Return the position that an entry with a period is about, or None. ``heading`` is that of the section.

    The text after the role is the institution with its department and place, as in the source. A
    ``title`` above the entry, such as "Intern at Lake Labs", says both; the entry then describes the work.
    """
    text = without_decoration(block.text).rstrip(" .。")
    period, rest = dates.take_leading(text)
    if not period:
        period, rest = dates.take_trailing(text)
    role, where = _role_and_place(title)
    if not (role and where):
        role, where = _role_and_place(rest)
        is_sure = role or _INSTITUTION.search(where) or not _OF_PROJECTS.search(heading)
        if len(rest) > (_MAX_LENGTH if role else _MAX_PLACE) or not is_sure:
            return None
    if not period or not where:
        return None
    return Position(start=period.start, end=period.end, role=role, where=where, links=links_of(block))


def _role_and_place(text: str) -> tuple[str, str]:
    text = _BETWEEN.sub(", ", _LEGAL_FORM.sub(" ", without_decoration(text)))
    parts = [part for part in map(without_decoration, split_outside(text)) if part]
    role = next(filter(_is_role, parts), "")
    return role, ", ".join(part for part in parts if part != role)


def _is_role(part: str) -> bool:
    return len(part) <= _MAX_ROLE and bool(_ROLE.search(part)) and not _INSTITUTION.search(part)
