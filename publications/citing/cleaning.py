"""Clean-up of single values as people and importers enter them: text, DOIs, URLs, page ranges."""

import re
from collections.abc import Iterable
from urllib.parse import quote

# Control characters and line separators end a word, so a space replaces them. Characters that are invisible
# or that cannot be encoded (lone surrogates) are removed.
_SEPARATORS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_INVISIBLE = re.compile(r"[\ud800-\udfff\ufeff\u200b\u2060\u202a-\u202e\u2066-\u2069]")
_PAGE_RANGE = re.compile(
    r"(?<![\w.:–-])([A-Za-z]{0,3})(\d{1,9})(-{1,3}|–)([A-Za-z]{0,3})(\d{1,9})(?![\w.:–-])"
)
_DASHES = re.compile(r"\s*(?:-{2,3}|[\u2012-\u2015])\s*")
# What stands before the hyphen of one page, such as "LBA-047"; "xii-240" is a range.
_SECTION = re.compile(r"(?![ivxlc]+$)[A-Za-z]+")
_ARXIV_PREFIX = re.compile(r"^(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv:)\s*", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)


def one_line(value: str) -> str:
    """Return the text on one line, with single spaces and without control or invisible characters."""
    if value.isprintable():  # a fast path: nearly all values are, and an export has many
        return " ".join(value.split())
    return " ".join(_INVISIBLE.sub("", _SEPARATORS.sub(" ", value)).split())


def sentences(texts: Iterable[str]) -> str:
    """Join texts on one line, with a period after each but the last that does not end with one."""
    line = ""
    for text in filter(None, map(one_line, texts)):
        end = "" if not line else " " if line[-1] in ".!?" else ". "
        line += end + text
    return line


def bare_doi(value: str) -> str:
    """Return the DOI without its prefix ("10.1145/…"), given a DOI, "doi:…" or a doi.org URL."""
    return _DOI_PREFIX.sub("", one_line(value))


def bare_arxiv_id(value: str) -> str:
    """Return the arXiv ID without its prefix, given an ID, "arXiv:…" or an arxiv.org URL.

    The result is such as "2311.01282", "2311.01282v2" or "hep-th/9901001".
    """
    return _ARXIV_PREFIX.sub("", one_line(value)).removesuffix(".pdf")


def percent_encode(value: str) -> str:
    """Percent-encode what a URL may not contain: spaces, braces, backslashes, quotes, "<>^`|"."""
    return re.sub(r'[\s{}\\"<>^`|]', lambda match: quote(match[0], safe=""), one_line(value))


def http_url(value: str) -> str:
    """Return an absolute http(s) URL, percent-encoded; "" for anything else, such as "javascript:…"."""
    return percent_encode(value) if re.match(r"https?://[^\s/]", one_line(value), re.IGNORECASE) else ""


def complete_pages(pages: str) -> str:
    """Return pages with shortened ranges completed: PubMed writes "1234-45" for the pages 1234-1245."""
    return _PAGE_RANGE.sub(_complete_range, pages)


def _complete_range(match: re.Match[str]) -> str:
    prefix, start, dash, end_prefix, end = match.groups()
    if prefix == "e" and len(start) > 4:  # an article number with its year: "e01676-83"
        return match[0]
    if len(end) < len(start) and end_prefix in {"", prefix}:
        completed = start[: len(start) - len(end)] + end
        if int(completed) <= int(start):
            return match[0]
        end = completed
        return f"{prefix}{start}{dash}{end_prefix or prefix}{end}"
    return match[0]


def split_page_range(value: str) -> tuple[str, str]:
    """Split "12-34" into the first and the last page, both in full: ("12", "34"), of "123-5" ("123", "125").

    A single page ("LBA-047"), an article number or a list ("1-3, 7") is returned whole, with "" as the last
    page. An en dash or "--" takes precedence over a hyphen, so that "A-1–A-9" gives ("A-1", "A-9").
    """
    pages = complete_pages(one_line(value))
    if "," in pages or ";" in pages:
        return pages, ""
    parts = _DASHES.split(pages)
    if len(parts) == 1:
        parts = re.split(r"\s*[-\u2010\u2011\u2212]\s*", pages)
        if _SECTION.fullmatch(parts[0]):
            return pages, ""
    if len(parts) != 2 or not all(parts):
        return pages, ""
    return parts[0], parts[1]


def format_pages(value: str, dash: str = "–") -> str:
    """Return pages with one kind of dash and separated by commas: "12--34; 40" gives "12–34, 40"."""
    ranges = (split_page_range(part) for part in re.split("[,;]", value))
    return ", ".join(filter(None, (dash.join(filter(None, pages)) for pages in ranges)))


def is_article_number(value: str) -> bool:
    """Return whether the `pages` of an article are an article number: "e0209899", "061103"."""
    return bool(re.fullmatch(r"(?:[A-Za-z]{1,4}\d{3,}|\d{5,})[\w.]*", one_line(value)))
