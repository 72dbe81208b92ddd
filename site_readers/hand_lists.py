"""Find lists that only signs and line breaks mark, and headings at the beginning of a paragraph."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from site_readers import dates, sections, titled_groups
from site_readers.blocks import Block, Line, Run
from site_readers.runs import without_start

#: A bullet typed as text. Word writes round ones as the letter "o" with wide blanks after it.
_BULLET = re.compile(r"^\s*(?:[•◦▪●■○∙‣⁃►▶➢✓»]\s*|[o§·ü](?=[\s\u00a0]{2,})\s*)")
_DASH = re.compile(r"^\s*[-–*]\s+")
NUMBER = re.compile(r"^\s*[(（\[]?(?P<number>\d{1,3})(?:[)）\]]\.?|[.、．](?!\d))\s*")
#: Texts in the footer of a page.
_FOOT = re.compile(r"©|copyright|(?:page )?last (?:updated?|modified|edited)", re.IGNORECASE)
#: The sections in which each line of a paragraph below a heading is an entry.
_OF_LINES = ("honors", "service", "teaching", "talks", "education", "news", "experience")
#: The sections in which short paragraphs are entries, if all are such and there are several.
_OF_PARAGRAPHS = ("honors", "service", "teaching", "projects")
_MIN_PARAGRAPHS, _MAX_ENTRY = 3, 200
#: The sections in which the lines of the only paragraph are entries, if all of them are short.
_OF_SHORT_LINES, _MAX_LINE = ("honors", "teaching", "education", "service"), 120
#: A heading in the first line of a paragraph is no longer than this.
_MAX_LABEL = 60


def with_lists(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks of a page, with paragraphs divided that are lists or begin with a heading."""
    divided = titled_groups.joined([part for block in blocks for part in _divided(block)])
    return _of_paragraphs([_numbered(divided, index) for index in range(len(divided))])


def _of_paragraphs(blocks: list[Block]) -> list[Block]:
    """Return blocks with the short paragraphs as items that stand alone below a heading such as "Honors"."""
    begin = 0
    while begin < len(blocks):
        head = blocks[begin]
        begin += 1
        kind = sections.kind_of(head.text) if head.kind == "heading" else ""
        if kind not in (*_OF_PARAGRAPHS, *_OF_SHORT_LINES) or not sections.is_strong(head.text):
            continue
        end = begin
        while end < len(blocks) and blocks[end].kind == "paragraph":
            end += 1
        group = blocks[begin:end]
        is_last = end == len(blocks) or blocks[end].kind == "heading" or bool(_FOOT.match(blocks[end].text))
        is_list = (
            kind in _OF_PARAGRAPHS
            and all(_is_short(block) for block in group)
            and not (kind == "projects" and any(_is_marked(block) for block in group))
        )
        if len(group) == 1 and is_last and kind in _OF_SHORT_LINES and _has_short_lines(group[0]):
            hard = [index for index, line in enumerate(group[0].lines) if not line.soft]
            blocks[begin:end] = list(_items(group[0], hard))
        elif len(group) >= _MIN_PARAGRAPHS and is_last and is_list:
            blocks[begin:end] = [replace(block, kind="item") for block in group]
    return blocks


def _has_short_lines(block: Block) -> bool:
    """Return whether a paragraph is a list by its line breaks: three or more lines, none of them long."""
    hard = [line for line in block.lines if not line.soft and line.text]
    return (
        len(hard) >= _MIN_PARAGRAPHS
        and len(hard) == len(block.lines)
        and all(len(line.text) <= _MAX_LINE and not line.text.endswith((".", ":")) for line in hard)
    )


def _is_marked(block: Block) -> bool:
    """Return whether a paragraph begins with bold text or a link, as a title does."""
    first = next((run for run in block.runs if re.search(r"\w", run.text)), None)
    return first is not None and (first.bold or bool(first.href))


def _is_short(block: Block) -> bool:
    """Return whether a paragraph has one line of plain text without a sentence: "2022 Prize of Maps"."""
    words = [run for run in block.runs if re.search(r"\w", run.text)]
    is_plain = not all(run.bold for run in words) and not block.text.endswith((":", "："))
    hard = sum(not line.soft for line in block.lines)
    is_sentence = block.text.endswith(".") and len(block.text) > 100
    return hard == 1 and len(block.text) <= _MAX_ENTRY and is_plain and not is_sentence


def _divided(block: Block) -> Iterator[Block]:
    lines = [line for line in block.lines if line.text]
    if block.kind != "paragraph" or not lines:
        yield block
        return
    if label := _label_of(lines):
        head = replace(block, lines=label, end=label[-1].number, children=[], image="")
        rest = lines[len(label) :]
        yield head
        body = replace(block, lines=[replace(rest[0], soft=False), *rest[1:]], line=rest[0].number, anchor="")
        yield from _lines_below(body, sections.kind_of(head.text))
        return
    yield from _bulleted(block, lines)


