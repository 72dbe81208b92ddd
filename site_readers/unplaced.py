"""Find the text of a block that is in no field of its items."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from site_readers import dates
from site_readers.blocks import Block, Line
from site_readers.items import Item, Publication
from site_readers.publications import title_key
from site_readers.text_parts import is_link_label, without_decoration

_PIECES = re.compile(
    r"[,，;；。|｜·•@()（）\[\]【】{}“”\"/<>~～–—]|[.:：!?！？](?=\s|$)|\s-\s|\n|\b(?:and|by|of|in|at|for|with|from|the)\b"
)
_SAYS_NOTHING = re.compile(
    r"^(?:paper|pdf|code|project|page|arxiv|link|et al|proceedings|in proceedings|expected|now"
    r"|present|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|supervised|advised|prof"
    r"|至今|等|and|doi|bibtex|abstract|website|ccf|rank|coming soon|updated|data|slides|video"
    r"|poster|appendix|demo|vol(?:ume)?|no|pp?|pages?)$",
    re.IGNORECASE,
)


def unplaced(items: Sequence[Item], block: Block) -> str:
    """Return the text of a block that is in no field of its items, in its order."""
    held = title_key(" ".join(text for item in items for text in _texts_of(item)))
    # The labels of a paper's links come in with them.
    addresses = {link.url for item in items if isinstance(item, Publication) for link in item.links}
    rest = [block.badge] if block.badge and not _is_held(block.badge, held) else []
    for nested in block.walk():
        for line in nested.lines:
            labels = _labels_of(line, addresses)
            pieces = _joined(line.text, partial(_is_unplaced, held=held, labels=labels))
            if 2 * sum(len(piece) for piece in pieces) > len(line.text):
                rest.append(line.text)
            else:
                rest += [without_decoration(piece) for piece in pieces]
    return " · ".join(rest)


def unplaced_of_text(items: Sequence[Item], text: str, further: str = "") -> str:
    """Return the parts of a text that are neither in the fields of items nor in a further text."""
    held = title_key(" ".join([*(text for item in items for text in _texts_of(item)), further]))
    pieces = _joined(text, partial(_is_unplaced, held=held, labels=set()))
    return " · ".join(map(without_decoration, pieces))


def _joined(text: str, accepts: Callable[[str], bool]) -> list[str]:
    """Return the pieces of a text that a function accepts; those with only words between them as one."""
    pieces: list[str] = []
    begin, last = 0, -1  # where the piece begins, and where the last accepted one ends if words follow it
    for end, behind in [*(separator.span() for separator in _PIECES.finditer(text)), (len(text), len(text))]:
        piece = text[begin:end]
        if accepts(piece):
            pieces[-1:] = [f"{pieces[-1]}{text[last:end]}"] if last >= 0 else [*pieces[-1:], piece]
            last = end
        elif re.search(r"\w", piece):
            last = -1
        if not text[end:behind].isalpha():
            last = -1
        begin = behind
    return pieces


def _is_held(text: str, held: str) -> bool:
    """Return whether every word of a text is in the fields, or says nothing."""
    words = [title_key(word) for word in text.split() if not _SAYS_NOTHING.match(word)]
    return all(re.sub(r"(?<=\D)(?:19|20)\d\d$", "", word) in held or word.isdigit() for word in words)


def _labels_of(line: Line, addresses: set[str]) -> set[str]:
    """Return the texts of the links of a line that name what they lead to, or lead to given addresses."""
    return {label.strip("[]() ") for label, href in line.links if href in addresses or is_link_label(label)}


def _is_unplaced(piece: str, held: str, labels: set[str]) -> bool:
    piece = without_decoration(piece)
    key = title_key(piece)
    if len(key) < 3 and not re.search(r"[\u4e00-\u9fff]{2}", key):
        return False
    if key in held or key.isdigit() or _SAYS_NOTHING.match(piece):
        return False
    if _is_held(piece, held):
        return False
    if dates.match_period(dates.plain(piece)) and len(dates.take_leading(piece)[1]) < 3:
        return False
    return piece.strip("[]() ") not in labels


def _texts_of(item: Item) -> list[str]:
    texts = [link.url for link in item.links]
    for name, value in vars(item).items():
        if name in ("file", "line", "raw", "links"):
            continue
        texts += [str(one) for one in value] if isinstance(value, list) else [str(value)]
    return texts
