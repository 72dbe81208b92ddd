"""The people of another Labsite with the rows of their profiles, and the teams, in people.json."""

from collections.abc import Iterable, Iterator
from typing import Any

from site_readers.items import Link, Person, ProfileRow, Result, Team
from site_readers.labsites import labsite_pictures, labsite_references
from site_readers.labsites.labsite_texts import field_pair

#: The lists of a person in people.json, which are sections of a profile.
_SECTIONS = ("affiliations", "education", "honors", "talks", "service", "links")
#: Keys whose values have another name in the form.
_FIELD_NAMES = {"role": "capacity", "expected": "is_expected", "highlighted": "is_highlighted"}
#: What else a person has, and why it has no place in the profile.
_WITHOUT_PLACE = {
    "email": "The email address is that of the account.",
    "other_names": "Add other names in the profile.",
    "destination": "The lab enters where former members went.",
    "teams": "The lab adds members to teams.",
    "projects": "The lab adds people to projects.",
}

Row = dict[str, Any]


def read_person(row: Row, file: str, result: Result) -> None:
    native = row["native_name"]["text"] if row["native_name"] else ""
    periods = row["periods"] or [{"start": None, "end": None}]
    names = [row["name"], *filter(None, [native]), *row["other_names"]]
    result.people.append(
        Person(
            file=file,
            raw=row["name"],
            name=row["name"],
            native_name=native,
            role=row["role"],
            status="previous" if row["status"] == "former" else "current",
            start=periods[0]["start"] or "",
            end=periods[-1]["end"] or "",
            email=row["email"] or "",
            links=[Link(kind=link["kind"], url=link["url"]) for link in row["links"]],
            profiles=[row["id"]],
            key=row["id"],
            image=labsite_pictures.address_of(row["photo"]),
        )
    )
    for section, raw, details, why, shared_with in _profile_rows(row):
        result.profile_rows.append(
            ProfileRow(
                file=file,
                raw=raw,
                names=names,
                profiles=[row["id"]],
                section=section,
                details=details,
                why=why,
                shared_with=shared_with,
            )
        )


def read_team(people: Iterable[Row], row: Row, file: str, result: Result) -> None:
    details = field_pair("name", row["name"])
    details |= field_pair("description", row["text"]) | field_pair("call", row["call"])
    references = labsite_references.of_team(row, people)
    names = {person["id"]: person["name"] for person in people}
    members = dict.fromkeys(names[membership["person"]] for membership in references.rows["memberships"])
    result.teams.append(
        Team(
            file=file,
            raw=f"{details['name']}: {', '.join(members)}",
            name=details["name"],
            details=details,
            key=row["id"],
            references=references,
        )
    )


def _profile_rows(row: Row) -> Iterator[tuple[str, str, dict[str, str], str, list[str]]]:
    """Yield section, text, values, the reason if it has no section, and the keys of those who share it."""
    for section in ("interests", "bio"):
        for field, text in field_pair(section, row[section]).items():
            yield section, text, {"text": text, "field": field}, "", []
    for section in _SECTIONS:
        for one in row[section]:
            details = _details(section, one)
            sharers = one.get("shared_with", [])
            text = ", ".join(value for value in details.values() if value != "on")
            yield section, text, details, "", sharers
            if others := ", ".join(sharers):
                yield "", others, {"text": others}, "Add those who share it.", []
    for key, why in _WITHOUT_PLACE.items():
        if row[key]:
            text = _said(row[key])
            yield "", text, {"text": text}, why, []


def _details(section: str, row: Row) -> dict[str, str]:
    """Return a row of a profile as the values of the form of its section."""
    details: dict[str, str] = {}
    for key, value in row.items():
        name = key if key == "role" and section == "service" else _FIELD_NAMES.get(key, key)
        if key == "current":
            details |= {} if value or row["end"] else {"is_past": "on"}
        elif isinstance(value, dict):
            details |= field_pair(name, value)
        elif value is True:
            details[name] = "on"
        elif isinstance(value, str) and key != "publication":
            details[name] = value
    return details


def _said(value: Any) -> str:
    """Return what a value without a place says, on one line."""
    if isinstance(value, list):
        return "; ".join(map(_said, value))
    if isinstance(value, dict):
        named = value.get("name") or value.get("project") or value.get("url") or value
        return _said(named) if named is not value else " / ".join(map(str, value.values()))
    return str(value)
