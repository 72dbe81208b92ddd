"""What a program has read, in the fields that `publications.meaning` has."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from publications.bibtex import Entry

from .publications import KIND_OF_WORK_TYPE, Values

_KIND_OF_CSL_TYPE = {
    "paper-conference": "conference",
    "article-journal": "journal",
    "article-newspaper": "newspaper",
    "article": "preprint",
    "manuscript": "preprint",
    "document": "other",
}
_CSL_VARIABLES = {
    "title": "title",
    "container-title": "venue",
    "collection-title": "series",
    "collection-number": "series_number",
    "volume": "volume",
    "issue": "issue",
    "publisher": "publisher",
    "publisher-place": "place",
    "edition": "edition",
    "version": "version",
    "genre": "work_type",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "URL": "url",
    "language": "language",
    "status": "status",
    "abstract": "abstract",
}
_KIND_OF_ENTRY_TYPE = {
    "inproceedings": "conference",
    "article": "journal",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "incollection": "chapter",
    "techreport": "report",
}
_LANGUAGES = {"chinese": "zh-Hans", "zh": "zh-Hans", "german": "de", "de-DE": "de", "": "en"}
_BIBTEX_FIELDS = (
    "title",
    "year",
    "day",
    "volume",
    "doi",
    "isbn",
    "issn",
    "url",
    "edition",
    "version",
    "abstract",
)
_KIND_OF_RIS_TYPE = {
    "CONF": "conference",
    "JOUR": "journal",
    "NEWS": "newspaper",
    "MANSCPT": "preprint",
    "THES": "thesis",
    "BOOK": "book",
    "CHAP": "chapter",
    "RPRT": "report",
    "COMP": "software",
    "DATA": "dataset",
    "PAT": "patent",
    "MAP": "map",
    "GEN": "other",
}
#: What rispy calls the tags that we write, for all kinds and by kind.
_RIS_NAMES = {
    "title": "title",
    "volume": "volume",
    "publisher": "publisher",
    "doi": "doi",
    "language": "language",
    "abstract": "abstract",
    "place": "place_published",
    "note": "notes",
    "work_type": "type_of_work",
    "article_number": "custom7",
    "url": "urls",
}
_RIS_NAMES_BY_KIND = {
    "conference": {"venue": "custom3", "series": "tertiary_title", "series_number": "number", "isbn": "issn"},
    "journal": {"venue": "secondary_title", "issue": "number", "issn": "issn"},
    "preprint": {"number": "note"},
    "thesis": {"number": "note", "isbn": "issn"},
    "book": {"series": "secondary_title", "series_number": "note", "isbn": "issn"},
    "chapter": {"venue": "secondary_title", "series": "tertiary_title", "isbn": "issn"},
    "report": {"number": "issn", "series": "secondary_title"},
    "patent": {"number": "issn"},
    "dataset": {"number": "number_of_volumes"},
    "newspaper": {"venue": "secondary_title"},
    "other": {"venue": "secondary_title"},
}


def from_csl(item: Mapping[str, Any]) -> Values:
    """Return the values of a CSL-JSON item."""
    kind = _KIND_OF_CSL_TYPE.get(item["type"], item["type"])
    values = {field: _text(item.get(name)) for name, field in _CSL_VARIABLES.items()}
    values |= {
        "kind": kind,
        "authors": _joined(map(_csl_name, item.get("author", ()))),
        "editors": _joined(map(_csl_name, item.get("editor", ()))),
        "pages": _text(item.get("page")) or _text(item.get("number-of-pages")),
        "keywords": _joined(re.split(r"\s*[,;]\s*", _text(item.get("keyword")))),
        "article_number" if kind in {"journal", "conference"} else "number": _text(item.get("number")),
    }
    values["note"], arxiv_id = _split_arxiv(_text(item.get("note")))
    if kind == "preprint":
        values["number"] = values["number"] or arxiv_id
    parts = (item.get("issued", {}).get("date-parts") or [[]])[0]
    values |= dict(zip(("year", "month", "day"), map(str, parts), strict=False))
    return _cleaned(values)


def from_bibtex(entry_type: str, fields: Mapping[str, str], people: Mapping[str, Iterable[str]]) -> Values:
    """Return the values of a BibTeX entry whose fields are plain text; `people` has names by field."""

    def get(*names: str) -> str:
        return next(filter(None, (fields.get(name, "") for name in names)), "")

    is_preprint = "eprint" in fields or get("entrysubtype") == "preprint" or "Rxiv" in get("howpublished")
    kind = _KIND_OF_ENTRY_TYPE.get(entry_type, entry_type)
    kind = {"misc": "preprint" if is_preprint else "other"}.get(kind, kind)
    values = {name: get(name) for name in (*_BIBTEX_FIELDS, "series", "note")}
    values |= {
        "kind": kind,
        "authors": _joined(people.get("author", ())),
        "editors": _joined(people.get("editor", ())),
        "year": get("year").replace("in press", ""),  # stands there so that styles print it; see pubstate
        "month": _month(get("month")),
        "venue": get("booktitle", "journal") or (get("howpublished") if kind == "other" else ""),
        "publisher": get("holder", "publisher", "school", "institution")
        or (get("howpublished") if kind != "other" else ""),
        "place": get("address"),
        "pages": get("pages", "pagetotal"),
        "article_number": get("eid"),
        "work_type": get("type") or ("PhD thesis" if entry_type == "phdthesis" else ""),
        "language": get("langid"),
        "status": {"inpress": "in press"}.get(get("pubstate"), get("pubstate")),
        "keywords": _joined(re.split(r"\s*,\s*", get("keywords"))),
    }
    if kind == "preprint":
        values |= {"work_type": "Preprint", "number": f"arXiv:{get('eprint')}" if get("eprint") else ""}
    else:
        values[_number_field(kind)] = get("number")
    values["title"] = _without_maths(values["title"])
    return _cleaned(values)


def from_entry(entry: Entry) -> Values:
    """Return the values of a BibTeX file that a program has written, as our own reader reads it."""
    is_published_by_venue = entry.kind in {"thesis", "report", "preprint", "software", "dataset"}
    values = {
        name: getattr(entry, name) for name in ("title", "volume", "doi", "isbn", "issn", "abstract", "note")
    }
    values |= {name: entry.extra.get(name, "") for name in ("edition", "version", "series")}
    values |= {name: str(getattr(entry, name) or "") for name in ("year", "month", "day")}
    values |= {
        "kind": {"workshop": "conference"}.get(entry.kind, entry.kind),
        "authors": _joined(_entry_name(person) for person in entry.authors),
        "editors": _joined(_entry_name(person) for person in entry.editors),
        "venue": "" if is_published_by_venue else entry.venue,
        "publisher": entry.extra.get("holder", "")
        or entry.publisher
        or (entry.venue * is_published_by_venue),
        "place": entry.extra.get("location", "") or entry.extra.get("address", ""),
        "pages": entry.pages or entry.extra.get("pagetotal", ""),
        "article_number": entry.article_number,
        "work_type": entry.extra.get("type", ""),
        "language": entry.language,
        "url": entry.url,
        "status": "in press" if entry.is_in_press else "",
        "keywords": _joined(entry.keywords),
        "note": ". ".join(filter(None, (entry.award, entry.note))),
        _number_field(entry.kind): entry.number,
    }
    if entry.kind == "preprint":
        values |= {"work_type": "Preprint", "number": f"arXiv:{entry.arxiv_id}" if entry.arxiv_id else ""}
    if entry.kind == "book":
        values |= {"series": entry.venue, "venue": ""}
    values["title"] = _without_maths(values["title"])
    return _cleaned(values)


def from_ris(record: Mapping[str, Any]) -> Values:
    """Return the values of a record that rispy has read."""
    kind = _KIND_OF_RIS_TYPE[record["type_of_reference"]]
    names = _RIS_NAMES | _RIS_NAMES_BY_KIND.get(kind, {})
    values = {field: _text(record.get(name)) for field, name in names.items()}
    year, month, day, *_ = (*(part.lstrip("0") for part in _text(record.get("date")).split("/")), "", "", "")
    # The comma after an organization keeps it whole in other programs.
    authors = [name.removesuffix(",") for name in record.get("authors", ())]
    values |= {
        "kind": kind,
        "authors": _joined(authors),
        "editors": _joined(record.get("tertiary_authors" if kind == "book" else "secondary_authors", ())),
        "year": year,
        "month": month,
        "day": day,
        "pages": "-".join(filter(None, map(_text, (record.get("start_page"), record.get("end_page"))))),
        "keywords": _joined(record.get("keywords", ())),
        "version" if kind in {"software", "dataset"} else "edition": _text(record.get("edition")),
    }
    if kind == "chapter":
        values["series_number"] = _text(record.get("unknown_tag", {}).get("SV"))
    return _cleaned(values)


def _split_arxiv(note: str) -> tuple[str, str]:
    """Return the remarks and the arXiv ID of a note, where Zotero keeps the ID on a line of its own."""
    lines = [line.strip() for line in note.split("\n")]
    remarks = [line for line in lines if line and not line.startswith("arXiv:")]
    return ". ".join(remarks), next((line for line in lines if line.startswith("arXiv:")), "")


def _number_field(kind: str) -> str:
    if kind == "journal":
        return "issue"
    return "series_number" if kind in {"conference", "workshop", "chapter", "book"} else "number"


def _csl_name(name: Mapping[str, str]) -> str:
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    return name.get("literal") or _name(
        f"{particle} {name.get('family', '')}", name.get("given", ""), name.get("suffix", "")
    )


def _entry_name(person: Any) -> str:
    return _name(person.family, person.given, person.suffix)


def _name(family: str, given: str, suffix: str) -> str:
    if re.match(r"\s*[\u4e00-\u9fff]", family):
        return family.strip() + given
    return ", ".join(filter(None, (family.strip(), given, suffix)))


def _month(text: str) -> str:
    months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    return str(months.index(text[:3].lower()) + 1) if text[:3].lower() in months else text


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " | ".join(map(_text, value))
    return "" if value is None else str(value)


def _without_maths(title: str) -> str:
    return re.sub(r"\$|\\(?=log )", "", title)


def _cleaned(values: Values) -> Values:
    """Return the values on one line, with one kind of dash and apostrophe, and without empty ones."""
    values = {name: " ".join(value.split()) for name, value in values.items()}
    values["pages"] = re.sub(r",\s*", ", ", re.sub(r"\s*[–—-]+\s*", "-", values.get("pages", "")))
    values["work_type"] = values.get("work_type", "").replace("’", "'")
    values["language"] = _LANGUAGES.get(values.get("language", ""), values.get("language", ""))
    # RIS has no tag for the status, for lists that go on, for a note that is public and for kinds of links.
    if (note := values.get("note", "")).startswith("In press"):
        values |= {"status": "in press", "note": note.removeprefix("In press").removeprefix(". ")}
    note = values.get("note", "").removeprefix("More authors than listed").removeprefix(". ")
    note = re.sub(r"(?:^|\. )(?:Selected publication|Funding: .*?)(?=\. |\.?$)", "", note).removeprefix(". ")
    values["note"] = re.sub(r"(?:^|\. )Link \(\w+\): \S+", "", note.replace("Public note: ", ""))
    if kind := KIND_OF_WORK_TYPE.get(values["work_type"]):
        values |= {"kind": kind, "work_type": ""}
    return {name: value for name, value in values.items() if value}
