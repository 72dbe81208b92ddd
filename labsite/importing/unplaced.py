"""Find what a block says and no field of its items holds."""

import re
from collections.abc import Sequence

from labsite.importing import dates
from labsite.importing.blocks import Block, Line
from labsite.importing.items import Item
from labsite.importing.publications import title_key
from labsite.importing.text_parts import without_decoration

_PIECES = re.compile(
    r"[,，;；。|｜·•@()（）\[\]【】{}“”\"/<>~～–—]|[.:：!?！？](?=\s|$)|\s-\s|\n|\b(?:and|by|of|in|at|for|with|from|the)\b"
)
_SAYS_NOTHING = re.compile(
    r"^(?:paper|pdf|code|project|page|arxiv|link|et al|proceedings|in proceedings|expected|now"
    r"|present|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|supervised|advised|prof"
    r"|至今|等|and|doi|bibtex|abstract|website|ccf|rank|coming soon|updated|data|slides|video"
    r"|poster|appendix|demo)$",
    re.IGNORECASE,
)


def unplaced(items: Sequence[Item], block: Block) -> str:
    """Return what a block says and no field of its items has, in the order of the text."""
    held = title_key(" ".join(text for item in items for text in _texts_of(item)))
    rest = [block.badge] if block.badge and not _is_held(block.badge, held) else []
    for nested in block.walk():
        for line in nested.lines:
            pieces = [
                piece for piece in _PIECES.split(line.text) if piece and _is_unplaced(piece, held, line)
            ]
            if 2 * sum(len(piece) for piece in pieces) > len(line.text):
                rest.append(line.text)
            else:
                rest += [without_decoration(piece) for piece in pieces]
    return " · ".join(rest)


def _is_held(text: str, held: str) -> bool:
    """Tell whether every word of a text is in the fields, or says nothing."""
    words = [title_key(word) for word in text.split() if not _SAYS_NOTHING.match(word)]
    return all(re.sub(r"(?<=\D)(?:19|20)\d\d$", "", word) in held or word.isdigit() for word in words)


def _is_unplaced(piece: str, held: str, line: Line) -> bool:
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
    return all(label.strip("[]() ") != piece.strip("[]() ") for label, _ in line.links)


def _texts_of(item: Item) -> list[str]:
    texts = [link.url for link in item.links]
    for name, value in vars(item).items():
        if name in ("file", "line", "raw", "links"):
            continue
        texts += [str(one) for one in value] if isinstance(value, list) else [str(value)]
    return texts
