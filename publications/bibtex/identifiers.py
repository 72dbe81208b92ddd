"""DOIs and arXiv IDs in the places where BibTeX files have them: fields, URLs and running text."""

import re

DOI = re.compile(r"10\.\d{4,9}/\S+")
#: An arXiv ID without its version: "2501.00001", "hep-th/9901001", "math.AG/9901001".
ARXIV_ID = re.compile(
    r"(?<![\d.])\d{4}\.\d{4,5}(?!\d)|(?<![\w-])[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{7}(?!\d)"
)
_ARXIV_DOI_PREFIX = "10.48550/arxiv."


def doi_in_url(url: str) -> str:
    """Return the DOI of a doi.org URL in lower case, "" for any other URL."""
    match = re.match(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/\S+)", url, re.IGNORECASE)
    return match[1].rstrip(".,;").lower() if match else ""


def arxiv_id_in_url(url: str) -> str:
    """Return the arXiv ID of an arxiv.org URL without version, "" for any other URL."""
    match = re.search(r"arxiv\.org/(?:abs|pdf|html)/(\S+)", url, re.IGNORECASE)
    id_match = ARXIV_ID.match(match[1]) if match else None
    return id_match[0] if id_match else ""


def arxiv_id_in_doi(doi: str) -> str:
    """Return the arXiv ID in a DOI that arXiv registered ("10.48550/arxiv.…"), "" for any other DOI."""
    if not doi.startswith(_ARXIV_DOI_PREFIX):
        return ""
    match = ARXIV_ID.match(doi.removeprefix(_ARXIV_DOI_PREFIX))
    return match[0] if match else ""
