"""Turn the RIS fields of a record into a draft of an entry.

What a tag means depends on the type of work, and programs disagree; the order of the tags below puts first
what Zotero, EndNote and the publishers write most.

Sources: "RIS Format Specifications" (Research Information Systems, 2001 and 2011), the export filter "RefMan
(RIS)" of EndNote 20, and the RIS translator of Zotero (June 2026).
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from publications.bibtex import Author, Problem
from publications.bibtex.identifiers import DOI
from publications.bibtex.latex import latex_to_text
from publications.bibtex.private_fields import is_private
from publications.bibtex.problems import excerpt
from publications.citing.cleaning import one_line, split_page_range
from publications.citing.names import HAN
from publications.citing.registry import read_funding
from publications.citing.ris_notes import read_note

from .drafts import Draft
from .names import NameList, read_names
from .tagged import Field, TaggedRecord
from .values import read_date, read_serial_numbers

#: BibTeX's entry types for the types of RIS.
_BIBTEX_TYPES = {
    "article": "ABST EJOUR INPR JFULL JOUR MGZN NEWS",
    "inproceedings": "CONF CPAPER CONFERENCE",
    "book": "BOOK CLSWK EBOOK EDBOOK PAMP SER ANCIENT",
    "incollection": "CHAP DICT ECHAP ENCYC",
    "thesis": "THES DISS",
    "report": "GOVDOC RPRT STAND",
    "preprint": "UNPB UNPD PREPRINT MANSCPT",
    "software": "COMP",
    "dataset": "AGGR DATA DBASE",
    "patent": "PAT",
    "misc": "ADVS ART BILL BLOG CASE CHART CTLG ELEC EQUA FIGURE GEN GRANT GRNT HEAR ICOMM INTV LEGAL MAP "
    "MPCT MULTI MUSIC PCOMM POD PRESS SLIDE SOUND STAT UNBILL VIDEO WEB",
}
_BIBTEX_TYPE = {ris_type: bibtex for bibtex, types in _BIBTEX_TYPES.items() for ris_type in types.split()}

#: Tags that are read below, and tags about the database, the library or the address of the authors.
_KNOWN = frozenset(
    "TY ER ID A1 A2 A3 A4 AU ED TA T1 T2 T3 TI TT CT BT ST JO JF JA J1 J2 C1 C2 C3 C7 PY Y1 DA VL IS M1 M3 "
    "SP EP SE PB CY ET SN DO DI L1 L2 L3 LK UR AB N1 N2 KW LA AN NV SV "
    "AD AV CA CN CP CR C4 C5 C6 C8 DB DP DS EM FU H1 H2 L4 LB LL M2 NO OP OR PP RI RN RP U1 U2 U3 U4 U5 U6 "
    "WP WT Y2 Y3 YR VO AI NL M4 TS "
    # Web of Science
    "AR EA EI FX GA HC HP J9 JI OA PA PG PI PM PU SC UT WC WE".split()
)
#: Tags of names, titles and words, which may have been LaTeX in JabRef or Google Scholar.
_PRINTED = frozenset("A1 A2 A3 A4 AU ED T1 T2 T3 TI TT CT BT ST JO JF JA J2 C3 PB CY KW".split())
#: An accent or symbol of LaTeX, or braces around all of the value.
_LATEX = re.compile(r"""\{\\|\\(?:["'`^~=.]\{?\\?[A-Za-z]|[&%#_$]|[A-Za-z]+\s*\{)|^\s*\{[^{}]*\}\s*$""")
#: Notes, labels and user-defined fields, which their owner does not expect others to read, with their names.
_PRIVATE = {
    "N1": "notes",
    "RN": "research-notes",
    "NO": "notes",
    "LB": "label",
    "CN": "call-number",
    **{f"U{number}": f"user{number}" for number in range(1, 7)},
}
#: Types whose second date is not a day of access: of filing, of copyright, of a law; or a number.
_TYPES_WITH_OTHER_SECOND_DATE = frozenset("PAT MAP STAT BILL UNBILL BLOG GRANT GRNT".split())
_FIRST_YEAR_OF_THE_WEB = 1990
_FILES = ("L1", "L2", "L3", "L4", "UR", "LK")
_HAN_ONLY = re.compile(f"[{HAN}]+")
#: "2024///Spring": the fourth part of a date is any text.
_OTHER_DATE = re.compile(r"(\d{4})///(\S.*)")
#: The full stop with which databases end titles; not that of an abbreviation.
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{4})\.\s*$")
#: "Article 42", "Art. no. e42" as an article number.
_ARTICLE_WORD = re.compile(r"^(?:article(?: no\.?| number)?|art\.(?: no\.)?) ?(?=\w*\d)", re.IGNORECASE)
#: EndNote's default exports of a type that says nothing about the work.
#: The type of a work where no tag gives it.
_WORK_TYPES = {"STAND": "Standard", "NEWS": "Newspaper article", "MAP": "Map"}
_PLAIN_TYPES = re.compile(
    r"preprint|(?:journal |research |review )?article|conference paper|book|chapter", re.I
)


def draft_of(record: TaggedRecord, problems: list[Problem]) -> Draft:
    """Return the values of a record with RIS tags; `problems` gets what is not understood."""
    record = TaggedRecord(record.line, list(map(_without_latex, record.fields)))
    ris_type = one_line(record.first("TY")).upper()
    key = record.first("ID")
    bibtex_type = _BIBTEX_TYPE.get(ris_type, "")
    if not bibtex_type:
        problems.append(Problem(record.line, "unknown_type", key, text=ris_type))
    for field in record.fields:
        if field.tag not in _KNOWN and field.text:
            problems.append(Problem(field.line, "unknown_tag", key, field.tag.lower(), excerpt(field.text)))
    draft = Draft(line=record.line, key=key, type=ris_type, bibtex_type=bibtex_type or "misc")
    authors = _authors(record)
    editors = _editors(record, draft.bibtex_type)
    if ris_type == "EDBOOK" and not editors.people:
        authors, editors = NameList([]), authors
    if ris_type in {"CONF", "CONFERENCE"} and editors.people and not authors.people:
        draft.bibtex_type = "proceedings"
    draft.authors, draft.has_others = authors
    draft.editors, draft.has_more_editors = editors
    title = record.first("TI", "T1", "CT") or _book_title(record, draft.bibtex_type)
    draft.title_parts = [_FULL_STOP.sub("", title)]
    draft.translated_title = record.first("TT")
    draft.dates = [
        _OTHER_DATE.sub(r"\2 \1", text.lstrip("/ ")) for text in record.texts("PY", "YR", "Y1", "DA")
    ]
    if draft.bibtex_type == "inproceedings" and not draft.dates:
        draft.dates = record.texts("C2")
    draft.is_in_press = ris_type == "INPR"
    _set_venue(draft, record)
    _set_numbers(draft, record)
    _set_pages(draft, record)
    _set_links(draft, record)
    _set_texts(draft, record)
    return draft


def _without_latex(field: Field) -> Field:
    """Return the field without the LaTeX that programs leave in names and titles from a .bib file."""
    if field.tag not in _PRINTED or not _LATEX.search(field.text):
        return field
    return replace(field, text=latex_to_text(field.text))


def _authors(record: TaggedRecord) -> NameList:
    """Return the authors; some programs write each of them under both tags."""
    authors, others = read_names(record.texts("AU")), read_names(record.texts("A1"))
    people = authors.people + [person for person in others.people if person not in authors.people]
    return NameList(people, authors.has_others or others.has_others)


def _editors(record: TaggedRecord, bibtex_type: str) -> NameList:
    """Return the editors of the book or proceedings, not those of the series."""
    if bibtex_type in {"book", "report"}:
        if record.texts("ED", "A3") or not record.texts("T2", "T3"):
            return read_names(record.texts("ED", "A3") or record.texts("A2"))
        return NameList([])
    if bibtex_type in {"article", "inproceedings", "incollection", "misc"}:
        of_proceedings = record.texts("A3") if _has_series_only(record, bibtex_type) else []
        return read_names(record.texts("ED") or record.texts("A2") or of_proceedings)
    return read_names(record.texts("ED"))


def _has_series_only(record: TaggedRecord, bibtex_type: str) -> bool:
    """Return whether the proceedings stand where their series should be, as bibutils writes them."""
    return bibtex_type == "inproceedings" and not record.texts("C3", "BT", "T2", "JF", "JO")


def _series_editors(record: TaggedRecord, bibtex_type: str) -> str:
    if _has_series_only(record, bibtex_type):
        return ""
    tag = {"book": "A2", "incollection": "A3", "inproceedings": "A3"}.get(bibtex_type, "")
    people = read_names(record.texts(tag)).people
    is_editor = bibtex_type == "book" and not record.texts("ED", "A3") and not record.texts("T2", "T3")
    return "" if is_editor else _joined(people)


def _joined(people: list[Author]) -> str:
    """Return names as BibTeX joins them."""
    return " and ".join(person.name for person in people)


def _book_title(record: TaggedRecord, bibtex_type: str) -> str:
    return record.first("BT", "T2") if bibtex_type in {"book", "proceedings"} else record.first("ST")


def _set_venue(draft: Draft, record: TaggedRecord) -> None:
    """Set venue, its short name, the series and the publisher."""
    kind, first, extra = draft.bibtex_type, record.first, draft.extra
    abbreviation = first("J2", "JA", "J1", "JI", "J9")
    draft.publisher = first("PB", "PU")
    if kind == "article":
        draft.venue = first("JF", "T2", "JO") or abbreviation or first("BT")
        short = abbreviation or first("JO")
        draft.venue_short = short if len(short) < len(draft.venue) else ""
        extra["series"] = first("T3")
    elif kind in {"inproceedings", "proceedings"}:
        draft.venue = first("C3", "BT", "T2", "JF", "JO", "T3")
        draft.venue_short = abbreviation
        event = first("T2")
        extra["eventtitle"] = event if event not in {draft.venue, draft.venue_short} else ""
        extra["series"] = first("T3") if first("T3") != draft.venue else ""
        if kind == "proceedings":
            extra["booktitle"] = draft.venue if first("TI", "T1", "CT") else ""
            draft.venue = ""
    elif kind == "incollection":
        draft.venue = first("BT", "T2", "JF", "JO")
        extra["series"] = first("T3")
    elif kind == "book":
        draft.venue = first("T2", "T3") if first("TI", "T1", "CT") else first("T3")
    elif kind in {"thesis", "report"}:
        draft.venue, draft.publisher = draft.publisher, ""
        extra["series"] = first("T2", "T3")
        if kind == "report" and not draft.venue:
            draft.venue, extra["series"] = extra["series"], first("T3") if first("T2") else ""
    else:
        draft.venue = first("T2", "JF", "JO", "BT")
        extra["series"] = first("T3")
        if kind == "preprint" and not draft.venue:
            draft.venue, draft.publisher = draft.publisher, ""
    extra["address"] = first("C1", "CY", "PI") if kind == "inproceedings" else first("CY", "PI")
    if kind == "inproceedings" and first("CY") != extra["address"]:
        extra["venue"] = first("CY")  # in biblatex the place of the event
    extra["serieseditor"] = _series_editors(record, kind)
    if kind in {"article", "book", "incollection"}:
        extra["translator"] = _joined(read_names(record.texts("A4")).people)
    if kind == "patent":
        extra["holder"], draft.publisher = draft.publisher, ""
    if kind == "thesis":
        extra["advisor"] = _joined(read_names(record.texts("A3", "A2")).people)


def _set_numbers(draft: Draft, record: TaggedRecord) -> None:
    """Set volume, number, edition, version and the serial numbers."""
    kind, first, extra = draft.bibtex_type, record.first, draft.extra
    serial_texts = record.texts("SN", "EI")
    draft.serial_numbers = serial_texts
    draft.volume = first("VL", "VO")
    if kind in {"report", "patent"}:
        other = read_serial_numbers(serial_texts).rest if kind == "report" else " ".join(serial_texts)
        draft.number = first("IS") or other or first("M1", "VL", "C6" if kind == "patent" else "")
        draft.serial_numbers = [] if kind == "patent" else serial_texts
        if kind == "patent" or draft.number == draft.volume:
            draft.volume = ""
        if kind == "patent" and first("M1") not in {"", draft.number}:
            extra["applicationnumber"] = first("M1")
    elif kind == "article":
        draft.number = first("IS") or ("" if _mentions_arxiv(first("M1")) else first("M1"))
    elif kind == "dataset":
        draft.number = first("NV", "IS")
    else:
        other = first("M1") if kind in {"book", "thesis", "preprint"} else ""
        draft.number = first("IS", "SV") or ("" if _mentions_arxiv(other) else other)
    edition = first("ET")
    if kind in {"software", "dataset"}:
        extra["version"] = edition
    elif kind not in {"article", "preprint"}:  # there EndNote has the date of online publication
        extra["edition"] = edition
    extra["volumes"] = first("NV") if kind in {"book", "incollection", "inproceedings"} else ""
    extra["chapter"] = first("SE") if kind == "incollection" else ""


def _set_pages(draft: Draft, record: TaggedRecord) -> None:
    start, end = one_line(record.first("SP")), one_line(record.first("EP"))
    if not start and draft.bibtex_type == "article":
        start = one_line(record.first("SE")) if end else ""
    # JabRef writes BibTeX's pages as the first page, and cuts a last page out of them at the first hyphens.
    if not end or "--" in start or split_page_range(start)[1] == end:
        pages = start
    else:
        pages = f"{start}–{end}" if start else end
    first, last = split_page_range(pages)
    if first == last:
        pages = first
    if draft.bibtex_type in {"book", "thesis"} and pages.isdecimal():
        draft.extra["pagetotal"], pages = pages, ""
    # Some databases write words where they know no pages: "No", "Specified".
    draft.pages = pages if re.search(r"\d|^[ivxlc]+\b", pages, re.IGNORECASE) else ""
    number = one_line(record.first("C7", "AR"))
    if _mentions_arxiv(number):
        draft.arxiv.append(number)
    elif draft.bibtex_type in {"article", "inproceedings", "preprint"}:
        draft.article_number = _ARTICLE_WORD.sub("", number)


def _set_links(draft: Draft, record: TaggedRecord) -> None:
    """Set DOIs, addresses and other identifiers; paths of files on somebody's computer are private."""
    draft.dois = record.texts("DO", "DI")
    if not draft.dois:
        # Springer writes the DOI as the name of the record.
        draft.dois = [text for text in record.texts("M3", "L3", "N1", "ID") if _starts_with_doi(text)]
    draft.arxiv = [*draft.arxiv, *record.texts("AN", "M1", "DO")]
    draft.urls = [line for text in record.texts("UR", "LK", "L2") for line in text.split()]
    draft.pdfs = [line for text in record.texts("L1") for line in text.split()]
    if draft.type not in _TYPES_WITH_OTHER_SECOND_DATE:
        draft.extra["urldate"] = _access_date(record.first("Y2"))
    draft.left_out += [
        "file"
        for tag in _FILES
        for text in record.texts(tag)
        if is_private("url", text) and not _starts_with_doi(text)
    ]
    if match := re.search(r"PMC\d+", record.first("C2")):
        draft.extra["pmcid"] = match[0]
    if match := re.fullmatch(r"(PMID:? ?)?(\d{4,9})", record.first("AN")):
        is_pubmed = match[1] or re.search("pubmed|medline|nlm", record.first("DB", "DP"), re.IGNORECASE)
        draft.extra["pmid"] = match[2] if is_pubmed else ""


def _access_date(text: str) -> str:
    """Return the day on which somebody has read the work online, as biblatex writes dates; or ""."""
    (year, month, day), _unread = read_date([text])
    if year is None or year < _FIRST_YEAR_OF_THE_WEB:
        return ""
    return "-".join(f"{part:02}" for part in (year, month, day) if part)


def _set_texts(draft: Draft, record: TaggedRecord) -> None:
    """Set abstract, keywords, language and the type of work; take awards out of the notes."""
    draft.abstract = record.first("AB", "N2")
    draft.funding = [funding for text in record.texts("FU") for funding in read_funding(one_line(text))]
    draft.keywords = _keywords(record.texts("KW"))
    if draft.bibtex_type != "software":  # there it is the programming language
        draft.language = record.first("LA")
    private = [(tag, text) for tag in _PRIVATE for text in record.texts(tag) if not _starts_with_doi(text)]
    for tag, text in private:
        rest = _read_note(draft, one_line(text)) if tag == "N1" else text
        draft.left_out += [_PRIVATE[tag]] if rest else []
    work_type = one_line(record.first("M3"))
    if draft.bibtex_type == "article":
        work_type = ""  # "Review", or the words by which a database files it
    work_type = work_type or _WORK_TYPES.get(draft.type, "")
    if work_type and not _starts_with_doi(work_type) and not _PLAIN_TYPES.fullmatch(work_type):
        draft.extra["type"] = work_type
    if draft.bibtex_type == "thesis" and not work_type:
        draft.extra["type"], draft.volume = draft.volume, ""  # where EndNote has the degree
    draft.extra["shorttitle"] = record.first("ST") if record.first("TI", "T1") else ""
    if draft.extra["shorttitle"] == draft.title_parts[0]:
        draft.extra["shorttitle"] = ""


def _read_note(draft: Draft, text: str) -> str:
    """Take what our own export writes into a note out of it; return the rest, which may be private."""
    note = read_note(text)
    draft.is_in_press = draft.is_in_press or note.is_in_press
    draft.has_others = draft.has_others or note.has_more_authors
    draft.has_more_editors = draft.has_more_editors or note.has_more_editors
    draft.award = draft.award or note.award
    draft.is_selected = draft.is_selected or note.is_selected
    draft.funding += note.funding
    draft.remarks += [note.remark] if note.remark else []
    _set_fields(draft, note.fields)
    draft.links += note.links
    draft.notices += note.notices
    return note.rest


def _set_fields(draft: Draft, fields: Mapping[str, str]) -> None:
    """Set the fields that our own export writes into a note, since no tag holds them exactly."""
    for name, text in fields.items():
        if name in {"isbn", "issn"}:
            draft.serial_numbers = [*draft.serial_numbers, text]
        elif name == "publisher":
            draft.publisher = text
        else:
            draft.extra[name] = text
    if fields.get("venue") == draft.extra.get("address"):  # the place of the event alone
        draft.extra["address"] = ""


def _keywords(texts: list[str]) -> list[str]:
    """Return the keywords: one in a field, or several, separated by line breaks (EndNote) or semicolons.

    A single field may separate them by commas.
    """
    keywords = [word for text in texts for word in re.split("[\n;；]", text)]
    if len(keywords) != 1:
        return keywords
    words = keywords[0].split()
    if len(words) > 2 and all(_HAN_ONLY.fullmatch(word) for word in words[:2]):
        return words  # Wanfang
    return re.split("[,，]", keywords[0])


def _mentions_arxiv(text: str) -> bool:
    return "arxiv" in text.lower()


def _starts_with_doi(text: str) -> bool:
    """Return whether a text is a DOI, also as an address or after "DOI:"."""
    prefix = re.compile(r"\s*(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?", re.IGNORECASE)
    return DOI.match(text, prefix.match(text).end()) is not None  # type: ignore[union-attr]
