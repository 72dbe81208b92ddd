"""Read Markdown and HTML as one list of blocks, in the order in which a visitor sees them."""

import re
from collections.abc import Iterable
from dataclasses import replace

import lxml.html
from lxml.etree import ParserError

from site_readers import markup, page_tree, text_parts
from site_readers.blocks import RED, Block, Line, Run, squeezed

_SKIPPED = frozenset(
    "script style noscript template head nav iframe video audio source object svg button form select"
    " rp rt".split()
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "heading": 2, "summary": 6}
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure"
    " footer header hr html li main ol p pre section table tbody td tfoot th thead tr ul".split()
) | frozenset(_HEADINGS)
_BOX_CLASS = re.compile(
    r"(?:^|\s)(?:paper-box|(?:paper|internship|job|publication|pub|project|member|person|people|team|student|news|award|card|media|entry"
    r"|timeline|experience|education)(?:[-_]+(?:box|card|item|entry|row|block|container))|paper|publication|card|entry"
    r"|media|member|person)(?:\s|$)",
    re.IGNORECASE,
)
_BADGES = ("div", "abbr", "span")
_BADGE_CLASS = re.compile(r"(?:^|\s)(?:badge|label|tag|abbr|venue-badge)(?:\s|$)", re.IGNORECASE)
_RED = re.compile(r"(?<![\w-])color:\s*(?:red\b|#f00\b|#ff0000\b)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
#: Quotes as LaTeX writes them.
_QUOTES = re.compile(r"(?:``|‘‘)([^`‘’'\n]{3,300}?)(?:''|’’)")
_LINE_ATTRIBUTE = re.compile(rf' {markup.LINE}="\d+"')


def read_markdown(text: str, file: str, first_line: int = 1) -> list[Block]:
    """Return the blocks of Markdown without comments and Liquid."""
    return _read(markup.to_html(text, first_line), file, first_line)


def read_html(text: str, file: str, first_line: int = 1) -> list[Block]:
    """Return the blocks of HTML, a whole page or a part of one."""
    return _read(markup.number_html(text, first_line), file, first_line)


def _read(html: str, file: str, first_line: int) -> list[Block]:
    if not html.strip():
        return []
    try:
        if "<body" in html.lower() or "<head" in html.lower():
            root = lxml.html.document_fromstring(html)
        else:
            root = lxml.html.fragment_fromstring(html, create_parent="div")
    except (ParserError, ValueError):
        return []
    page_tree.complete(root)
    walker = _Walker(file, first_line)
    walker.children(root, Run(""))
    walker.flush()
    return walker.blocks + walker.translations


class _Walker:
    """Collects the blocks of a tree of elements in their order."""

    def __init__(self, file: str, line: int):
        self.file = file
        self.line = line
        self.blocks: list[Block] = []
        self.pending: list[Line] = []
        self.depth = 0
        #: Set while the lines of one block are collected: nothing is flushed.
        self.collecting = 0
        self.badges: list[str] = []
        self.nested: list[Block] = []
        self.anchor = ""
        self.image = ""
        self.bullet = False
        self.in_heading = False
        self.column = 0
        #: Texts of the page in another language, which stand beside those that are read.
        self.translations: list[Block] = []

    # ---- text ----

    def add(self, text: str | None, style: Run) -> None:
        if not text:
            return
        for index, piece in enumerate(text.split("\n")):
            if index:
                self.line += 1
                if self.pending and self.pending[-1].text:
                    self.pending.append(self.line_here(soft=True))
            if not piece:
                continue
            if not self.pending:
                self.new_line()
            if not self.pending[-1].runs:
                self.pending[-1].number = self.line
            text_here = _QUOTES.sub(r"“\1”", _LINE_ATTRIBUTE.sub("", piece))
            self.pending[-1].runs.append(replace(style, text=text_here))

    def new_line(self) -> None:
        if not self.pending or self.pending[-1].runs or self.pending[-1].soft:
            if self.pending and not self.pending[-1].text:
                self.pending.pop()
            self.pending.append(self.line_here())
        else:
            self.pending[-1] = replace(self.line_here(), number=self.pending[-1].number)

    def line_break(self) -> None:
        """End the line; the second break in a row ends the paragraph."""
        last = self.pending[-1] if self.pending else None
        is_second = last and not last.text and not last.soft and any(line.text for line in self.pending)
        if is_second and not self.collecting:
            self.flush()
        else:
            self.new_line()

    def line_here(self, soft: bool = False) -> Line:
        """Return an empty line at the current place."""
        return Line(self.line, soft=soft, bullet=self.bullet, heading=self.in_heading, column=self.column)

    def taken(self) -> list[Line]:
        lines = [line for line in self.pending if line.text]
        self.pending = []
        return lines

    def flush(self, kind: str = "paragraph", level: int = 0) -> None:
        """End the pending block, or the pending line where one block is collected."""
        if self.collecting:
            self.new_line()
            return
        if lines := self.taken():
            self.append(Block(kind, self.file, lines[0].number, lines, level, self.line))

    def append(self, block: Block) -> None:
        block.anchor, self.anchor = self.anchor, ""
        block.image, self.image = block.image or self.image, ""
        self.blocks.append(block)

    # ---- elements ----

    def children(self, element: lxml.html.HtmlElement, style: Run) -> None:
        self.add(element.text, style)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child, style)
            self.add(child.tail, style)

    def note_position(self, element: lxml.html.HtmlElement, tag: str) -> None:
        """Keep the line of an element, and the anchor by which links reach it."""
        number = element.get(markup.LINE)
        if number and number.isdecimal():
            self.line = int(number)
        name = element.get("id") or (element.get("name") if tag == "a" else "")
        if name and tag in ("a", "span", "div", "p"):
            self.anchor = name

    def element(self, element: lxml.html.HtmlElement, style: Run) -> None:
        tag = element.tag.lower()
        self.note_position(element, tag)
        if tag in _SKIPPED or (tag == "span" and "section-number" in element.get("class", "")):
            return
        if element.get("id") == "postamble" and not self.collecting:  # of org-mode
            self.flush()
            self.collect("row", [element], style)
            return
        if element.get(page_tree.TRANSLATION):
            self.translation(element)
            return
        if tag == "img":
            self.image = self.image or element.get("src", "")
        if tag == "br":
            self.line_break()
        elif tag == "hr":
            self.flush()
        elif tag in _HEADINGS:
            self.heading(element, style, _HEADINGS[tag])
        elif tag in ("ul", "ol"):
            self.list(element, style)
        elif tag == "li" and not self.collecting:
            self.flush()
            self.item(element, style)
        elif tag == "tr":
            self.row(element, style)
        elif tag == "dl":
            self.definitions(element, style)
        elif self.collecting and tag in _BADGES and _BADGE_CLASS.search(element.get("class", "")):
            self.badges.append(squeezed(element.text_content()))
        elif tag in _BLOCKS or element.get(page_tree.ENTRY):
            if tag in page_tree.CARDS and not self.collecting and _is_box(element):
                self.box(element, style)
            else:
                self.flush()
                self.children(element, _styled(element, tag, style))
                self.flush()
        else:
            self.children(element, _styled(element, tag, style))

    def translation(self, element: lxml.html.HtmlElement) -> None:
        """Store the text of an element that translates the one beside it."""
        if text := squeezed(element.text_content()):
            self.translations.append(
                Block("translation", self.file, self.line, [Line(self.line, [Run(text)])], 0, self.line)
            )

    def heading(self, element: lxml.html.HtmlElement, style: Run, level: int) -> None:
        self.flush()
        self.in_heading = True
        if self.collecting:
            self.new_line()
        self.children(element, style)
        self.in_heading = False
        self.flush("heading", level)

    def list(self, element: lxml.html.HtmlElement, style: Run) -> None:
        if self.collecting and not self.depth:
            self.flush()
            bullet, self.bullet = self.bullet, True
            for child in element:
                if isinstance(child.tag, str):
                    self.new_line()
                    self.element_of_line(child, style)
            self.bullet = bullet
            self.flush()
            return
        if not self.collecting:
            self.flush()
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag == "li":
                self.item(child, style)
            else:
                self.element(child, style)

    def element_of_line(self, element: lxml.html.HtmlElement, style: Run) -> None:
        number = element.get(markup.LINE)
        if number and number.isdecimal():
            self.line = int(number)
        self.new_line()
        self.children(element, style)

    def item(self, element: lxml.html.HtmlElement, style: Run) -> None:
        """Add a list item, the lists in it as its children."""
        number = element.get(markup.LINE)
        if number and number.isdecimal():
            self.line = int(number)
        outer_pending, outer_nested, outer_badges = self.pending, self.nested, self.badges
        self.pending, self.nested, self.badges = [], [], []
        self.collecting += 1
        self.depth += 1
        start = self.line
        self.children(element, _styled(element, "li", style))
        self.depth -= 1
        self.collecting -= 1
        lines, nested, badges = self.taken(), self.nested, self.badges
        self.pending, self.nested, self.badges = outer_pending, outer_nested, outer_badges
        if not lines:
            items = nested
        else:
            item = Block("item", self.file, lines[0].number or start, lines, self.depth, self.line, nested)
            item.badge = " ".join(badges)
            item.image, self.image = self.image, ""
            items = [item]
        if self.depth:
            self.nested += items
        else:
            for item in items:
                self.append(item)

    def box(self, element: lxml.html.HtmlElement, style: Run) -> None:
        self.flush()
        self.collect("box", [element], style)

    def row(self, element: lxml.html.HtmlElement, style: Run) -> None:
        cells = [cell for cell in element if cell.tag in ("td", "th")]
        pictures = bool(element.xpath(".//td//img | .//td//video"))
        headings = element.xpath("|".join(f".//{tag}" for tag in _HEADINGS))
        is_entry = pictures and len(headings) == 1 and headings[0].tag in ("h3", "h4", "h5", "h6")
        is_list = not pictures and len(element.xpath(".//li")) > 1
        if (
            self.collecting
            or is_list
            or _is_page(cells)
            or any(map(_is_menu, cells))
            or element.xpath(".//table")
            or (headings and not is_entry)
        ):
            self.flush()
            self.children(element, style)
            self.flush()
            return
        self.flush()
        if cells and all(cell.tag == "th" for cell in cells):
            self.collect("header", cells, style)
        else:
            self.collect("box" if pictures else "row", cells, style)

    def collect(self, kind: str, elements: Iterable[lxml.html.HtmlElement], style: Run) -> None:
        """Add one block with all lines of some elements."""
        self.badges, self.nested = [], []
        self.collecting += 1
        for self.column, element in enumerate(elements):
            self.new_line()
            self.element_of_line(element, _styled(element, element.tag, style))
        self.column = 0
        self.collecting -= 1
        if lines := self.taken():
            block = Block(kind, self.file, lines[0].number, lines, 0, self.line, badge=" ".join(self.badges))
            self.append(block)

    def definitions(self, element: lxml.html.HtmlElement, style: Run) -> None:
        """Add each term of a list of definitions with its definitions as one item."""
        groups: list[list[lxml.html.HtmlElement]] = []
        for child in element:
            if child.tag == "dt" and not (groups and groups[-1][-1].tag == "dt"):
                groups.append([child])
            elif groups and isinstance(child.tag, str):
                groups[-1].append(child)
        if self.collecting:
            self.flush()
            self.children(element, style)
            return
        self.flush()
        for group in groups:
            self.collect("item", group, style)


