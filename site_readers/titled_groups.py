"""Join the paragraphs of entries of which each begins with a title in bold on a line of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from site_readers import dates, people_cards, sections, services
from site_readers.blocks import Block, Run
from site_readers.text_parts import without_decoration

#: The sections whose entries can be several paragraphs each.
_SECTIONS = ("education", "honors", "service", "talks", "teaching")
#: Courses and services are one section.
_SERVICE = {"teaching": "service"}
#: A title is no longer, an entry has no more paragraphs, and none of them is longer: it would be prose.
_MAX_TITLE, _MAX_PARAGRAPHS, _MAX_LENGTH = 150, 5, 300


def joined(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a page, in some sections each title with the paragraphs below it as one box.

    All paragraphs below the heading of the section have to be such entries, of which there are two or more.
    """
    result: list[Block] = []
    begin = 0
    while begin < len(blocks):
        head = blocks[begin]
        result.append(head)
        begin += 1
        kind = sections.kind_of(head.text) if head.kind == "heading" else ""
        if kind not in _SECTIONS:
            continue
        end = begin
        while end < len(blocks) and blocks[end].kind == "paragraph":
            end += 1
        if groups := _groups(blocks[begin:end], _SERVICE.get(kind, kind)):
            result += [people_cards.box_of([_separated(group[0]), *group[1:]]) for group in groups]
            begin = end
    return result


def _groups(blocks: Sequence[Block], kind: str) -> list[list[Block]]:
    """Return each title with what follows it, or an empty list if some block is in no such entry."""
    groups: list[list[Block]] = []
    for block in blocks:
        if _is_title(block, kind):
            groups.append([block])
        elif groups and len(block.text) <= _MAX_LENGTH:
            groups[-1].append(block)
        else:
            return []
    are_entries = all(1 < len(group) <= _MAX_PARAGRAPHS for group in groups)
    return groups if len(groups) > 1 and are_entries else []


def _separated(title: Block) -> Block:
    """Return a title with a comma after it, so that the line below does not continue it."""
    *lines, last = title.lines
    *runs, end = last.runs
    runs += [replace(end, text=end.text.rstrip()), Run(", ", bold=True)]
    return replace(title, lines=[*lines, replace(last, runs=runs)])


def _is_title(block: Block, kind: str) -> bool:
    """Return whether a paragraph is one line in bold, and no label: of another section, a date or a role."""
    words = [run for run in block.runs if re.search(r"\w", run.text)]
    text = without_decoration(block.text)
    period, rest = dates.take_leading(text)
    is_label = (
        text.endswith((":", "："))
        or (sections.is_strong(text) and _SERVICE.get(other := sections.kind_of(text), other) != kind)
        or bool(sections.status_of(text))
        or bool(period and not re.search(r"\w", rest))
        or services.role_in(text) == text
    )
    is_line = sum(not line.soft for line in block.lines) == 1 and len(text) <= _MAX_TITLE
    return bool(words) and all(run.bold for run in words) and is_line and not is_label
