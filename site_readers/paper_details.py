"""Find the further values of a paper: volume, number, pages, abstract and so on.

These are values of its form, stored in ``Publication.details``.
"""

import re

from publications.bibtex import Entry

#: Fields of an entry that its form takes as they are.
_FIELDS = (
    "volume",
    "number",
    "pages",
    "article_number",
    "publisher",
    "isbn",
    "issn",
    "abstract",
    "award",
    "note",
)
_RANGE = r"[A-Za-z]?\d{1,6}\s*[-–—]+\s*[A-Za-z]?\d{1,6}"
_LABELLED = {
    "volume": re.compile(r"\bvol(?:ume)?\.?\s*(\d{1,4})\b", re.IGNORECASE),
    "number": re.compile(r"\b(?:no|nr|issue|iss)\.?\s*(\d{1,4}(?:\s*[-–]\s*\d{1,4})?)\b", re.IGNORECASE),
    "pages": re.compile(rf"\b(?:pp?|pages?)\.?\s*({_RANGE}|\d+(?!\d))", re.IGNORECASE),
}
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
#: "15(24), 4873-4889", "805, 494–522" and "19(7), e0306883" after the name of a journal.
_COMPACT = re.compile(
    r"(?<![\w./-])(?P<volume>(?!(?:19|20)\d\d\b)\d{1,4})\s*(?:\(\s*(?P<number>\d{1,4}(?:[-–]\d{1,4})?)\s*\))?"
    rf"\s*[,:]\s*(?:(?P<pages>(?!(?:19|20)\d\d\s*[-–—]+\s*(?:19|20)\d\d){_RANGE})|(?P<article_number>e\d{{4,}}))"
    rf"(?![\w/-])(?!\s*(?:of\s+)?{_MONTH}\b)",
    re.IGNORECASE,
)
_DAY = re.compile(rf"\b{_MONTH}\.?\s*$", re.IGNORECASE)


def details_of(entry: Entry) -> dict[str, str]:
    """Return the further values of an entry of a bibliography."""
    details = {name: getattr(entry, name) for name in _FIELDS}
    details["editors"] = "\n".join(editor.name for editor in entry.editors)
    details["keywords"] = "\n".join(entry.keywords)
    return {name: text for name, text in details.items() if text}


def details_in(text: str) -> dict[str, str]:
    """Return volume, number and pages in the text after the title of a paper."""
    details = {name: match[1] for name, form in _LABELLED.items() if (match := form.search(text))}
    if not details and (match := _COMPACT.search(text)) and not _DAY.search(text[: match.start()]):
        details = {name: value for name, value in match.groupdict().items() if value}
    if "pages" in details:
        details["pages"] = re.sub(r"\s*[-–—]+\s*", "–", details["pages"])
    return details
