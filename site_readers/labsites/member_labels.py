"""Details in the label of a lab member besides the role: start, end, and the place afterwards."""

import re

from site_readers import dates
from site_readers.items import Person, Result
from site_readers.labsites.fields import Fields
from site_readers.labsites.roles import is_general, role_of, status_of
from site_readers.people import is_name

#: The year in which a Chinese student enrolled: "22级博士", "2021级本科生".
_COHORT = re.compile(r"(?<!\d)(\d\d|20\d\d)\s*级")
_BREAK = re.compile(r"(?:\s*<br\s*/?>\s*)+", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|start(?:ed|ing)?|joined|from)(?: in)?[\s:]*$|自\s*$", re.IGNORECASE)
#: The place where somebody works now: "Engineer at Lake Company".
_AT_PLACE = re.compile(r"\w\s(?:at|@)\s")
#: Where a former member went.
_NEXT = re.compile(
    r"(?:moved (?:on )?to|went (?:on )?to|next(?: stop)?\s*:|now(?: at)?\s*:|left (?:for|to join)|joined)"
    r"(?: the)?\s+(?=\S)",
    re.IGNORECASE,
)
#: "Ann Li (PhD student)", "Ann Li (Ph.D., P.Eng.)".
_IN_BRACKETS = re.compile(r"(?P<name>[^()（）]+?)\s*[(（](?P<label>[^()（）]+)[)）]$")
_DEGREES = re.compile(r"(?:(?:ph\.?d|m\.?d|m\.?sc|p\.?eng|m\.?s|b\.?sc)\.?[,\s]*)+", re.IGNORECASE)
_STUDENTS = {"phd", "master", "undergraduate"}
#: The term in which a student enrolled: "(2022 Fall)", "(2021)", "Fall 2023".
_SEASON = r"(?:fall|spring|summer|autumn|winter)"
_TERM = re.compile(
    rf"^[(（]\s*(?:{_SEASON}\s+)?20\d\d(?:\s+{_SEASON})?\s*[)）]|^\W{_SEASON}\s+20\d\d$", re.IGNORECASE
)
#: Details after the role: "Postdoc at Lake University", "Professor of Rivers".
_MORE = re.compile(r"\s(?:at|of|in|for|since|with)\s|@|[,;|/，；]|\d", re.IGNORECASE)


def read_period(person: Person, label: str, status: str) -> None:
    """Read the period in a label: "PhD student since 2021", "MSc 2018-2020, Lake Company", "PhD (2022)".

    ``status`` is what the labels say: a single year of a former member is not that of coming.
    """
    if cohort := _COHORT.search(label):
        person.start = cohort[1].zfill(4).replace("00", "20", 1)
        return
    for period, begin, _ in dates.find_periods(label):
        if period.is_period:
            person.start, person.end = period.start, period.end
            return
        is_enrolled = (
            status != "previous" and role_of(label) in _STUDENTS and _TERM.search(label[begin - 1 :])
        )
        if _SINCE.search(label[:begin]) or is_enrolled:
            person.start = period.date
            return


def split(name: str, labels: list[str]) -> tuple[str, list[str], str]:
    """Return a name without a role in brackets after it, the labels with that role, and where somebody went.

    A label such as "Moved on to Lake Company" is not a role.
    """
    if match := _IN_BRACKETS.match(name):
        if _DEGREES.fullmatch(match["label"]):
            name = match["name"]
        elif role_of(match["label"]) and not is_name(match["label"]):
            name, labels = match["name"], [match["label"], *labels]
    places = filter(None, map(next_place, labels))
    return name, [label for label in labels if not next_place(label)], "; ".join(places)


def next_place(label: str) -> str:
    """Return where a former member went, in a text such as "Moved on to Lake Company"; "" in any other."""
    match = _NEXT.match(label)
    return label[match.end() :].strip(" .") if match else ""


def take_place(person: Person) -> None:
    """Take a label such as "Engineer at Lake Company" for where a former member is now."""
    if person.status == "previous" and _AT_PLACE.search(person.role):
        person.place = "; ".join(filter(None, (person.role, person.place)))
        person.role = ""


def read_rest(fields: Fields, person: Person, labels: list[str], result: Result) -> None:
    """Take a first label that says more than a role as the place of a former member; report other ones."""
    for position, label in enumerate(_BREAK.sub(", ", text).strip(" _*") for text in labels):
        text = undated(label) if person.start or person.end else label
        is_said = role_of(label) == person.role or bool(not role_of(label) and status_of(label))
        is_known = is_general(label) or (is_said and not _MORE.search(text))
        if label and person.role not in (label, undated(label)) and not is_known:
            if position == 0 and person.status == "previous" and not person.place:
                person.place = _place_in(label)
            elif label not in person.place:
                result.report(fields.file, fields.first_line, label, f"A label of {person.name}.")


def undated(label: str) -> str:
    """Return a label such as "Graduate student, started Jan 2021" without when somebody was it."""
    for _, begin, end in reversed(dates.find_periods(label)):
        label = _SINCE.sub("", label[:begin]).strip(" ,;:([（") + label[end:].lstrip(" )]）")
    return label.strip(" ,;:") or label


def _place_in(label: str) -> str:
    """Return where a former member went, in a label such as "PhD 2018-2021, Lake Company"; else the label."""
    parts = [part.strip() for part in re.split(r"[,，;；]", label)]
    places = [part for part in parts if not re.search("supervis|advis", part, re.IGNORECASE)]
    is_role = bool(places) and bool(role_of(places[0]) or status_of(places[0]) or _COHORT.search(places[0]))
    return ", ".join(places[1:]) if is_role and len(places) > 1 else label
