"""What the label of a member of a lab says besides the role: since when, until when, and where afterwards."""

import re

from labsite.importing import dates
from labsite.importing.items import Person, Result
from labsite.importing.labsites.fields import Fields
from labsite.importing.labsites.roles import is_general, role_of, status_of

#: The year in which a Chinese student enrolled: "22级博士", "2021级本科生".
_COHORT = re.compile(r"(?<!\d)(\d\d|20\d\d)\s*级")
_BREAK = re.compile(r"(?:\s*<br\s*/?>\s*)+", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|start(?:ed|ing)?|joined|from)(?: in)?[\s:]*$|自\s*$", re.IGNORECASE)
#: Where somebody works now: "Engineer at Lake Company".
_AT_PLACE = re.compile(r"\w\s(?:at|@)\s")
_STUDENTS = {"phd", "master", "undergraduate"}
#: The term in which a student enrolled: "(2022 Fall)", "(2021)", "Fall 2023".
_SEASON = r"(?:fall|spring|summer|autumn|winter)"
_TERM = re.compile(
    rf"^[(（]\s*(?:{_SEASON}\s+)?20\d\d(?:\s+{_SEASON})?\s*[)）]|^\W{_SEASON}\s+20\d\d$", re.IGNORECASE
)
#: What a label says besides the role: "Postdoc at Lake University", "Professor of Rivers".
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


def take_place(person: Person) -> None:
    """Take a label such as "Engineer at Lake Company" for where a former member is now."""
    if person.status == "previous" and _AT_PLACE.search(person.role):
        person.place = "; ".join(filter(None, (person.role, person.place)))
        person.role = ""


def read_rest(fields: Fields, person: Person, labels: list[str], result: Result) -> None:
    """Take a first label that says more than a role as the place of a former member; name other ones."""
    for position, label in enumerate(_BREAK.sub(", ", text).strip(" _*") for text in labels):
        text = undated(label) if person.start or person.end else label
        is_known = is_general(label) or (bool(role_of(label) or status_of(label)) and not _MORE.search(text))
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
