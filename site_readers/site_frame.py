"""Leave out the frame of the pages of a site: menus, and the common banner."""

import re
from collections import Counter

from site_readers import sections
from site_readers.blocks import Block
from site_readers.items import Result

#: The banner of a page stands in its first blocks.
_MAX_BANNER = 12
#: A menu has at least this many consecutive links, each of at most this many words.
_MIN_MENU, _MAX_WORDS = 3, 4
#: An address of a page or place on the same site, and no file such as a PDF.
_INTERNAL = re.compile(
    r"(?!\w+:|//)[^?]*?(?:(?:\.html?|\.md|/|^|/[\w-]+|^[\w-]+)(?:#[\w-]*)?$)", re.IGNORECASE
)
#: Endings of addresses that make no difference.
_END = re.compile(r"(?:(?:^|/)index)?(?:\.\w+)?(?:[?#].*)?$")
_PART = re.compile(
    r"(?:home|about(?: me)?|cv|vita|contact|research|blog|main|index|主页|首页)\b", re.IGNORECASE
)

Groups = list[tuple[str, list[Block]]]


def contents(groups: Groups, result: Result) -> Groups:
    """Return the pages of a site without menus and common banners.

    The text of a banner is reported, and so are the links of a menu that lead to no page which is read.
    """
    names = {name for name, _ in groups}
    pages = [(name, _without_menu(page, names, result)) for name, page in groups]
    counts = Counter(text for _, page in pages for text in {block.text for block in page[:_MAX_BANNER]})
    trimmed = []
    for name, page in pages:
        banner = [block for block in page[:_MAX_BANNER] if _is_banner(block, counts[block.text], len(pages))]
        for block in banner:
            result.report(name, block.line, block.text, "The heading of the whole site.")
        trimmed.append((name, [block for block in page if not any(block is one for one in banner)]))
    return trimmed


def _is_banner(block: Block, count: int, pages: int) -> bool:
    """Return whether a block that several pages have at their top is the name of the site or an address."""
    if sections.kind_of(block.text) or len(block.text) > 80 or block.children:
        return False
    enough = 2 if block.kind == "heading" else min(3, max(2, pages))
    return block.kind in ("heading", "paragraph", "row") and count >= enough


def _without_menu(page: list[Block], names: set[str], result: Result) -> list[Block]:
    """Return a page without rows of links to pages of the site, whose names are given."""
    links = [_is_menu_link(block) or _is_open_part(block) for block in page]
    remaining = []
    begin = 0
    while begin < len(page):
        end = begin
        while end < len(page) and links[end]:
            end += 1
        labels = [label for block in page[begin:end] for label, _ in block.links]
        is_menu = len(labels) >= _MIN_MENU and _is_menu(labels)
        if not is_menu and not (labels and _is_way_back(page[begin])):
            remaining += page[begin : max(end, begin + 1)]
        for block in page[begin:end] if is_menu else ():
            rest = [label for label, href in block.links if not _leads_to_part(label, href, names)]
            result.report(block.file, block.line, " · ".join(rest), "A link in a menu.")
        begin = max(end, begin + 1)
    return remaining


def _leads_to_part(label: str, href: str, names: set[str]) -> bool:
    """Return whether a menu link leads to a page that is read, or its label names a part of a homepage."""
    stem = _END.sub("", href).strip("./")
    is_read = not stem or any(_END.sub("", name).endswith(stem) for name in names)
    return is_read or bool(_PART.match(label) or sections.kind_of(label))


def _is_menu_link(block: Block) -> bool:
    """Return whether a block consists of short links to pages of the site."""
    if block.children or not block.links or block.kind == "heading":
        return False
    rest = "".join(run.text for run in block.runs if not run.href)
    return not re.search(r"\w", rest) and all(
        len(label.split()) <= _MAX_WORDS and _INTERNAL.match(href) for label, href in block.links
    )


def _is_open_part(block: Block) -> bool:
    """Return whether a block can be the part of a menu that is open: "Home" without a link."""
    if block.kind not in ("item", "row") or block.children or block.links or len(block.text.split()) > 2:
        return False
    return bool(_PART.match(block.text)) or sections.is_strong(block.text)


def _is_menu(links: list[str]) -> bool:
    """Return whether most of some labels name parts of a homepage."""
    parts = [label for label in links if _PART.match(label) or sections.kind_of(label)]
    return 2 * len(parts) >= len(links)


def _is_way_back(block: Block) -> bool:
    """Return whether a link with an arrow leads back: "← Home"."""
    return bool(re.search(r"<-|←|«|‹|&lt;-", block.text)) and len(block.links) == 1
