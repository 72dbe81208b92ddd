"""The data files of another Labsite: people.json, publications.json, news.json and projects.json.

Without a person, they are the site of a lab: people, teams, publications, news, projects and grants. `about`
keeps what belongs to one person, whose profile then comes in with every row.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Any

from site_readers.files import Source, extension_of
from site_readers.items import Grant, Link, News, Project, Publication, Result
from site_readers.labsites import labsite_pictures, labsite_references
from site_readers.labsites.labsite_people import read_person, read_team
from site_readers.labsites.labsite_texts import field_pair

_HEAD = re.compile(r'"\$schema":\s*"[^"]*/data/(people|publications|news|projects|openings)\.schema\.json"')
#: The name of this kind of source.
KIND = "labsite"
#: The version of the format that is read. Later files of it only have more keys.
VERSION = 1
#: What is counted for a lab, and named with the profile of a person.
_COUNTED = (labsite_pictures.MISSING, labsite_references.UNKNOWN)
#: The keys of a publication that are called the same in an entry of a bibliography.
_DETAILS = "kind language translated_title volume number pages article_number publisher doi abstract".split()
_DETAILS += ["award", "note"]

Row = dict[str, Any]


def matches(source: Source) -> bool:
    """Return whether a source has a data file of a Labsite."""
    return any(_kind_of(name, text) for name, text in source.files.items())


def read(source: Source, result: Result) -> None:
    """Add the content of the data files, and report the other files."""
    others = 0
    for name, text in source.files.items():
        kind = _kind_of(name, text)
        data = _loaded(text) if kind else None
        if data is None:
            others += 1
        elif kind in _READERS:
            _read_rows(kind, data, name, result)
        else:
            result.report(name, 0, name, "Openings have dates of their own. Add them anew.")
    labsite_references.leave_out_unknown(result)
    labsite_pictures.find_files(source, result)
    if others:
        result.report("", 0, f"Further files: {others}", "Of a Labsite, only the data files are read.")


def _read_rows(kind: str, data: Row, file: str, result: Result) -> None:
    rows = data.get(kind, [])
    for row in rows:
        _read_row(_READERS[kind], row, file, result)
    if kind in _READERS_OF_SECOND_LISTS:
        name, reader = _READERS_OF_SECOND_LISTS[kind]
        for row in data.get(name, []):
            _read_row(partial(reader, rows), row, file, result)


def _read_row(reader: Callable[[Row, str, Result], None], row: Row, file: str, result: Result) -> None:
    """Add a row; report one of another form."""
    try:
        reader(row, file, result)
    except (AttributeError, KeyError, TypeError, ValueError):
        result.report(file, 0, str(row)[:200], "This is not in the format of a Labsite.")


def about(result: Result, names: Collection[str]) -> None:
    """Keep what belongs to the person with one of these names, and say that there was more."""
    keys = {_plain(name) for name in names}
    ids = {key for row in result.profile_rows if keys & set(map(_plain, row.names)) for key in row.profiles}
    ids |= {one.key for one in result.people if keys & {_plain(one.name), _plain(one.native_name)}}
    result.photo = next((one.image for one in result.people if one.image and one.key in ids), "")
    number = len(result.people)
    result.people = []
    result.teams = []
    result.projects = []
    result.grants = []
    result.not_understood = [rest for rest in result.not_understood if rest.why not in _COUNTED]
    result.profile_rows = [row for row in result.profile_rows if ids & set(row.profiles)]
    result.publications = [
        paper
        for paper in result.publications
        if ids & set(paper.profiles) or keys & set(map(_plain, paper.authors))
    ]
    result.news = [item for item in result.news if ids & set(item.profiles)]
    if number and not ids:
        result.report("", 0, f"Profiles of others: {number}", "None of them has your name.")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _kind_of(name: str, text: str) -> str:
    match = _HEAD.search(text[:500]) if extension_of(name) == "json" else None
    return match[1] if match else ""


def _loaded(text: str) -> Row | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and data.get("version") == VERSION else None


# ---- publications, news, projects ---------------------------------------------------------------


def _read_publication(row: Row, file: str, result: Result) -> None:
    venue = row["venue"] or {}
    year, month, day = ((row["date"] or "") + "--").split("-")[:3]
    authors = row["authors"]
    details = {"day": day, "venue_short": venue.get("abbreviation"), **_details_of_publication(row)}
    result.publications.append(
        Publication(
            file=file,
            raw=row["title"],
            title=row["title"],
            authors=[author["name"] for author in authors],
            equal_contribution=[index for index, author in enumerate(authors) if author["equal"]],
            corresponding=[index for index, author in enumerate(authors) if author["corresponding"]],
            year=year or str(row["year"] or ""),
            month=month,
            venue=venue.get("name", ""),
            rank=venue.get("rank") or "",
            links=[
                Link(kind=link["kind"], url=link["url"], label=link["label"] or "") for link in row["links"]
            ],
            profiles=[author["person"] for author in authors if author["person"]],
            details={key: value for key, value in details.items() if value},
            key=row["id"],
            image=labsite_pictures.address_of(row["picture"]),
        )
    )


def _details_of_publication(row: Row) -> Row:
    """Return the values of an entry of a bibliography that are alike in the data file."""
    topics = [field_pair("name", topic["name"]) for topic in row["topics"]]
    ticked = {"is_in_press": "in_press", "has_others": "more_authors", "has_more_editors": "more_editors"}
    return {
        "arxiv_id": row["arxiv"],
        "editors": "\n".join(editor["name"] for editor in row["editors"]),
        "keywords": "\n".join(topic.get("name", "") for topic in topics),
        "keywords_in_chinese": "\n".join(topic.get("name_zh", "") for topic in topics),
        **{field: "on" if row[key] else "" for field, key in ticked.items()},
        **{name: row[name] for name in _DETAILS},
    }


def _read_news(row: Row, file: str, result: Result) -> None:
    texts = field_pair("title", row["title"]) | field_pair("body", row["text"])
    text = "\n\n".join(texts.values())
    alt = field_pair("picture_alt", labsite_pictures.alternative_texts(row["picture"]))
    details = {"date": row["date"], "kind": row["kind"], **texts, **alt}
    result.news.append(
        News(
            file=file,
            raw=text,
            date=row["date"],
            text=text,
            profiles=row["people"],
            details=details,
            references=labsite_references.of_news(row),
            image=labsite_pictures.address_of(row["picture"]),
        )
    )


def _read_project(row: Row, file: str, result: Result) -> None:
    texts = field_pair("title", row["title"]) | field_pair("summary", row["summary"])
    texts |= field_pair("body", row["text"])
    dates = {key: row[key] for key in ("start", "end") if row[key]}
    alt = field_pair("picture_alt", labsite_pictures.alternative_texts(row["picture"]))
    title = next(iter(texts.values()), "")
    result.projects.append(
        Project(
            file=file,
            raw=title,
            title=title,
            text=texts.get("body", ""),
            details=texts | dates | alt,
            key=row["id"],
            references=labsite_references.of_project(row),
            image=labsite_pictures.address_of(row["picture"]),
        )
    )


def _read_grant(projects: Iterable[Row], row: Row, file: str, result: Result) -> None:
    texts = field_pair("funder", row["funder"]) | field_pair("title", row["title"])
    values = {key: row[key] for key in ("ror", "number", "start", "end") if row[key]}
    if amount := row["amount"]:
        values |= {"amount": amount["value"], "currency": amount["currency"], "shows_amount": "on"}
    result.grants.append(
        Grant(
            file=file,
            raw=f"{texts['funder']} {row['number']}",
            funder=texts["funder"],
            number=row["number"],
            details=texts | values,
            key=row["id"],
            references=labsite_references.of_grant(row, projects),
        )
    )


_READERS: dict[str, Callable[[Row, str, Result], None]] = {
    "people": read_person,
    "publications": _read_publication,
    "news": _read_news,
    "projects": _read_project,
}
#: The second list of a file: its name, and its reader, which also gets the rows of the first one.
_READERS_OF_SECOND_LISTS: dict[str, tuple[str, Callable[[Iterable[Row], Row, str, Result], None]]] = {
    "people": ("teams", read_team),
    "projects": ("grants", _read_grant),
}