def _label_of(lines: list[Line]) -> list[Line]:
    """Return the lines of the heading with which a paragraph begins, an empty list if there is none."""
    cut = next((index for index, line in enumerate(lines) if index and not line.soft), 0)
    runs = [run for line in lines[:cut] for run in line.runs if re.search(r"\w", run.text)]
    text = " ".join(line.text for line in lines[:cut])
    is_bold = bool(runs) and all(run.bold for run in runs)
    is_label = is_bold or bool(re.search(r"[:：]$", text))
    return lines[:cut] if is_label and len(text) <= _MAX_LABEL and sections.is_strong(text) else []


def _lines_below(block: Block, kind: str) -> Iterator[Block]:
    """Yield what stands below a heading in its paragraph: each line as an item, where such are entries."""
    hard = [line for line in block.lines if not line.soft]
    if kind not in _OF_LINES or len(hard) < 2:
        yield from _bulleted(block, block.lines)
        return
    yield from _items(block, [index for index, line in enumerate(block.lines) if not line.soft])


def _bulleted(block: Block, lines: list[Line]) -> Iterator[Block]:
    """Yield the items of a paragraph whose lines begin with bullets; the paragraph itself if none do."""
    for sign in (_BULLET, _DASH):
        begins = [i for i, line in enumerate(lines) if sign.match(raw(line)) and (not line.soft or not i)]
        if begins and (sign is _BULLET or len(begins) > 1):
            if begins[0]:
                yield replace(block, lines=lines[: begins[0]], end=lines[begins[0]].number, image="")
            yield from _items(replace(block, lines=lines), begins, sign)
            return
    numbers = [(i, _number_in(line)) for i, line in enumerate(lines) if not line.soft or not i]
    begins = [i for i, number in numbers if number is not None]
    if len(begins) > 1 and [number for _, number in numbers if number] == list(range(1, len(begins) + 1)):
        if begins[0]:
            yield replace(block, lines=lines[: begins[0]], end=lines[begins[0]].number, image="")
        hard = [index for index, _ in numbers if index >= begins[0]]
        if len(begins) > 2 and begins[:-1] == [index for index in hard if index < begins[-1]]:
            begins = hard  # each number has one line: what stands below the last one has lost its number
        yield from _items(replace(block, lines=lines), begins, NUMBER)
        return
    yield block


def _items(block: Block, begins: list[int], sign: re.Pattern[str] = _BULLET) -> Iterator[Block]:
    """Yield the lines of a block from each of the given positions to the next as an item."""
    for begin, end in zip(begins, [*begins[1:], len(block.lines)], strict=True):
        first, *others = block.lines[begin:end]
        match = sign.match(raw(first))
        first = replace(first, runs=without_start(first.runs, match.end() if match else 0), soft=False)
        if first.text.endswith((":", "：")) and not others and len(first.text) <= _MAX_LABEL:
            yield replace(block, lines=[first], line=first.number, end=first.number)
        elif first.text or others:
            yield Block("item", block.file, first.number, [first, *others], 0, (others or [first])[-1].number)


def _numbered(blocks: list[Block], index: int) -> Block:
    """Return a paragraph whose number follows or precedes that of its neighbour as an item.

    A box stays a box. Both lose the number.
    """
    block = blocks[index]
    number = _number_of(block)
    if number is None:
        return block
    neighbours = [_number_of(one) for one in (*blocks[max(0, index - 1) : index], *blocks[index + 1 :][:1])]
    if number - 1 not in neighbours and number + 1 not in neighbours:
        return block
    first = block.lines[0]
    match = NUMBER.match(raw(first))
    runs: list[Run] = without_start(first.runs, match.end() if match else 0)
    kind = "item" if block.kind == "paragraph" else block.kind
    return replace(block, kind=kind, lines=[replace(first, runs=runs), *block.lines[1:]])


def _number_of(block: Block) -> int | None:
    if not block.lines or block.kind not in ("paragraph", "box"):
        return None
    has_list = block.kind == "box" and any(_number_in(line) is not None for line in block.lines[1:])
    return None if has_list else _number_in(block.lines[0])


def _number_in(line: Line) -> int | None:
    """Return the number of a list with which a line begins, such as 2 of "(2) Maps"."""
    text = raw(line)
    match = NUMBER.match(text)
    if not match or dates.take_leading(text)[0]:
        return None
    return int(match["number"])


def raw(line: Line) -> str:
    """Return the text of a line with its blanks, which tell a bullet from a letter."""
    return "".join(run.text for run in line.runs)
