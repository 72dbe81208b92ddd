"""People that a page shows as cards: a heading with the name, or a box, and lines about the person."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from site_readers import dates, sections
from site_readers.blocks import Block, Line, Run
from site_readers.items import Person
from site_readers.labsites.names import split_name
from site_readers.labsites.roles import role_of as code_of
from site_readers.labsites.roles import status_of
from site_readers.people import details_of, is_name, is_position, role_of

#: A card has no more blocks than this below its heading.
_MAX_BLOCKS = 6
_NOW = re.compile(
    r"(?:now|currently|current position|next|placement|first position)\b[\s:]*(?:at|in|with)?\s*", re.I
)
_ROLE_AND_NAME = re.compile(r"(?P<role>[^:：]{2,40})[:：]\s*(?P<name>\S.*)$")
_NO_NAMES = re.compile(
    r"\b(?:contact|get|our|your|more|read|news|open|join|about|list|selected|address|office)\b", re.I
)


def cards(blocks: list[Block]) -> Iterator[tuple[int, int, str, Block]]:
    """Yield each card: the position of its first block, how many blocks it has, its group, and all as a box.

    The group is the heading above that says a role or status, such as "Alumni", or an empty text.
    """
    groups: dict[int, str] = {}
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if block.kind == "heading":
            groups = {level: text for level, text in groups.items() if level < block.level}
        group = next((text for _, text in sorted(groups.items(), reverse=True)), "")
        if block.kind == "heading" and (card := _with_role(block)):
            yield index, 1, re.split("[:：]", block.text)[0], card
        elif block.kind == "heading" and _is_group(block.text):
            groups[block.level] = block.text
        elif block.kind == "heading" and name_in(block.text):
            count = card_size(blocks, index)
            box = box_of(blocks[index : index + count])
            if group or any(role_of(line.text) or code_of(line.text) for line in box.lines[1:5]):
                yield index, count, group, box
                index += count
                continue
        elif block.kind == "box" and _name_line(block):
            yield index, 1, group, block
        elif group and block.kind == "paragraph" and (card := _with_name_line(block)):
            yield index, 1, group, card
        index += 1


def _is_group(heading: str) -> bool:
    """Return whether a heading says what the people below it are, such as "Graduate researchers"."""
    return bool(role_of(heading) or code_of(heading) or status_of(heading) or is_position(heading))


def _with_role(block: Block) -> Block | None:
    """Return a heading such as "Professor: Ann Li" as a box with the name."""
    match = _ROLE_AND_NAME.match(block.text)
    if match is None or not code_of(match["role"]) or not is_name(match["name"]):
        return None
    return replace(block, kind="box", lines=[Line(block.line, [Run(match["name"])], heading=True)])


def _with_name_line(block: Block) -> Block | None:
    """Return a paragraph that begins with a name in bold as a box with the name on a line of its own."""
    if not block.lines or not block.lines[0].runs:
        return None
    first = block.lines[0]
    runs = [run for run in first.runs if run.text.strip() or run.bold]
    names = list(takewhile(lambda run: run.bold, runs))
    behind = runs[len(names) :]
    if not names or not behind or not name_in("".join(run.text for run in names).strip(" ,:")):
        return None
    name = Line(first.number, names, heading=True)
    # The links of a biography are those of the places in it.
    rest = [replace(run, href="") for run in behind]
    return replace(block, kind="box", lines=[name, Line(first.number, rest), *block.lines[1:]])


def card_size(blocks: list[Block], index: int) -> int:
    """Return how many blocks belong to the card that begins with the heading at a position."""
    count = 1
    while (
        count < _MAX_BLOCKS
        and index + count < len(blocks)
        and blocks[index + count].kind in ("paragraph", "item", "row")
    ):
        count += 1
    return count


def box_of(blocks: list[Block]) -> Block:
    """Return a heading and the blocks below it as one box."""
    first = blocks[0]
    lines = [replace(line, heading=True) for line in first.lines]
    lines += [line for block in blocks[1:] for nested in block.walk() for line in nested.lines]
    image = next((block.image for block in blocks if block.image), "")
    return Block("box", first.file, first.line, lines, 0, blocks[-1].end, image=image)


def read_card(block: Block, group: str = "") -> Person | None:
    """Return the person of a card, or None if no line of it is a name."""
    name_line = _name_line(block)
    if name_line is None:
        return None
    name, native = split_name(name_line.text)
    person = Person(name=name, native_name=native, status=status_of(group))
    for line in (line for line in block.lines if line is not name_line):
        text = line.text
        if now := _NOW.match(text):
            person.place = person.place or text[now.end() :].strip(" .")
        elif not person.role and len(text) < 90 and (role_of(text) or code_of(text)):
            period, rest = dates.take_trailing(text)
            if not period.is_period and not text.endswith((")", "）")):
                period, rest = dates.Period(), text
            person.role, person.start, person.end = rest, period.start, period.end
        elif not person.start and not person.end and (period := _period_of(text)):
            person.start, person.end = period.start, period.end
    person.role = person.role or group
    person.links, person.email = details_of(block)
    return person


def _period_of(text: str) -> dates.Period:
    """Return the period with which a line begins, or the date that is all that it says."""
    period, rest = dates.take_leading(text)
    return period if period.is_period or not re.search(r"\w", rest) else dates.Period()


def name_in(text: str) -> bool:
    """Return whether a heading is the name of a person."""
    name, native = split_name(text)
    if _NO_NAMES.search(name) or sections.kind_of(text) or role_of(text) or is_position(name):
        return False
    return is_name(name) or (bool(native) and bool(re.fullmatch(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,3}", name)))


def _name_line(block: Block) -> Line | None:
    headings = [line for line in block.lines if line.heading]
    candidates = headings[:1] or block.lines[:2]
    return next((line for line in candidates if name_in(line.text)), None)
