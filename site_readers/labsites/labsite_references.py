"""What teams, news, projects and grants refer to in the data files of another Labsite."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from site_readers.items import Grant, Item, News, Project, References, Result, Team

Row = dict[str, Any]

#: How the sections are called where ids of them are not in the files.
_NAMES = {"people": "People", "publications": "Papers", "projects": "Projects"}
_OF: dict[type[Item], str] = {
    Team: "of teams",
    News: "in news",
    Project: "of projects",
    Grant: "of grants",
}
UNKNOWN = "The files do not say which ones these are. Add them again."


def of_team(row: Row, people: Iterable[Row]) -> References:
    """Return the memberships of a team; its ``people`` name it."""
    rows = [
        {
            "person": person["id"],
            "start": membership["start"] or "",
            "end": membership["end"] or "",
            "is_lead": "on" if membership["lead"] else "",
        }
        for person in people
        for membership in person["teams"]
        if membership["id"] == row["id"]
    ]
    return References(rows={"memberships": rows})


def of_news(row: Row) -> References:
    return References(ids={section: row[section] for section in ("people", "publications", "projects")})


def of_project(row: Row) -> References:
    team = row["team"]
    return References(
        ids={"publications": row["publications"]},
        names={
            "team": [_names(team["name"])] if team else [],
            "topics": [_names(topic["name"]) for topic in row["topics"]],
        },
        rows={
            "members": _people(row),
            "links": list(map(_texts, row["links"])),
            "outputs": list(map(_texts, row["outputs"])),
        },
    )


def of_grant(row: Row, projects: Iterable[Row]) -> References:
    """Return what a grant refers to; its ``projects`` name it."""
    return References(
        ids={
            "publications": row["publications"],
            "projects": [project["id"] for project in projects if row["id"] in project["grants"]],
        },
        rows={"investigators": _people(row)},
    )


def _people(row: Row) -> list[dict[str, str]]:
    return [
        {
            "person": member["person"],
            "role": member["role"].get("en", ""),
            "role_zh": member["role"].get("zh-Hans", ""),
        }
        for member in row["people"]
    ]


def _names(texts: dict[str, str]) -> list[str]:
    return list(texts.values())


def _texts(row: Row) -> dict[str, str]:
    """Return the values of a row that are texts, as all of this version of the format are."""
    return {name: value for name, value in row.items() if value and isinstance(value, str)}


def leave_out_unknown(result: Result) -> None:
    """Remove the references to items that no file has, and say how many there were."""
    ids = {section: {item.key for item in getattr(result, section)} for section in _NAMES}
    unknown: Counter[tuple[str, str]] = Counter()

    def known(section: str, keys: Iterable[str], item: Item) -> Iterator[str]:
        for key in keys:
            if key in ids[section]:
                yield key
            else:
                unknown[item.file, f"{_NAMES[section]} {_OF[type(item)]}"] += 1

    for item in (*result.teams, *result.news, *result.projects, *result.grants):
        if not item.references:
            continue
        for section, keys in item.references.ids.items():
            item.references.ids[section] = list(known(section, keys, item))
        for row_set, rows in item.references.rows.items():
            item.references.rows[row_set] = [
                row for row in rows if "person" not in row or list(known("people", [row["person"]], item))
            ]
    for (file, name), number in unknown.items():
        result.report(file, 0, f"{name}: {number}", UNKNOWN)
