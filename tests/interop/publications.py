"""The publications that are exported, and the values that a program should read from them."""

import re
import tomllib
from pathlib import Path
from typing import Any

from publications.citing import Author, Reference

FOLDER = Path(__file__).parent
URL = "https://lab.example/publications/{}/"

#: What `publications.toml` has for a publication, by field.
Facts = dict[str, Any]
#: What a program reads of a publication, by field.
Values = dict[str, str]

#: Fields of BibTeX for which a Reference has no attribute.
_EXTRA_FIELDS = frozenset(
    ("address", "chapter", "edition", "eventtitle", "holder", "pagetotal", "series", "type", "version")
)
_PUBLISHED_BY_VENUE = frozenset(("thesis", "report", "preprint", "software", "dataset", "patent"))
#: Types of work that are kinds in most formats.
KIND_OF_WORK_TYPE = {"Newspaper article": "newspaper", "Map": "map"}
_SIMPLE_FIELDS = (
    "volume",
    "publisher",
    "doi",
    "isbn",
    "issn",
    "edition",
    "version",
    "series",
    "abstract",
    "article_number",
)


def load() -> dict[str, Facts]:
    """Return the publications by citation key."""
    publications = tomllib.loads((FOLDER / "publications.toml").read_text())
    for facts in publications.values():
        facts.setdefault("year", 2025)
        facts.setdefault("language", "en")
    return publications


def reference(key: str, facts: Facts) -> Reference:
    """Return the reference that is exported."""
    values = {name: value for name, value in facts.items() if name not in _EXTRA_FIELDS}
    people = {
        role: tuple(Author(_printed(name), citation_name=name) for name in values.pop(role, ()))
        for role in ("authors", "editors")
    }
    values.pop("capitals", None)
    values["keywords"] = tuple(values.get("keywords", ()))
    values["links"] = tuple(map(tuple, values.get("links", ())))
    values["year"] = values["year"] or None
    extra = {name: facts[name] for name in sorted(_EXTRA_FIELDS & facts.keys())}
    return Reference(key=key, url=URL.format(key), extra=extra, **people, **values)


def meaning(key: str, facts: Facts) -> Values:
    """Return the values that a program should read; it should read nothing in the other fields."""
    kind, number = facts["kind"], facts.get("number", "")
    venue, publisher = facts.get("venue", ""), facts.get("publisher", "")
    values = {name: facts.get(name, "") for name in _SIMPLE_FIELDS}
    values |= {
        "kind": {"workshop": "conference"}.get(kind, kind),
        "title": facts["title"].replace("$O(n \\log n)$", "O(n log n)").replace("$k$", "k"),
        "capitals": " ".join(facts.get("capitals", ())),
        "authors": "; ".join(map(_inverted, facts.get("authors", ()))),
        "editors": "; ".join(map(_inverted, facts.get("editors", ()))),
        "year": str(facts["year"] or ""),
        "month": str(facts.get("month", "")),
        "day": str(facts.get("day", "")),
        "pages": (facts.get("pages", "") or facts.get("pagetotal", "")).replace("–", "-"),
        "place": facts.get("address", ""),
        "url": URL.format(key),
        "keywords": "; ".join(facts.get("keywords", ())),
        "language": facts["language"],
        "status": "in press" if facts.get("is_in_press") else "",
        "note": ". ".join(filter(None, (facts.get("award"), facts.get("note")))),
        "work_type": facts.get("type", ""),
    }
    if kind in _PUBLISHED_BY_VENUE:
        values["publisher"] = facts.get("holder", "") or publisher or venue
    else:
        values["series" if kind == "book" else "venue"] = venue
    if kind == "preprint":
        arxiv_id = facts.get("arxiv_id", "")
        values |= {"work_type": "Preprint", "number": f"arXiv:{arxiv_id}" if arxiv_id else ""}
    elif kind in {"book", "chapter", "conference", "workshop"}:
        values["series_number"] = number
    else:
        values["issue" if kind == "journal" else "number"] = number
    if values["work_type"] in KIND_OF_WORK_TYPE:
        values |= {"kind": KIND_OF_WORK_TYPE[values["work_type"]], "work_type": ""}
    if kind == "thesis" and not values["work_type"]:
        values["work_type"] = "PhD thesis"
    return {name: value for name, value in values.items() if value}


def _printed(name: str) -> str:
    """Return the printed form of a name in BibTeX's form."""
    family, given, *suffixes = _parts(name)
    return family + given if _is_chinese(name) else " ".join(filter(None, (given, family, *suffixes)))


def _inverted(name: str) -> str:
    """Return "Family, Given, Suffix", or the whole name of an organization or a Chinese person."""
    family, given, *suffixes = _parts(name)
    return family + given if _is_chinese(name) else ", ".join(filter(None, (family, given, *suffixes)))


def _parts(name: str) -> list[str]:
    """Return family name with particle, given name and suffix; an organization has only the first."""
    if re.fullmatch(r"\{[^}]*\}", name):
        return [name[1:-1], ""]
    family, *suffixes, given = re.sub("[{}]", "", name).split(", ")
    return [family, given, *suffixes]


def _is_chinese(name: str) -> bool:
    return bool(re.match(r"[\u4e00-\u9fff]", name))