def _is_menu(cell: lxml.html.HtmlElement) -> bool:
    """Return whether a cell consists of links that stand one below the other."""
    lines = [child for child in cell.iterchildren("p", "div", "ul") if child.text_content().strip()]
    links = cell.xpath(".//a")
    text = "".join(link.text_content() for link in links)
    letters = re.sub(r"\W", "", cell.text_content())
    return len(links) > 2 and bool(lines) and bool(letters) and re.sub(r"\W", "", text) == letters


def _is_page(cells: list[lxml.html.HtmlElement]) -> bool:
    """Return whether a row is a frame around a part of the page: one cell with several empty lines in it."""
    filled = [cell for cell in cells if cell.text_content().strip()]
    if len(filled) != 1:
        return False
    ends = [one for one in filled[0].iter("br") if not (one.tail or "").strip()]
    return sum(one.getnext() is not None and one.getnext().tag == "br" for one in ends) > 1


def _styled(element: lxml.html.HtmlElement, tag: str, style: Run) -> Run:
    """Return the style of the text in an element."""
    classes = f"{tag} {element.get('class', '')}" if tag not in _BLOCKS or element.get("class") else ""
    css = element.get("style", "")
    if tag in ("span", "b", "strong", "font") and "background" in css:
        classes += " label"
    if _RED.search(css) or element.get("color", "").lower() == "red":
        classes += f" {RED}"
    return replace(
        style,
        bold=style.bold or tag in ("b", "strong") or bool(_BOLD.search(css)),
        italic=style.italic or tag in ("i", "em", "cite"),
        code=style.code or tag in ("code", "kbd", "tt"),
        href=_href(element) if tag == "a" else style.href,
        classes=f"{style.classes} {classes}".strip() if classes.strip() else style.classes,
    )


def _href(element: lxml.html.HtmlElement) -> str:
    """Return the address of a link; "#" for one that leads nowhere yet, such as "Code (coming soon)"."""
    if (href := element.get("href")) is None:
        return "#" if text_parts.is_link_label(element.text_content()) else ""
    return href.strip() or "#"


def _is_box(element: lxml.html.HtmlElement) -> bool:
    """Return whether an element is one entry, such as a paper with its picture."""
    if element.get(page_tree.ENTRY):
        return True
    if not _BOX_CLASS.search(element.get("class", "")):
        return False
    if any(
        _BOX_CLASS.search(inner.get("class", ""))
        for inner in element.iterdescendants()
        if inner is not element
    ):
        return False
    return "paper-box" in element.get("class", "").split() or not element.xpath(".//h1 | .//h2")
