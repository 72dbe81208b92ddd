"""Values as people and importers leave them, made fit for export."""

import re
from urllib.parse import quote

# Control characters and line separators part words; the others are invisible, or cannot be encoded, and go.
_SEPARATING = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_INVISIBLE = re.compile(r"[\ud800-\udfff\ufeff\u200b\u2060\u202a-\u202e\u2066-\u2069]")
_DASHES = re.compile(r"\s*(?:-{2,3}|[\u2012-\u2015])\s*")
_ARXIV_PREFIX = re.compile(r"^(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv:)\s*", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)


def one_line(value: str) -> str:
    """The text on one line, with single spaces, without control and invisible characters."""
    if value.isprintable():  # most are, and 10,000 publications have a lot of values
        return " ".join(value.split())
    return " ".join(_INVISIBLE.sub("", _SEPARATING.sub(" ", value)).split())


def bare_doi(value: str) -> str:
    """The bare DOI ("10.1145/…") of a DOI, "doi:…" or an address."""
    return _DOI_PREFIX.sub("", one_line(value))


def bare_arxiv_id(value: str) -> str:
    """The bare arXiv id ("2311.01282", "hep-th/9901001") of an id, "arXiv:…" or an address."""
    return _ARXIV_PREFIX.sub("", one_line(value)).removesuffix(".pdf")


def percent_encode(value: str) -> str:
    """The value with what may not stand raw in a URL percent-encoded: spaces, braces, backslashes, quotes."""
    return re.sub(r'[\s{}\\"<>^`|]', lambda match: quote(match[0], safe=""), one_line(value))


def http_url(value: str) -> str:
    """`percent_encode` for an absolute http(s) URL, "" for anything else: no `javascript:` reaches a page."""
    return percent_encode(value) if re.match(r"https?://[^\s/]", one_line(value), re.IGNORECASE) else ""


def split_page_range(value: str) -> tuple[str, str]:
    """First and last page. One page, an article number or a list such as "1-3, 7" has no last: ("…", "").

    An en dash or "--" parts the two before a hyphen does, so that "A-1–A-9" stays right.
    """
    pages = one_line(value)
    if "," in pages or ";" in pages:
        return pages, ""
    parts = _DASHES.split(pages)
    if len(parts) == 1:
        parts = re.split(r"\s*[-\u2010\u2011\u2212]\s*", pages)
    if len(parts) != 2 or not all(parts):
        return pages, ""
    return parts[0], parts[1]


def format_pages(value: str, dash: str = "–") -> str:
    """The pages of a printed reference: every range of them with this dash, parted by commas."""
    ranges = (split_page_range(part) for part in re.split("[,;]", value))
    return ", ".join(filter(None, (dash.join(filter(None, both)) for both in ranges)))


def is_article_number(value: str) -> bool:
    """Whether what stands in the place of the pages is the number of an article: "e0209899", "061103"."""
    return bool(re.fullmatch(r"(?:[A-Za-z]{1,4}\d{3,}|\d{5,})[\w.]*", one_line(value)))
