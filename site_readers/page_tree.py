"""Complete the tree of a page: rows that browsers add, texts that scripts fill in, marks on entries."""

import re
from collections import defaultdict
from itertools import pairwise
from urllib.parse import unquote

import lxml.html
from lxml import etree
from lxml.etree import ParserError

from publications.citing.maths_symbols import SUPERSCRIPTS
from site_readers import markup, sections
from site_readers.blocks import squeezed

#: The attribute of an element that is one entry of several of the same form.
ENTRY = "data-entry"
#: The attribute of an element that is the Chinese translation of the one beside it.
TRANSLATION = "data-translation"
_LANGUAGE_CLASS = re.compile(
    r"(?P<prefix>(?:[\w-]*[_-])?)(?P<language>en|english|zh|cn|zh-cn|zh-hans|chinese)", re.I
)
#: Attributes that hold the text of an element in the languages of the page, the first one shown first.
_TEXTS = ("data-en", "data-lang-en", "data-i18n-en", "data-zh", "data-cn")
_CLICK = re.compile(r"location(?:\.href)?\s*=\s*['\"]([^'\"]+)")
#: Pictures of a year, such as "img.shields.io/badge/2024_06-Laketown-red", with what follows it.
_BADGE = re.compile(
    r"img\.shields\.io/badge/((?:19|20)\d\d)(?:_(\d\d))?(?:-((?:[^-?/]|--)+))?-[\w%]+(?:\.svg)?(?:\?.*)?$"
)
CARDS = ("div", "article", "section", "figure", "header", "a")
_STYLED = ("span", "strong", "b", "em", "i", "small")
_LINES = frozenset("p div br h3 h4 h5 h6 ul ol li time header footer figcaption table tr dt dd".split())
#: A heading of a group of entries, which may have a number.
_YEAR = r"(?:\d+(?:\.\d+)*\.?\s+)?(?:19|20)\d\d"
_IN_ROWS = frozenset("td th script style template".split())
#: A longer text, or one with more tags, is a section of the page and no entry.
_MAX_ENTRY, _MAX_TAGS = 2_500, 300


def complete(root: lxml.html.HtmlElement) -> None:
    """Add what browsers and scripts add for visitors, and mark entries that only their form shows."""
    _fill_texts(root)
    _write_badges(root)
    _write_dates(root)
    _raise_powers(root)
    _mark_translations(root)
    _link_clicks(root)
    _complete_rows(root)
    _break_between_styles(root)
    _mark_entries(root)


def _write_dates(root: lxml.html.HtmlElement) -> None:
    """Replace the text of a ``<time datetime="2024-09-03">`` that leaves out the year, such as "3 Sept"."""
    for element in root.iter("time"):
        day = re.match(r"(?:19|20)\d\d-\d\d(?:-\d\d)?", element.get("datetime", "").strip())
        text = element.text_content()
        is_whole = re.search(r"(?:19|20)\d\d|\d\s*:\s*\d", text) or re.match(
            r"[\s,]*(?:19|20)\d\d", element.tail or ""
        )
        if day and text.strip() and not is_whole:
            for child in list(element):
                element.remove(child)
            element.text = day[0]


def _raise_powers(root: lxml.html.HtmlElement) -> None:
    """Write powers and charges in ``<sup>`` as characters: "O(n²)", "Ca²⁺"; other numbers are marks."""
    for element in root.iter("sup"):
        before = element.getprevious()
        base = element.getparent().text or "" if before is None else before.tail or before.text_content()
        power = squeezed(element.text_content())
        is_charge = re.fullmatch(r"\d?[+−-]", power) and re.search(r"[A-Z][a-z]?$|\d$", base)
        is_power = re.fullmatch(r"[+−-]?\d\d?|n", power) and re.search(
            r"(?:(?<![^\W\d_])[^\W\d_]|\d|\))$", base
        )
        if is_charge or is_power:
            for child in list(element):
                element.remove(child)
            element.text = power.translate(SUPERSCRIPTS)


