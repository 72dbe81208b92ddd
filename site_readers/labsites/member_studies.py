"""Read the studies and honors of a member of a lab, as records or in lines such as "PhD, Lake University"."""

import re

from site_readers import dates
from site_readers.front_matter import Mapping
from site_readers.items import Honor, Person, Result, Study
from site_readers.labsites import papers, samples
from site_readers.labsites.fields import Fields, as_text

#: A degree with no comma after it: "Master Lake University".
_DEGREE = r"(?:Ph\.?\s?D\.?|Doctor|Master'?s?|Bachelor'?s?|[BM]\.?\s?(?:S|A|E|Sc|Eng|Tech|Phil)\.?)"
_SCHOOL = re.compile(r"universi|institut|college|school|大学|学院", re.IGNORECASE)


def read(fields: Fields, person: Person, result: Result) -> None:
    """Read the education and the awards of a person."""
    studies, honors = len(result.education), len(result.honors)
    value = fields.value("education", "educations")
    courses = value.get("courses") if isinstance(value, dict) else value
    for course in courses if isinstance(courses, list) else []:
        _read_study(fields, course, result)
    for number in range(1, 8):
        if text := fields.text(f"education{number}"):
            _read_line(text, fields.file, fields.line(f"education{number}"), result)
    fields.skip(["number_educ"])
    for award in _list(fields.value("awards", "honors", "honours", "award")):
        _read_award(fields, award, result)
    for item in (*result.education[studies:], *result.honors[honors:]):
        item.member = person.name


def _read_line(text: str, file: str, line: int, result: Result) -> None:
    """Add the study of a line such as "PhD from Lake University" or "BSc, Lake University. 2014"."""
    raw, text = text, papers.plain(text)
    period, rest = dates.take_leading(text)
    if not period:
        period, rest = dates.take_trailing(text)
    match = re.fullmatch(r"(?P<degree>.+?)(?:,|\s+(?:from|at)\b)\s*(?P<school>.+)", rest)
    match = match or re.fullmatch(rf"(?P<degree>{_DEGREE})\s+(?P<school>[^\Wa-z].+)", rest)
    if re.match("post-?doc", rest, re.IGNORECASE) or not (match or period):
        result.report(file, line, text, "This is not an entry about education.")
        return
    degree, school = (match["degree"], match["school"]) if match else ("", rest)
    if period and match and not re.search(r"\b(?:from|at)\b", rest):
        degree, school = ("", rest) if _SCHOOL.search(match["degree"]) else (degree, school)
    school, _, advisor = school.partition(" with ")
    study = Study(degree=degree.strip(), school=school.strip(" .,;"), file=file, line=line, raw=raw)
    study.advisor = advisor.strip(" .,;")
    study.start, study.end = (period.start, period.end) if period.is_period else ("", period.start)
    result.add(study)


def _read_study(fields: Fields, course: object, result: Result) -> None:
    if not isinstance(course, Mapping):
        _read_line(as_text(course), fields.file, fields.line("education"), result)
        return
    one = Fields(course, fields.file, course.line)
    study = Study(
        degree=one.text("course", "degree", "area"),
        school=one.text("institution", "school", "university"),
        department=one.text("major", "department", "field"),
        advisor=one.text("advisor", "supervisor"),
        file=fields.file,
        line=one.first_line,
        raw=as_text(course),
    )
    year, end = (
        one.text("year", "years", "date", "date_start", "start"),
        one.text("year_end", "end", "date_end"),
    )
    if samples.is_study(study.degree, study.school, year):
        result.report(fields.file, one.first_line, study.raw, samples.WHY)
        return
    periods = dates.find_periods(year.replace("~", " - "))
    if periods:
        period = periods[0][0]
        study.start, study.end = period.start, period.end
        if end:
            study.end = dates.iso_date(end)
        elif not period.is_period and not {"year_end", "date_start", "start"} & one.values.keys():
            # A lone year is that of the degree.
            study.start, study.end = "", period.start
    elif year:
        result.report(fields.file, one.first_line, year, "This is not a year.")
    if study.degree or study.school:
        result.add(study)
    one.report_rest(result)


def _read_award(fields: Fields, award: object, result: Result) -> None:
    if isinstance(award, Mapping):
        read_award(Fields(award, fields.file, award.line), result)
        return
    period, title = dates.take_leading(as_text(award))
    if not period:
        period, title = dates.take_trailing(as_text(award))
    if title:
        honor = Honor(title=title, date=period.date, file=fields.file, line=fields.line("awards"))
        honor.raw = as_text(award)
        result.add(honor)


def read_award(fields: Fields, result: Result) -> None:
    """Add the honor of a record with a title, a date and an issuer."""
    title, date = fields.text("title", "name", "award"), fields.text("date", "year", "date_start")
    honor = Honor(title=title, date=dates.iso_date(date), file=fields.file, line=fields.first_line, raw=title)
    honor.issuer = fields.text("awarder", "issuer", "by", "organization")
    if samples.is_certificate(title, honor.issuer):
        result.report(fields.file, fields.first_line, fields.everything(), samples.WHY)
        return
    if title:
        result.add(honor)
    fields.report_rest(result)


def _list(value: object) -> list[object]:
    if isinstance(value, list):
        return [one for one in value if one not in (None, "", {})]
    return [value] if value else []
