"""Recognise the identifiers in what people paste: bare ones, addresses, and references that contain them."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from django.utils.translation import gettext as _

from publications.citing import cleaning
from publications.sources.client import SourceError
from publications.sources.records import arxiv_id_from_doi, extract_orcid


class Identifier(NamedTuple):
    """An identifier and its source, a key of ``lookup.FETCHERS``: "crossref" (any DOI), "arxiv", "orcid" …"""

    source: str
    id: str


class _Pattern(NamedTuple):
    """A regular expression with one group, and the identifier made of that group."""

    source: str
    expression: re.Pattern[str]
    id: str = "{}"


def _pattern(source: str, expression: str, id: str = "{}") -> _Pattern:
    return _Pattern(source, re.compile(expression, re.IGNORECASE | re.VERBOSE), id)


_HTTP = r"(?:https?://)? (?:www\.)?"
_DBLP = rf"{_HTTP} dblp\.(?:org|uni-trier\.de|dagstuhl\.de)/"
_REST = r"[^\s<>\"“”]*"
_PARAMETERS = rf"(?:[?\#]{_REST})?"
_ARXIV_ID = r"(\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?!\d)"
#: A DOI. It may contain nearly anything, so the end of one in a sentence is guessed (``_trimmed``).
#: Old ones have angle brackets: "10.1175/1520-0485(2002)032<0870:CTOTTE>2.0.CO;2".
_DOI = r"(10\.\d{4,9}(?:\.\d+)*/[^\s<>\"“”。，；、]+(?:<[\w:.+-]{1,40}>\d\.\d[^\s<>\"“”。，、]*)?)"

#: The Publisher Item Identifier of a journal article (S) or of a chapter (B), with or without punctuation.
_PII = r"(S\d{4}-?\d{3}[\dX]\(?\d{2}\)?\d{5}-?[\dX]|B(?:\d{13}|\d{9}[\dX])\d{5}[\dX])"

#: Identifiers that are recognised within other text, the most specific first.
_PATTERNS = (
    _pattern(
        "orcid",
        rf"{_HTTP} orcid\.org/ (\d{{4}}-?\d{{4}}-?\d{{4}}-?\d{{3}}[\dX]) (?![\w-]) /? {_PARAMETERS}",
    ),
    _pattern("orcid", r"(?<![\w/.-]) (\d{4}-\d{4}-\d{4}-\d{3}[\dX]) (?![\w-])"),
    _pattern(
        "arxiv",
        rf"""{_HTTP} (?: (?:export\.)?arxiv\.org/(?:abs|pdf|html|format|ps)/
        | ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)/ | alphaxiv\.org/(?:abs|pdf)/ | huggingface\.co/papers/ )
        {_ARXIV_ID} (?:\.pdf)? /? {_PARAMETERS}""",
    ),
    _pattern("arxiv", rf"arxiv:? \s* {_ARXIV_ID} (?:\s*\[[\w.-]+\])?"),
    _pattern("dblp", rf"{_DBLP} (pid/[\w-]+/[\w-]+) {_REST}"),
    _pattern(
        "dblp",
        rf"""{_DBLP} pers (?:/[a-z]{{1,2}}\d?)? (?=/[a-z]/) / ([a-z]/[^\s<>"/?\#]+?)
        (?:\.html)? {_PARAMETERS} (?![^\s<>",;])""",
        "pers/hd/{}",
    ),
    _pattern(
        "dblp",
        rf"{_DBLP} (rec/[\w./-]+?) (?:\.(?:html|bib|xml|rdf|nt))? /? {_PARAMETERS} (?![\w./-])",
    ),
    _pattern(
        "acl",
        rf"""{_HTTP} (?:aclanthology\.org|aclweb\.org/anthology)/ (?:[A-Z]/[A-Z]\d\d/)?
        ([A-Z]\d\d-\d{{4}}|\d{{4}}\.[\w-]+\.\d+) (?:v\d+)? (?:\.(?:pdf|bib|html))? /? {_PARAMETERS}""",
    ),
    _pattern(
        "openreview",
        rf"""{_HTTP} openreview\.net/(?:forum|pdf|attachment|revisions)\?
        (?:[^\s\#]*&)? id=([\w-]{{6,}}) {_REST}""",
    ),
    _pattern(
        "pubmed",
        rf"""{_HTTP} (?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed|pubmed\.gov)/
        (\d{{1,8}}) (?!\d) {_REST}""",
    ),
    _pattern("pubmed", r"\bPMID\b \s*:?\s* (\d{1,8}) (?!\d)"),
    _pattern(
        "pmc",
        rf"""{_HTTP} (?: (?:ncbi\.nlm\.nih\.gov|europepmc\.org)/ (?:m/)? (?:pmc/)? (?:articles?/)? (?:pmc/)?
        | pmc\.ncbi\.nlm\.nih\.gov/articles/ ) (PMC\d{{3,9}}) (?!\d) {_REST}""",
    ),
    _pattern("pmc", r"(?: \bPMCID\b \s*:?\s* | (?<![\w./-]) ) (PMC\d{3,9}) (?![\w./-]*\w)"),
    _pattern(
        "pmlr",
        rf"""{_HTTP} proceedings\.mlr\.press/ (v\d+/[\w-]+?) (?: /[\w-]+ )? (?:\.(?:html|pdf))? (?![\w./-])
        {_PARAMETERS}""",
    ),
    _pattern("pii", rf"{_HTTP} (?:[\w-]+\.)* sciencedirect\.com/ [^\s<>?\#]*? pii/ {_PII} (?!\w) {_REST}"),
    _pattern("pii", rf"{_HTTP} linkinghub\.elsevier\.com/retrieve/pii/ {_PII} (?!\w) {_REST}"),
    _pattern("pii", rf"\bPII\b \s*:?\s* {_PII} (?!\w)"),
    _pattern(
        "crossref",
        rf"{_HTTP} zenodo\.org/(?:records?|badge/latestdoi)/(\d+) (?!\d) {_REST}",
        "10.5281/zenodo.{}",
    ),
    _pattern(
        "crossref",
        rf"(?:https?://)? (?:[\w-]+\.)?ssrn\.com/[^\s<>]*?abstract(?:_id)?=(\d+) {_REST}",
        "10.2139/ssrn.{}",
    ),
    _pattern(
        "crossref",
        rf"""{_HTTP} nature\.com/articles/ ([a-z]?[\w.-]*\d) (?:\.pdf|_reference\.pdf)? (?:[/?\#]{_REST})?
        (?![\w-])""",
        "10.1038/{}",
    ),
    _pattern(
        "crossref", rf"{_HTTP} elifesciences\.org/articles/(\d{{5,6}}) (?!\d) {_REST}", "10.7554/elife.{}"
    ),
    _pattern(
        "crossref",
        rf"""(?:https?://)? (?:[\w-]+\.)?figshare\.com/articles/(?:[^\s/]+/)*?(\d{{5,}}) (?:/\d+)?
        {_PARAMETERS} (?!\w)""",
        "10.6084/m9.figshare.{}",
    ),
    _pattern(
        "crossref",
        rf"""(?: (?:https?://)?(?:dx\.|www\.)?doi\.org/\s* | doi\s*[:\s]\s*(?:https?://(?:dx\.)?doi\.org/)? )
        (?:doi:)? {_DOI}""",
    ),
)
_URL_WITH_DOI = re.compile(r"https?://[^\s<>\"“”]*?[/=]" + _DOI.replace("/[", "(?:/|%2F)[", 1), re.IGNORECASE)
_SCHEMELESS_URL_WITH_DOI = re.compile(r"\b(?:[\w-]+\.)+[a-z]{2,}/[^\s<>\"“”]*?[/=]?" + _DOI, re.IGNORECASE)
_BARE_DOI = re.compile(r"(?<![\w./])" + _DOI, re.IGNORECASE)
#: What publishers append to the DOI in addresses of its page.
_PAGE_OF_DOI = re.compile(
    r"(?:[&?#].*|/(?:full(?:text)?(?:\.html|\.pdf)?|e?pdf|pdfdirect|pdfplus|abstract|abs|html|meta|summary|xml"
    r"|references|figures|suppl\w*|tables|citations?|metrics|asset/.*)/?|(?:\.full)?(?:-text)?\.(?:pdf|html?|full))$",
    re.IGNORECASE,
)
#: Parameters that do not belong to a DOI, which may contain a question mark.
_TRACKING = re.compile(r"[?&](?:utm_\w+|nosfx|ref|src|via)=.*$", re.IGNORECASE)
_PREPRINT_VERSION = re.compile(r"(10\.(?:1101|64898)/.+?)v\d+(?:\.\w+)*$")
_BARE_ARXIV = re.compile(rf"{_ARXIV_ID}(?:\.pdf)?(?:\s*\[[\w.-]+\])?", re.IGNORECASE)
_BARE_ORCID = re.compile(r"(\d{15}[\dX])", re.IGNORECASE)
_BARE_PID = re.compile(r"(?:dblp:?\s*)?(?:pid/)?((?:[a-z]|\d{1,3})/[a-z0-9-]+)", re.IGNORECASE)
_BARE_DBLP_RECORD = re.compile(
    r"(?:dblp:)((?:conf|journals|books|phd|reference|tr|series)/\S+)", re.IGNORECASE
)
_BARE_PII = re.compile(_PII, re.IGNORECASE)
_BARE_PUBMED = re.compile(r"\d{6,8}")
_BARE_ACL = re.compile(r"[A-Z]\d\d-\d{4}|\d{4}\.[a-z][\w-]*-[\w-]+\.\d+")
#: Their addresses have a number of their own, which no open service knows.
_IEEE_XPLORE = re.compile(r"ieeexplore\.ieee\.org/\S*\d", re.IGNORECASE)
#: No identifier or address of a paper is that long, and searching such a word takes too long.
_LONG_WORD = re.compile(r"\S{301,}")
#: Full-width forms of the ASCII characters, which Chinese keyboards type: "doi：１０．…".
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def unrecognised(text: str) -> SourceError:
    """Return the error for a line of text without identifier."""
    text = cleaning.one_line(text)
    if _IEEE_XPLORE.search(text):
        message = _("Addresses of IEEE Xplore contain no DOI. Paste the DOI that the page shows.")
        return SourceError("unrecognised", message)
    return SourceError(
        "unrecognised",
        _("“%(text)s” contains no identifier or address that we can look up.")
        % {"text": text if len(text) <= 80 else f"{text[:80]}…"},
    )


def find_identifiers(text: str) -> list[Identifier]:
    """Return the identifiers in a line of text, in order and without repetition.

    Raises SourceError("unrecognised") for an ORCID iD with a wrong checksum.
    """
    text = _LONG_WORD.sub(_blank, cleaning.one_line(text)).translate(_FULL_WIDTH).strip("<>\"'“” ,;")
    if bare := _bare_identifier(text):
        return [bare]
    places: list[tuple[int, Identifier]] = []
    for pattern in _PATTERNS:
        for match in pattern.expression.finditer(text):
            places.append((match.start(), _identifier(pattern, match[1])))
        text = pattern.expression.sub(_blank, text)
    for expression in (_URL_WITH_DOI, _SCHEMELESS_URL_WITH_DOI, _BARE_DOI):
        is_url = expression is not _BARE_DOI
        for match in expression.finditer(text):
            places += [(match.start(), _of_doi(doi)) for doi in _dois(match[1], is_page=is_url)]
        text = expression.sub(_blank, text)
    return list(dict.fromkeys(identifier for _place, identifier in sorted(places)))


def _blank(match: re.Match[str]) -> str:
    """Return spaces in place of a match, so that the places of the others stay the same."""
    return " " * len(match[0])


def _bare_identifier(text: str) -> Identifier | None:
    """Return the identifier that is the whole text, in forms that mean something else within a sentence."""
    if match := _BARE_ARXIV.fullmatch(text):
        return Identifier("arxiv", match[1])
    if match := _BARE_ORCID.fullmatch(text):
        return _of_orcid(match[1])
    if match := _BARE_PID.fullmatch(text):
        return Identifier("dblp", f"pid/{match[1]}")
    if match := _BARE_DBLP_RECORD.fullmatch(text):
        return Identifier("dblp", f"rec/{match[1]}")
    if match := _BARE_PII.fullmatch(text):
        return Identifier("pii", _plain_pii(match[1]))
    if _BARE_PUBMED.fullmatch(text):
        return Identifier("pubmed", text)
    if _BARE_ACL.fullmatch(text):
        return Identifier("acl", text)
    return None


def _identifier(pattern: _Pattern, text: str) -> Identifier:
    if pattern.source == "orcid":
        return _of_orcid(text)
    if pattern.source == "crossref":
        return _of_doi(next(_dois(pattern.id.format(text), is_page=False)))
    text = pattern.id.format(text)
    if pattern.source == "pii":
        text = _plain_pii(text)
    return Identifier(pattern.source, text.upper() if pattern.source == "pmc" else text)


def _plain_pii(text: str) -> str:
    """Return a PII as Crossref has it: "S0004370224001234" for "S0004-3702(24)00123-4"."""
    return re.sub(r"[()-]", "", text).upper()


def _of_orcid(text: str) -> Identifier:
    id = extract_orcid(text)
    if not _has_valid_checksum(id):
        raise SourceError("unrecognised", _("The ORCID iD %(id)s contains a typo.") % {"id": id})
    return Identifier("orcid", id)


def _of_doi(doi: str) -> Identifier:
    arxiv_id = arxiv_id_from_doi(doi)
    return Identifier("arxiv", arxiv_id) if arxiv_id else Identifier("crossref", doi)


def _dois(text: str, *, is_page: bool) -> Iterator[str]:
    """Yield the DOIs in a run of characters without spaces, in lower case.

    ``is_page``: the text is from the address of a page, which may append a file name or parameters.
    """
    for part in re.split(r"[,;|](?=(?:https?://(?:dx\.)?doi\.org/|doi:)?10\.\d{4,9}/)", text, flags=re.I):
        doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", part, flags=re.IGNORECASE)
        if "%" in doi:
            doi = unquote(doi)
        while is_page and (shorter := _PAGE_OF_DOI.sub("", doi)) != doi and "/" in shorter:
            doi = shorter
        doi = _trimmed(doi)
        if match := _PREPRINT_VERSION.fullmatch(doi):
            doi = match[1]
        yield _TRACKING.sub("", doi).lower()


def _trimmed(doi: str) -> str:
    """Return a DOI without the punctuation and the unbalanced brackets that end the sentence around it."""
    brackets = {")": "(", "]": "[", "}": "{"}
    while doi:
        last = doi[-1]
        is_unbalanced = last in brackets and doi.count(last) > doi.count(brackets[last])
        if last not in ".,;:'’*" and not is_unbalanced:
            break
        doi = doi[:-1]
    return doi


def _has_valid_checksum(orcid_id: str) -> bool:
    """Return whether the last digit of an ORCID iD is its checksum (ISO 7064 MOD 11-2)."""
    total = 0
    for digit in orcid_id.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check_digit = (12 - total % 11) % 11
    return orcid_id[-1] == ("X" if check_digit == 10 else str(check_digit))
