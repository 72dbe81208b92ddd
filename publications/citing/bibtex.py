"""Write BibTeX that `bibtex`, `biber` and the common parsers read and that Labsite imports without loss.

Values that classic BibTeX has no field for are in fields that its styles ignore:

- `author+an`, biblatex's data annotation: the positions of the authors who contributed equally and of the
  corresponding ones (`1=equal; 2=equal,corresponding`). The names contain no marks.
- `entrysubtype`, a biblatex field: the kind of publication if the entry type does not tell it (a workshop
  paper, a dataset).
- `shortjournal` and `shortbooktitle`: the short name of the venue.
"""

import re
from collections.abc import Iterable, Iterator

from . import cleaning
from .awards import is_award
from .citation_keys import unique_keys
from .cleaning import one_line, sentences
from .entry_types import kind_of_entry
from .latex import escape, escape_given_name, escape_title
from .names import NameParts, inverted_name
from .phrases import language_of
from .reference import KINDS, Author, Reference
from .registry import funding_text, notice_texts

BIBTEX_CONTENT_TYPE = "application/x-bibtex; charset=utf-8"

_TYPES = {
    "conference": "inproceedings",
    "workshop": "inproceedings",
    "journal": "article",
    "thesis": "phdthesis",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    # biblatex and the common readers know these; the styles of classic BibTeX print them like @misc.
    "software": "software",
    "dataset": "dataset",
    "patent": "patent",
}
_VENUE_FIELDS = {
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "article": "journal",
    "phdthesis": "school",
    "mastersthesis": "school",
    "techreport": "institution",
    "book": "series",
}
# Braces around the whole value keep pandoc from putting it into lower case, and biber from splitting the
# holder of a patent, mostly an organization, into family name and given name.
_DOUBLY_BRACED_FIELDS = frozenset(("booktitle", "eventtitle", "holder", "issuetitle", "maintitle", "series"))
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LANGUAGES = {
    "zh": "chinese",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "ja": "japanese",
    "ru": "russian",
}
# Fields that biblatex reads verbatim and prints with \url: an escape would become part of the URL.
VERBATIM = frozenset(("doi", "eprint", "file", "pdf", "url"))
#: Fields of links to resources by kind of link, as the al-folio theme names them.
LINK_FIELDS = {
    "code": "code",
    "slides": "slides",
    "video": "video",
    "poster": "poster",
    "website": "project",
    "data": "data",
    "blog": "media",
    "html": "paper",
    "link": "link",
}
# Fields that biblatex reads as lists, whose items are separated by "and".
_LISTS = frozenset(("address", "institution", "location", "organization", "publisher", "school"))
# Fields that refer to other entries, which the file may not contain.
_CROSS_REFERENCES = frozenset(("crossref", "entryset", "xdata", "xref"))
_ONE_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WIDTH = len("shortbooktitle")


def bibtex(references: Iterable[Reference]) -> str:
    """Return one BibTeX entry per reference, in the order given, with blank lines between; "" if none."""
    listed = list(references)
    entries = [_entry(reference, key) for reference, key in zip(listed, unique_keys(listed), strict=True)]
    return "\n".join(entries)


def _entry(reference: Reference, key: str) -> str:
    fields = {name: value for name, value in _fields(reference) if value}
    for name, value in _extra_fields(reference):
        if fields.get(name) != value:
            while name in fields:
                name = f"x-{name}"
            fields[name] = value
    lines = "".join(f",\n  {name:<{_WIDTH}} = {value}" for name, value in fields.items())
    # Biber requires a comma after the key even in an entry without fields.
    return f"@{_entry_type(reference)}{{{key}{lines or ','}\n}}\n"


def _extra_fields(reference: Reference) -> list[tuple[str, str]]:
    """Return names and escaped values of the extra fields, in alphabetical order."""
    extra = [(_field_name(name), one_line(value)) for name, value in reference.extra.items()]
    if reference.kind != "patent":  # of which biblatex reads the countries in `location`
        extra = [({"location": "address"}.get(name, name), value) for name, value in extra]
    return sorted(
        (name, _braced(_verbatim(value)) if name in VERBATIM else _text(value, name))
        for name, value in extra
        if value
    )


