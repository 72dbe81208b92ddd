"""What an entry says: from LaTeX fields to authors, date, venue, identifiers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from publications.citing import KINDS, Record, cleaning
from publications.citing.bibtex import LANGUAGES, VERBATIM
from publications.citing.entry_types import kind_of_entry

from .dates import parse_date
from .inheritance import RawEntry
from .latex import latex_to_text, verbatim_text
from .names import Author, AuthorList, apply_annotation, parse_authors
from .problems import Problem, ProblemCode, excerpt

_JOURNALS = ("journal", "journaltitle")
_BOOKS = ("booktitle", "eventtitle", "conference")
_INSTITUTIONS = ("school", "institution", "university")
_VENUES = {
    "journal": (*_JOURNALS, *_BOOKS),
    "conference": (*_BOOKS, *_JOURNALS, "series"),
    "chapter": (*_BOOKS, "maintitle", "series"),
    "thesis": (*_INSTITUTIONS, "publisher"),
    "report": (*_INSTITUTIONS, "organization", *_JOURNALS, "series", "publisher"),
    "book": ("series",),
}
#: What the type of an entry says of the kind of thesis, and nothing else would.
_DEGREE_OF_TYPE = {
    "mastersthesis": "Master's thesis",
    "masterthesis": "Master's thesis",
    "bachelorsthesis": "Bachelor's thesis",
    "bachelorthesis": "Bachelor's thesis",
}
_ANY_VENUE = (*_JOURNALS, *_BOOKS, "howpublished", *_INSTITUTIONS)
_TAG_OF_LANGUAGE = {name: tag for tag, name in LANGUAGES.items()} | {
    "english": "en",
    "american": "en",
    "british": "en",
    "usenglish": "en",
    "ukenglish": "en",
    "ngerman": "de",
    "naustrian": "de",
    "schinese": "zh",
    "pinyin": "zh",
    "中文": "zh",
    "russian": "ru",
    "chinese": "zh",
}
_ADDRESSES = VERBATIM | {
    "ee",
    "html",
    "link",
    "code",
    "supp",
    "slides",
    "video",
    "poster",
    "website",
    "bdsk-url-1",
}
_MARKUP = frozenset(("title", "booktitle", "journal", "journaltitle", "author", "editor", "subtitle"))
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ARXIV_ID = re.compile(
    r"(?<![\d.])\d{4}\.\d{4,5}(?!\d)|(?<![\w-])[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{7}(?!\d)"
)
_VERSION = re.compile(r"v\d+$")
_ARXIV_TEXT = re.compile(r"arxiv|\bcorr\b|^abs/", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\w", re.IGNORECASE)
_DIGITS = re.compile(r"\d")
# Not the author's words about the publication, but how it is found again: no place needed.
_POINTERS = frozenset(("crossref", "xdata"))


@dataclass(frozen=True, kw_only=True)
class Entry(Record):
    """One entry. All values are plain Unicode text, "" or None for what is not known.

    - `key` and `type` (lower case) as in the file; `line` counts from 1. What comes from elsewhere than a
      file (`publications.sources`) has "" and 0, no `fields` and nothing `raw`.
    - `is_parent`: mere proceedings or the like, to which other entries refer; it has no author.
    - `doi` is in lower case, `arxiv_id` without version; `url` and `pdf` are http(s) addresses.
    - `year`, `month`, `day`: as precise as the entry is; `pages` has an en dash ("12–34").
    - `fields`: every field, inherited ones too, as plain text by its name in lower case.
    - `raw`: the entry's own fields as written, in LaTeX, with macros resolved and without outer delimiters.
    - `extra`: the own fields that no attribute holds.
    """

    key: str = ""
    type: str = ""
    line: int = 0
    authors: tuple[Author, ...] = ()
    has_others: bool = False
    pdf: str = ""
    is_parent: bool = False
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    raw: Mapping[str, str] = field(default_factory=dict, hash=False)


def build_entry(raw: RawEntry, problems: list[Problem], inherited: dict[str, str]) -> Entry:
    """The entry of a raw one. `inherited` remembers texts that many entries inherit, over calls."""
    return _Interpreter(raw, problems, inherited).entry()


class _Interpreter:
    def __init__(self, raw: RawEntry, problems: list[Problem], inherited: dict[str, str]) -> None:
        self.raw = raw
        self.problems = problems
        self.placed: set[str] = set()
        self.fields: dict[str, str] = {}
        for name, text in raw.own.items():
            unknown: list[str] = []
            self.fields[name] = _readable(name, text, unknown)
            for macro in dict.fromkeys(unknown):
                self.report("unknown_macro", name, macro)
        for name, text in raw.inherited.items():
            if text not in inherited:
                inherited[text] = _readable(name, text, [])
            self.fields.setdefault(name, inherited[text])

    def entry(self) -> Entry:
        raw, take = self.raw, self.take
        if not raw.own:
            self.report("empty_entry", "")
        authors = self.authors()
        arxiv_id, doi = self.arxiv_id(), self.doi()
        arxiv_id = arxiv_id or _arxiv_of_doi(doi)
        url = self.url()
        doi, arxiv_id = doi or _doi_of_address(url), arxiv_id or _arxiv_of_address(url)
        venue = self.venue(url)
        (year, month, day), bad = parse_date(self.fields)
        for name in bad:
            self.report("bad_date", name, self.fields.get(name, ""))
        if year is None:  # a month of no year is no date; it is kept among the further fields
            month = day = None
        else:
            self.placed |= {"date", "year", "month", "day"} - set(bad)
        title = self.title()
        if raw.own and not title:
            self.report("no_title", "")
        if raw.is_parent and not authors.authors:
            self.report("volume_of_others", "", title)
        if raw.own and year is None and "year" not in bad and "date" not in bad:
            self.report("no_year", "")
        short = take("shortjournal", "shortbooktitle", "abbr", "journalabbr")
        kind = self.kind(venue, arxiv_id, doi)
        values = {
            "kind": kind,
            "title": title,
            "authors": authors.authors,
            "has_others": authors.has_others,
            "venue": "arXiv" if kind == "preprint" and _ARXIV_TEXT.search(venue) else venue,
            "venue_short": "" if short == venue else short,
            "volume": take("volume"),
            "number": take("number", "issue"),
            "pages": cleaning.format_pages(take("pages")),
            "publisher": take("publisher", "organization"),
            "isbn": take("isbn"),
            "issn": take("issn"),
            "pdf": self.address("pdf"),
            "abstract": take("abstract"),
            "keywords": self.keywords(),
            "language": self.language(),
            "note": take("note"),
        }
        extra = {
            self.own_name(name): self.fields[name]
            for name in raw.own
            if name not in self.placed and name not in _POINTERS and self.fields[name]
        }
        if degree := _DEGREE_OF_TYPE.get(raw.type.lower()):
            extra.setdefault("type", degree)
        return Entry(
            key=raw.key,
            type=raw.type,
            line=raw.line,
            year=year,
            month=month,
            day=day,
            doi=doi,
            arxiv_id=arxiv_id,
            url=url,
            is_parent=raw.is_parent and not authors.authors,
            fields=self.fields,
            raw=raw.own,
            extra=extra,
            **values,  # type: ignore[arg-type]
        )

    def take(self, *names: str) -> str:
        """The text of the first of these fields that has any; it has a place then."""
        for name in names:
            if self.fields.get(name):
                self.placed.add(name)
                return self.fields[name]
        return ""

    def own_name(self, name: str) -> str:
        """The name of a further field: our export calls it "x-url" beside an address that is its own."""
        plain_name = name.removeprefix("x-")
        return plain_name if plain_name in self.placed else name

    def report(self, code: ProblemCode, name: str, text: str = "") -> None:
        line = self.raw.lines.get(name, self.raw.line)
        self.problems.append(Problem(line, code, self.raw.key, name, excerpt(text)))

    # ---- the values ---------------------------------------------------------------------------

    def authors(self) -> AuthorList:
        listed = parse_authors(self.raw.get("author"))
        for code, text in listed.issues:
            self.report(code, "author", text)
        self.placed.add("author")
        for name in ("author+an", "author+an:default"):  # the latter is how biber writes it
            if not (annotation := self.fields.get(name)):
                continue
            authors, understood = apply_annotation(listed.authors, annotation)
            if understood:
                self.placed.add(name)
            return listed._replace(authors=authors)
        return listed

    def title(self) -> str:
        title, subtitle = self.take("title"), self.fields.get("subtitle", "")
        if title and subtitle and subtitle.lower() not in title.lower():
            self.placed.add("subtitle")
            return f"{title}{' ' if title[-1] in '?!:' else ': '}{subtitle}"
        return title

    def venue(self, url: str) -> str:
        names = _VENUES.get(kind_of_entry(self.raw.type), _ANY_VENUE)
        for name in names:
            text = self.fields.get(name, "")
            # "\url{…}" and "Available at https://…" are no venues.
            if text and not (name == "howpublished" and (_ADDRESS.search(text) or text == url)):
                self.placed.add(name)
                return text
        return ""

    def kind(self, venue: str, arxiv_id: str, doi: str) -> str:
        subtype = self.fields.get("entrysubtype", "").lower()
        if subtype in KINDS:
            self.placed.add("entrysubtype")
            return subtype
        return kind_of_entry(self.raw.type, venue, bool(arxiv_id), doi)

    def doi(self) -> str:
        written = self.fields.get("doi", "")
        if not written:
            return ""
        match = _DOI.search(written)
        if not match:
            self.report("bad_doi", "doi", written)
            return ""
        if len(cleaning.bare_doi(written)) == len(match[0]):
            self.placed.add("doi")
        return match[0].rstrip(".,;").lower()

    def arxiv_id(self) -> str:
        archive = (self.fields.get("archiveprefix") or self.fields.get("eprinttype") or "").lower()
        if eprint := self.fields.get("eprint", ""):
            match = _ARXIV_ID.search(eprint)
            if archive == "arxiv" or (match and archive in {"", "corr"}):
                if not match and " " in cleaning.bare_arxiv_id(eprint):
                    self.report("bad_arxiv_id", "eprint", eprint)
                    return ""
                self.placed |= {"eprint", "archiveprefix", "eprinttype"}
                return match[0] if match else _VERSION.sub("", cleaning.bare_arxiv_id(eprint))
        for name in ("arxiv", "arxivid", "arxiv_id"):
            if match := _ARXIV_ID.search(self.fields.get(name, "")):
                self.placed.add(name)
                return match[0]
        for name in (
            "journal",
            "journaltitle",
            "howpublished",
            "volume",
            "note",
            "number",
            "booktitle",
            "publisher",
            "organization",
        ):
            text = self.fields.get(name, "")
            if _DIGITS.search(text) and _ARXIV_TEXT.search(text) and (match := _ARXIV_ID.search(text)):
                return match[0]
        for name in ("ee", "pdf", "html", "link"):
            if found := _arxiv_of_address(self.fields.get(name, "")):
                return found
        return ""

    def url(self) -> str:
        if url := self.address("url"):
            return url
        if self.fields.get("url"):
            self.report("bad_url", "url", self.fields["url"])
        written = verbatim_text(self.raw.get("howpublished"))
        if match := re.search(r"https?://[^\s,;]+", written):
            if match[0] == written:
                self.placed.add("howpublished")
            return cleaning.http_url(match[0].rstrip("."))
        return self.address("ee") or self.address("link") or self.address("html")

    def address(self, name: str) -> str:
        """The http(s) address of a field, "" for anything else. Of several the first counts."""
        written = self.fields.get(name, "")
        several = re.split(r"[\s;,]+(?=https?://)", written)
        found = cleaning.http_url(several[0])
        if found and len(several) == 1:
            self.placed.add(name)
        return found

    def keywords(self) -> tuple[str, ...]:
        name = next((name for name in ("keywords", "keyword") if self.raw.own.get(name)), "")
        self.placed.add(name)
        return tuple(filter(None, (latex_to_text(word) for word in _items(self.raw.own.get(name, "")))))

    def language(self) -> str:
        found = ""
        for name in ("langid", "language"):
            written = self.fields.get(name, "").lower()
            tag = _TAG_OF_LANGUAGE.get(written) or (
                written if re.fullmatch(r"[a-z]{2}(-[a-z]{2,4})?", written) else ""
            )
            found = found or tag
            if tag and tag == found:  # the other may say something else
                self.placed.add(name)
        return found


def _readable(name: str, text: str, unknown: list[str]) -> str:
    if name in _ADDRESSES:
        return verbatim_text(text)
    return latex_to_text(text, unknown, markup=name in _MARKUP)


def _items(raw: str) -> Iterable[str]:
    """The items of a list, parted by semicolons where it has any, else by commas; braces hold together."""
    if "{" not in raw:
        return re.split("[;；]" if re.search("[;；]", raw) else "[,，]", raw)
    parts: dict[str, list[str]] = {"commas": [], "semicolons": []}
    begin, depth = {"commas": 0, "semicolons": 0}, 0
    for match in re.finditer("[{},;，；]", raw):
        if match[0] in "{}":
            depth = max(depth + (1 if match[0] == "{" else -1), 0)
        elif depth == 0:
            name = "commas" if match[0] in ",，" else "semicolons"
            parts[name].append(raw[begin[name] : match.start()])
            begin[name] = match.end()
    name = "semicolons" if parts["semicolons"] else "commas"
    return [*parts[name], raw[begin[name] :]]


def _doi_of_address(url: str) -> str:
    match = re.match(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/\S+)", url, re.IGNORECASE)
    return match[1].rstrip(".,;").lower() if match else ""


def _arxiv_of_address(url: str) -> str:
    match = re.search(r"arxiv\.org/(?:abs|pdf|html)/(\S+)", url, re.IGNORECASE)
    found = _ARXIV_ID.match(match[1]) if match else None
    return found[0] if found else ""


def _arxiv_of_doi(doi: str) -> str:
    match = (
        _ARXIV_ID.match(doi.removeprefix("10.48550/arxiv.")) if doi.startswith("10.48550/arxiv.") else None
    )
    return match[0] if match else ""
