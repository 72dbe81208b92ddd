"""Take blocks apart of which several lines begin with a date: each is an entry of its own."""

from dataclasses import replace

from site_readers import dates
from site_readers.blocks import Block, Line, Run
from site_readers.hand_lists import NUMBER, raw
from site_readers.runs import without_start
from site_readers.text_parts import without_decoration

#: So many lines with a number and a date make a list.
_MIN_DATED = 2


def dated_lines(block: Block) -> list[Block]:
    """Return the entries of a paragraph of which several lines begin with a date, or an empty list."""
    lines = [line for line in block.lines if line.text]
    begins = [index for index, line in enumerate(lines) if not line.soft and _begins_with_date(line)]
    if block.kind != "paragraph" or len(begins) < 2 or begins[0]:
        return []
    return [
        Block("item", block.file, lines[begin].number, lines[begin:end], 0, lines[end - 1].number)
        for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True)
    ]


def _begins_with_date(line: Line) -> bool:
    return bool(dates.take_leading(without_decoration(line.text))[0])


def with_dates_below(block: Block) -> Block:
    """Return a list item below which only dates stand as one line with them: "Reviewer" and "2021, 2022"."""
    below = [child.text for child in block.children]
    if block.kind != "item" or not below or not all(_is_only_dates(text) for text in below):
        return block
    dated = Line(block.line, [Run(f" ({', '.join(below)})")])
    return replace(block, lines=[*block.lines, dated], end=block.children[-1].end, children=[])


def _is_only_dates(text: str) -> bool:
    for _ in range(20):
        period, text = dates.take_leading(text)
        if not period or not text:
            return bool(period)
    return False


def dated_numbers(block: Block) -> tuple[Block, list[Block], Block] | None:
    """Take a box apart of which several lines begin with a number and a date: "(2) Fall 2022: MAP 101".

    Return what stands above them, each of these lines, and the other lines below.
    """
    lines = [line for line in block.lines if line.text]
    starts = {i: match for i, line in enumerate(lines) if (match := _dated_number(line))}
    if block.kind != "box" or len(starts) < _MIN_DATED:
        return None
    first = min(starts)
    numbered = [
        Block(
            "item",
            block.file,
            line.number,
            [replace(line, runs=without_start(line.runs, end))],
            0,
            line.number,
        )
        for line, end in ((lines[i], end) for i, end in starts.items())
    ]
    rest = [line for i, line in enumerate(lines) if i > first and i not in starts]
    return replace(block, kind="item", lines=lines[:first]), numbered, replace(block, lines=rest)


def _dated_number(line: Line) -> int:
    """Return where the date begins that follows the number of a line, or 0."""
    text = raw(line)
    match = NUMBER.match(text)
    behind = text[match.end() :].lstrip("( ") if match else ""
    return match.end() if match and dates.take_leading(behind)[0] else 0
