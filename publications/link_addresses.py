"""Complete identifiers to the links of a publication: a bare DOI, arXiv ID or repository becomes its URL."""

import unicodedata

from core.short_addresses import completer
from publications.models.link import LinkKind

_DOI = (r"(?:doi:\s*)?(10\.\d{4,9}/\S+)", "https://doi.org/{}")
_ARXIV = (
    r"(?:arxiv:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7})",
    "https://arxiv.org/abs/{}",
)
_patterns = {kind: [_DOI] for kind in LinkKind}
for _kind in (LinkKind.ARXIV, LinkKind.PAPER, LinkKind.OTHER):
    _patterns[_kind] = [_DOI, _ARXIV]
_patterns[LinkKind.CODE] = [_DOI, (r"([a-z0-9][a-z0-9-]{0,38}/[\w.-]+)", "https://github.com/{}")]
_patterns[LinkKind.VIDEO] = [_DOI, (r"(BV[0-9a-z]{10})", "https://www.bilibili.com/video/{}")]
_complete = completer(_patterns)


def full_address(kind: str, text: str) -> str:
    """Return the URL that an identifier in a link of this kind stands for; any other text unchanged."""
    return _complete(kind, unicodedata.normalize("NFKC", text).strip())