def _entry_type(reference: Reference) -> str:
    if reference.kind == "thesis":
        return "mastersthesis" if reference.is_masters_thesis else "phdthesis"
    return _TYPES.get(reference.kind, "misc")


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield names and escaped values of the fields in the order of the entry; unknown values are ""."""
    entry_type = _entry_type(reference)
    has_institution = entry_type in {"phdthesis", "mastersthesis", "techreport"}
    venue = reference.institution if has_institution else one_line(reference.venue)
    publisher = one_line(reference.publisher)
    arxiv_id = cleaning.bare_arxiv_id(reference.arxiv_id)
    year, month, day, *_ = (*reference.date_parts, 0, 0, 0)

    yield "author", _braced(_names(reference.named_authors, reference.has_more_authors))
    yield "author+an", _braced(_annotations(reference))
    yield "editor", _braced(_names(reference.named_editors, reference.has_more_editors))
    yield (
        "title",
        _braced(escape_title(one_line(reference.title), is_english=language_of(reference) in {"", "en"})),
    )
    # apacite prints the first of these; no style knows a field for other languages.
    yield (
        "englishtitle" if reference.is_chinese else "translatedtitle",
        _text(reference.translated_title),
    )
    venue_field = _VENUE_FIELDS.get(entry_type, "howpublished")
    yield venue_field, _text(venue, venue_field)
    if reference.venue_short != reference.venue:
        yield "shortjournal" if entry_type == "article" else "shortbooktitle", _text(reference.venue_short)
    # Styles of classic BibTeX know no `pubstate`; some programs refuse an entry without a year.
    has_no_year = not (reference.year_text or reference.extra.get("date"))
    yield "year", "{in press}" if reference.is_in_press and has_no_year else _braced(str(year or ""))
    yield "month", MONTHS[month - 1] if month else ""
    yield "day", _braced(str(day or ""))
    yield "pubstate", "{inpress}" if reference.is_in_press else ""
    yield "volume", _text(reference.volume)
    yield "number", _text(reference.number)
    yield "pages", _braced(", ".join(map(_page_range, re.split("[,;]", reference.pages))))
    yield "eid", _text(reference.article_number)
    yield "publisher", "" if has_institution and publisher == venue else _text(publisher, "publisher")
    yield "doi", _braced(_verbatim(cleaning.bare_doi(reference.doi)))
    yield "eprint", _braced(_verbatim(arxiv_id))
    yield "archiveprefix", _braced("arXiv" if arxiv_id else "")
    yield "isbn", _text(reference.isbn)
    yield "issn", _text(reference.issn)
    yield "url", _braced(cleaning.percent_encode(reference.url))
    links = dict(reversed(reference.links))  # the first of each kind
    yield "pdf", _braced(cleaning.percent_encode(reference.pdf_url or links.get("pdf", "")))
    for name, kind in LINK_FIELDS.items():
        yield name, _braced(cleaning.percent_encode(links.get(kind, "")))
    yield "langid", _braced(LANGUAGES.get(language_of(reference), ""))
    yield "keywords", _braced(", ".join(_list_item(keyword) for keyword in reference.clean_keywords))
    yield "abstract", _text(reference.abstract)
    yield "funding", _text(funding_text(reference.funding))
    yield from _award_and_note(reference)
    yield "selected", "{true}" if reference.is_selected else ""
    yield "entrysubtype", _braced(_subtype(reference))


def _award_and_note(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield an award as part of the note, which styles print, and on its own where the note may mislead."""
    award = one_line(reference.award)
    note = sentences([reference.note, *notice_texts(reference.notices)])
    yield "award", _text(award if note or not is_award(award) else "")
    yield "note", _text(". ".join(filter(None, (award, note))))


def _subtype(reference: Reference) -> str:
    """Return the kind of publication, or "" if entry type, venue and eprint already tell it.

    Programs such as citation-js print it, so it is written only where it is needed.
    """
    inferred_kind = kind_of_entry(
        _entry_type(reference),
        one_line(reference.venue),
        bool(cleaning.bare_arxiv_id(reference.arxiv_id)),
        cleaning.bare_doi(reference.doi),
        publisher=one_line(reference.publisher),
    )
    return reference.kind if reference.kind in KINDS and reference.kind != inferred_kind else ""


def _name(author: Author, parts: NameParts) -> str:
    """Return a name in BibTeX's order "von Last, Jr, First", or in braces if it must not be split."""
    if not author.is_organization and not parts.is_chinese and _is_one_word(parts.inverted):
        return escape(parts.inverted)  # in braces, it would be an organization
    family_and_given = (parts.full_family, parts.given)
    # Biber counts commas even inside braces, and BibTeX ignores a part without letters.
    if (
        parts.literal
        or parts.is_chinese
        or not all(any(map(str.isalnum, part)) and "," not in part for part in family_and_given)
    ):
        return f"{{{escape(parts.inverted)}}}"
    return inverted_name(parts, escape, escape_given_name)


def _is_one_word(name: str) -> bool:
    """Return whether a name is one word without signs, and none that an author field reads otherwise."""
    return bool(_ONE_WORD.fullmatch(name)) and name.lower() not in {"and", "others"}


def _names(people: list[tuple[Author, NameParts]], has_more: bool) -> str:
    names = [_name(author, parts) for author, parts in people]
    if len(names) == 1 and not has_more and re.match(r"\{.* and ", names[0]):
        # People put braces around a whole list of authors too, so readers may take one pair for that.
        return f"{{{names[0]}}}"
    return " and ".join([*names, "others"] if names and has_more else names)


def _annotations(reference: Reference) -> str:
    marked = []
    for position, (author, _) in enumerate(reference.named_authors, start=1):
        marks = ["equal"] * author.equal_contribution + ["corresponding"] * author.corresponding
        if marks:
            marked.append(f"{position}={','.join(marks)}")
    return "; ".join(marked)


def _list_item(text: str) -> str:
    return f"{{{escape(text)}}}" if re.search("[,;，；]", text) else escape(text)


def _text(value: str, name: str = "") -> str:
    text = escape(one_line(value))
    if name in _LISTS:
        text = re.sub(r"(?<= )and(?= )", "{and}", text)
    return _braced(_braced(text) if name in _DOUBLY_BRACED_FIELDS and text != text.lower() else text)


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _page_range(pages: str) -> str:
    return "--".join(escape(page) for page in cleaning.split_page_range(pages) if page)


def _verbatim(value: str) -> str:
    """Percent-encode braces and backslashes, which would break a value that is not escaped."""
    return re.sub(r"[{}\\]", lambda match: f"%{ord(match[0]):02X}", value)


def _field_name(name: str) -> str:
    """Return the name of an extra field without characters that some parsers reject."""
    valid_name = "".join(
        c if c.isascii() and (c.isalnum() or c in "+-_:.") else "-" for c in one_line(name).lower()
    )
    needs_prefix = not valid_name[:1].isalpha() or valid_name in _CROSS_REFERENCES
    return f"x-{valid_name}" if needs_prefix else valid_name
