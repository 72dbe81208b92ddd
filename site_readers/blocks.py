"""The text of a page as blocks: headings, paragraphs, list items, table rows and boxes.

Each block knows its file and lines. Its text is in lines, as a visitor sees them, as runs with style.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

#: The class of runs in red, which authors use for emphasis.
RED = "in-red"


@dataclass(frozen=True)
class Run:
    """A piece of text in one style. ``classes`` has the classes and names of the tags around it."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""
    classes: str = ""


@dataclass
class Line:
    """A line as a visitor sees it. ``soft``: the source begins a new line here, the page does not."""

    number: int
    runs: list[Run] = field(default_factory=list)
    soft: bool = False
    #: Part of a list inside a block.
    bullet: bool = False
    heading: bool = False
    #: Of a table row: the number of the cell, from 0.
    column: int = 0

    @property
    def text(self) -> str:
        return squeezed("".join(run.text for run in self.runs))

    @property
    def links(self) -> list[tuple[str, str]]:
        """The text and the address of each link."""
        links: list[tuple[str, str]] = []
        for run in self.runs:
            if run.href and links and links[-1][1] == run.href:
                links[-1] = (links[-1][0] + run.text, run.href)
            elif run.href:
                links.append((run.text, run.href))
        return [(squeezed(text), href) for text, href in links]


@dataclass
class Block:
    """A heading, paragraph, list item, table row or box."""

    #: "heading", "paragraph", "item", "row", "box", or "translation" of another block.
    kind: str
    file: str
    line: int
    lines: list[Line]
    #: Of a heading: 1 to 6. Of an item: how deep it is nested, from 0.
    level: int = 0
    end: int = 0
    children: list["Block"] = field(default_factory=list)
    #: Of a box: the text of the badge on its picture.
    badge: str = ""
    anchor: str = ""
    #: The address of the first picture in it.
    image: str = ""

    @property
    def text(self) -> str:
        return squeezed(" ".join(line.text for line in self.lines))

    @property
    def runs(self) -> list[Run]:
        return [run for line in self.lines for run in [*line.runs, Run(" ")]]

    @property
    def links(self) -> list[tuple[str, str]]:
        return [link for line in self.lines for link in line.links]

    def walk(self) -> Iterator["Block"]:
        """Yield the block and all blocks nested in it."""
        yield self
        for child in self.children:
            yield from child.walk()


def squeezed(text: str) -> str:
    """Return a text with single blanks, and without invisible characters."""
    return re.sub(r"\s+", " ", re.sub(r"[\u200b-\u200d\ufeff\u00ad\ufe0f]", "", text)).strip()