def _mark_translations(root: lxml.html.HtmlElement) -> None:
    """Mark Chinese elements beside English ones, with classes such as "i18n-zh" and "i18n-en"."""
    chinese: dict[str, list[lxml.html.HtmlElement]] = defaultdict(list)
    english: set[str] = set()
    for element in root.iter(etree.Element):
        for name in element.get("class", "").split():
            if match := _LANGUAGE_CLASS.fullmatch(name):
                if match["language"].lower().startswith("en"):
                    english.add(match["prefix"])
                else:
                    chinese[match["prefix"]].append(element)
    for prefix in english:
        for element in chinese[prefix]:
            element.set(TRANSLATION, "1")


def _fill_texts(root: lxml.html.HtmlElement) -> None:
    """Put the text of an attribute such as ``data-en`` into its empty element, as scripts of the page do."""
    for element in list(root.iter()):
        text = next((value for name in _TEXTS if (value := element.get(name))), "")
        if not text or not isinstance(element.tag, str) or len(element) or (element.text or "").strip():
            continue
        line = element.get(markup.LINE, "")
        number = int(line) if line.isdecimal() else 1
        try:
            filled = lxml.html.fragment_fromstring(markup.number_html(text, number), create_parent="span")
        except (ParserError, ValueError):
            continue
        element.text = filled.text
        element.extend(list(filled))


def _write_badges(root: lxml.html.HtmlElement) -> None:
    """Put the text of a badge that shows a year in place of its picture."""
    for picture in list(root.iter("img")):
        if badge := _BADGE.search(picture.get("src", "")):
            year, month, words = badge.groups()
            words = unquote((words or "").replace("--", "-").replace("_", " "))
            text = lxml.html.Element("span")
            text.text = ", ".join(filter(None, (f"{year}.{month}" if month else year, words)))
            text.tail, picture.tail = picture.tail, None
            picture.addprevious(text)
            picture.drop_tree()


def _link_clicks(root: lxml.html.HtmlElement) -> None:
    """Put links where a click leads to another page by a script: ``onclick="location.href='cv.html'"``."""
    for element in list(root.iter()):
        click = _CLICK.search(element.get("onclick", "")) if isinstance(element.tag, str) else None
        if not click or element.tag in ("a", "body") or element.xpath(".//a"):
            continue
        link = lxml.html.Element("a", href=click[1])
        link.text, element.text = element.text, None
        link.extend(list(element))
        element.append(link)


def _break_between_styles(root: lxml.html.HtmlElement) -> None:
    """Put line breaks between styled texts without a blank between them, which a style sheet parts.

    ``<strong>Prize</strong><span>Lake University</span>`` is such a text. Letters in two styles are no such
    text, and Markdown brings no spans.
    """
    for element in list(root.iter(*_STYLED)):
        before, parent = element.getprevious(), element.getparent()
        if before is None or before.tag not in _STYLED or before.tail or parent is None:
            continue
        left, right = squeezed(before.text_content()), squeezed(element.text_content())
        if (
            {"span", "small"} & {before.tag, element.tag, parent.tag}
            and min(len(left), len(right)) > 1
            and re.search(r"[^\s(\[（【“\"'‘/@#&+:–—-]$", left)
            and re.match(r"[^\W_]", right)
            and not right[0].islower()
        ):
            element.addprevious(lxml.html.Element("br"))


