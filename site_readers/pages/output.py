"""Add the items of a page to a result, and report the remaining text of its blocks."""

import re
from collections.abc import Sequence
from dataclasses import replace

from site_readers.blocks import Block
from site_readers.items import SECTIONS, Item, News, Notice, Person, Project, Publication, Result
from site_readers.text_parts import without_decoration
from site_readers.unplaced import unplaced

EXAMPLE = "Template example, left out."


class Output:
    """Adds items, each with the block that it comes from, to a result. ``lines``: the source by file."""

    def __init__(self, result: Result, lines: dict[str, list[str]]):
        self.result = result
        self.lines = lines

    def add(self, item: Item, block: Block) -> bool:
        """Add the one item of a block."""
        return self.add_all([item], block)

    def add_all(self, items: Sequence[Item], block: Block) -> bool:
        """Add the items of one block, and report the remaining text of the block."""
        for item in items:
            item.file, item.line, item.raw = block.file, block.line, self._raw(block)
            if isinstance(item, Person | Publication | News | Project) and len(items) == 1:
                item.image = block.image
            self.result.add(item)
        if items and not isinstance(items[0], Notice):
            self.report_rest(items, block)
        return bool(items)

    def report_rest(self, items: Sequence[Item], block: Block) -> None:
        """Report the text of a block that is in none of its items."""
        if rest := unplaced(items, block):
            section = SECTIONS[type(items[0])]
            self.report_text(block, rest, f"There is no field for this part of an item of “{section}”.")

    def _raw(self, block: Block) -> str:
        lines = self.lines.get(block.file, [])
        end = max(block.end, *(nested.end for nested in block.walk()))
        return "\n".join(lines[block.line - 1 : min(end, block.line + 200)]).strip()[:4000]

    def without_lines(self, block: Block, beginning: re.Pattern[str], why: str) -> Block:
        """Return a block without the lines below the first that begin so, and report these lines."""
        rest = [line for line in block.lines[1:] if not line.soft and beginning.match(line.text)]
        for line in rest:
            self.report_text(block, line.text, why)
        lines = [line for line in block.lines if all(line is not one for one in rest)]
        return replace(block, lines=lines) if rest else block

    def report(self, block: Block, why: str) -> None:
        """Report a block and the blocks in it as being in no item."""
        for nested in block.walk():
            self.report_text(nested, nested.text, why)

    def report_text(self, block: Block, text: str, why: str) -> None:
        """Report a part of a block as being in no item."""
        if re.search(r"\w", without_decoration(text)):
            self.result.report(block.file, block.line, text, why)