def _complete_rows(root: lxml.html.HtmlElement) -> None:
    """Put cells that stand in a table without a row into one, and what stands in a row without a cell.

    Where all cells of several rows are those of headings, they are only bold.
    """
    for table in root.iter("table"):
        rows = list(table.iter("tr"))
        if len(rows) > 1 and next(table.iter("td"), None) is None:
            for cell in list(table.iter("th")):
                cell.tag = "td"
        for above, row in pairwise(rows):
            cells = list(row)
            is_point = len(cells) == 1 and squeezed(row.text_content()).startswith("•")
            if is_point and cells[0].get("colspan") and len(above) > 1:
                above.append(cells[0])  # what the points say belongs to the row above
    for row in list(root.iter("tr")):
        for child in list(row):
            if isinstance(child.tag, str) and child.tag not in _IN_ROWS:
                cell = lxml.html.Element("td")
                child.addprevious(cell)
                cell.append(child)
    for table in root.iter("table", "tbody"):
        row = None
        for child in list(table):
            if child.tag not in ("td", "th"):
                row = None
                continue
            if row is None:
                row = lxml.html.Element("tr")
                child.addprevious(row)
            row.append(child)


def _mark_entries(root: lxml.html.HtmlElement) -> None:
    """Mark neighbours with the same tag and class or name, each of several lines: entries of a list.

    Nothing inside an entry is marked.
    """
    parents = [root]
    while parents:
        parent = parents.pop()
        groups: dict[tuple[str, str], list[lxml.html.HtmlElement]] = defaultdict(list)
        for child in parent.iterchildren(*CARDS):
            classes = [name for name in child.get("class", "").split() if "--" not in name]  # variants
            form = " ".join(classes) or child.get("id", "")  # pages by hand repeat a name as well
            is_of_language = any(map(_LANGUAGE_CLASS.fullmatch, classes))
            if (form and not is_of_language) or child.tag == "article":
                groups[child.tag, form].append(child)
        for group in groups.values():
            if len(group) > 1 and all(_is_entry(one) for one in group):
                for entry in group:
                    entry.set(ENTRY, "1")
        parents += [child for child in parent if isinstance(child.tag, str) and not child.get(ENTRY)]


def _is_entry(element: lxml.html.HtmlElement) -> bool:
    """Return whether an element has the form of one entry: some lines, and no heading of a section."""
    inner = [one.tag for one in element.iterdescendants() if isinstance(one.tag, str)]
    if (
        len(inner) > _MAX_TAGS
        or "h1" in inner
        or "h2" in inner
        or sum(tag in ("h3", "h4", "h5", "h6") for tag in inner) > 1
    ):
        return False
    if sum(tag in _LINES for tag in inner) < 2 or len(element.text_content()) > _MAX_ENTRY:
        return False
    lines = _lines_of(element)
    is_heading = sections.is_strong(lines[0]) if lines else False
    titles = [squeezed(one.text_content()) for one in element.iter("h3", "h4", "h5", "h6")]
    is_year = bool(titles) and bool(re.fullmatch(_YEAR, titles[0]))
    return len(lines) > 1 and not is_heading and not is_year and not _has_list(element)


def _lines_of(element: lxml.html.HtmlElement) -> list[str]:
    """Return the lines of text in an element, as its block elements and line breaks divide them."""
    pieces: list[str] = []
    for event, one in etree.iterwalk(element, events=("start", "end")):
        is_line = one.tag in _LINES
        if event == "start":
            pieces += ["\n" if is_line else "", one.text if isinstance(one.tag, str) and one.text else ""]
        else:
            pieces += ["\n" if is_line else "", one.tail if one is not element and one.tail else ""]
    # Line breaks of the source are blanks.
    text = "".join(piece if piece == "\n" else piece.replace("\n", " ") for piece in pieces)
    return [line for line in map(squeezed, text.split("\n")) if line]


def _has_list(element: lxml.html.HtmlElement) -> bool:
    """Return whether an element holds entries of its own: three or more elements of one form with lines."""
    for parent in element.iterdescendants():
        if not isinstance(parent.tag, str) or (parent.tag in ("ul", "ol") and parent.getparent() is element):
            continue
        forms: dict[tuple[str, str], int] = defaultdict(int)
        for child in parent:
            if isinstance(child.tag, str) and sum(one.tag in _LINES for one in child.iterdescendants()) > 1:
                forms[child.tag, child.get("class", "")] += 1
        if any(count > 2 for count in forms.values()):
            return True
    return False
