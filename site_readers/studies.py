"""Read studies, each with degree, department, school and advisor, from lines of text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from site_readers import dates
from site_readers.blocks import Block, Line, Run, squeezed
from site_readers.entries import take_date, without_labels
from site_readers.items import Study
from site_readers.text_parts import links_of, split_outside, without_decoration

_SCHOOL = re.compile(
    r"univer[is]+t|univ\.|\binstitut(?!e of (?:computing|automation|software))|polytechni"
    r"|\bcollege\b|école|\bens\b|\bmit\b|\beth\b|\bepfl\b|academy of|high school|middle school"
    r"|lyc[ée]e|gymnasium|hochschule|universi(?:dad|t[àéäa])|politecn|\bkaist\b|\bcmu\b|\bucla\b|\bhkust\b|\bustc\b|\bnus\b|\bntu\b|\bcaltech\b|大学|中学|科学院|研究院(?!.*大学)",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(
    r"\b(?:school|department|dept\.?|faculty|division|institute|laboratory|lab|center|centre|group"
    r"|honou?rs college|college) (?:of|for|in)\b|^(?:[\w ]+ )?(?:school|department"
    r"|honou?rs college)\b(?!.*universit)"
    r"|学院|系$|研究所|实验室|学部",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"habilitation|\bengineer(?:['’]s|ing)? degree|\blicen[cs]e\b"
    r"|ph\.?\s?d|d\.?\s?phil|doctor|m\.?res\b|m\.?\s?phil|\bmaster|\bm\.?\s?sc?\b|\bm\.?\s?eng\b|\bm\.?a\b\.?|\bmba\b|\bbachelor|\bb\.?\s?sc?\b|\bb\.?\s?eng?\b|\bb\.?a\b\.?|\bb\.?tech|\b[bm]\.e\b"
    r"|undergraduate|graduate student|postgraduate|visiting|exchange|diploma|minor|major in|postdoc"
    r"|博士(?!后)|硕士|本科|学士|研究生|交换|访问|直博",
    re.IGNORECASE,
)
_UNIVERSITY = re.compile("universit|大学|institute of (?:science|technology)", re.IGNORECASE)
#: Texts that replace a degree before the name of a school.
_SCHOOL_DEGREE = re.compile(r"(?:senior |junior )?(?:high|middle|secondary) school|高中|初中", re.IGNORECASE)
#: The beginnings of entries about work among the studies.
_WORK = re.compile(
    r"(?:RA|TA|(?:senior |junior |visiting )?(?:research (?:assistant|associate|intern|fellow|scientist"
    r"|engineer)|researcher|intern|engineer|lecturer|scientist|post-?doc\w*"
    r"|(?:assistant |associate |full )?professor))\b",
    re.IGNORECASE,
)
#: Positions among the studies, after school and dates.
_POSITION = re.compile(
    r"\b(?:assistant|associate|full) professor\b|\blecturer\b|\bfaculty member\b"
    r"|教授(?!课题组|团队|指导)|研究员|讲师|工程师|助理|博士后",
    re.IGNORECASE,
)
#: Separators of degree, department and school: "Ph.D. at the University …", "B.E. with Maps College".
_BETWEEN_PARTS = re.compile(
    r"(?<=[a-z)*])\.\s+(?=[A-ZÉ])|\s+[-–—@]\s+|(?<!\w)at\s+(?=[A-Z])"
    r"|(?<!\w)with\s+(?=(?:the )?(?:[A-Z]\w+ )?(?:School|Department|Faculty|Institute|College)\b)"
)
#: Texts after a degree that are not its subject.
_NO_SUBJECT = re.compile(
    r"\d|\b(?:gpa|thesis|advis|supervis|honou?rs?|award|laude|rank|with|top|minor)\b", re.I
)
_LINKED_ADVISOR = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,3})\s*(?:教授|研究员|院士|老师)")
_CHINESE_ADVISOR = re.compile(rf"(?:院长|副院长|主任|系主任)?{_LINKED_ADVISOR.pattern}(?:课题组|团队)?")
#: The dates of a study stand in the first lines of its card.
_MAX_CARD = 4
#: A city or country after the name of a school.
_DATE_LABEL = re.compile(
    r"(?:end|ended|graduat(?:ed|ion)|completed|year|period|dates?|duration|time|时间|毕业(?:时间)?)\s*[:：]\s*",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?|USA|UK|中国|[\u4e00-\u9fff]{2,3}")
_ADVISOR = re.compile(
    r"(?:[,，;；.(（]\s*)?(?:(?:co-?)?(?:advis(?:ed|or|er)s?|supervis(?:ed|or)s?|mentor(?:ed"
    r"|s)?)\s*(?:by|is|are)?\s*[:：]?|under (?:the )?(?:supervision|guidance) of|导师(?:为|是)?\s*[:：]?"
    r"|师从)\s*"
    r"(?P<names>[^,，;；()（）]+(?:(?:,|\s(?:and|&))\s*(?:Prof|Dr)\b[^,，;；()（）]+)*)",
    re.IGNORECASE,
)


def read_study(block: Block) -> Study | None:
    """Return a degree: period, degree, department, school and advisor."""
    nested = [line for child in block.children for inner in child.walk() for line in inner.lines]
    lines = Block(block.kind, block.file, block.line, _separated([*block.lines, *nested]))
    text = without_decoration(without_labels(lines))
    period, rest = _take_period(lines, text)
    rest = _with_schools_apart(block, rest)
    advisor, rest = _take_advisor(rest)
    study = Study(advisor=advisor or _linked_advisor(block), links=links_of(block))
    _set_dates(study, period)
    if degree := _degree_before_school(rest):
        study.degree, rest = degree, rest.partition(". ")[2]
    _set_parts(study, list(_study_parts(rest)), has_period=bool(period))
    if not study.degree and (_WORK.match(without_decoration(rest)) or _POSITION.search(rest)):
        return None
    if re.match(r"post-?\s?doc", study.degree, re.IGNORECASE):
        return None  # a position
    return study if study.school and (study.degree or period or study.department) else None


def _take_period(lines: Block, text: str) -> tuple[dates.Period, str]:
    """Return when somebody studied, and the text without it."""
    period, rest = _take_dated_line(lines, text)
    several = [period for period in dates.find_periods(text) if period[0].is_period]
    if len(several) > 1 and several[0][1] > 3 and rest == take_date(text)[1]:
        period, begin, end = several[0]  # the others are those of parts, such as a stay abroad
        rest = squeezed(text[:begin].rstrip(" (（[,，•·") + ", " + text[end:].lstrip(" )）],，"))
    elif len(several) == 1 and period and not period.is_period and not period.more:
        period, begin, end = several[0]  # the year alone is that of something else, such as a prize
        rest = squeezed(text[:begin].rstrip(" (（[,，•·") + ", " + text[end:].lstrip(" )）],，"))
    if not period:
        for inside, begin, end in dates.find_periods(rest)[:1]:
            period, rest = (
                inside,
                squeezed(rest[:begin].rstrip(" (（[,") + ", " + rest[end:].lstrip(" )）],，")),
            )
    return period, rest


def _with_schools_apart(block: Block, rest: str) -> str:
    """Put commas around the name of a school that only its style separates from other words."""
    for run in block.runs:
        styled = run.bold or run.italic or run.href or "span" in run.classes
        if styled and _SCHOOL.search(run.text) and (name := squeezed(run.text)) in rest:
            rest = rest.replace(name, f", {name}, ", 1)
    return rest


def _take_advisor(rest: str) -> tuple[str, str]:
    """Return the advisor whom a text names as one, and the text without."""
    match = _ADVISOR.search(rest)
    if not match:
        return "", rest
    return _person_in(match), rest[: match.start()] + rest[match.start("names") + len(_sentence(match)) :]


def _set_dates(study: Study, period: dates.Period) -> None:
    """Set start and end; a single date is that of the degree."""
    study.start, study.end = period.start, period.end
    if not period.is_period and period.more:
        study.end = period.more[-1]
    elif not period.is_period and period.start:
        study.start, study.end = "", period.start


def _degree_before_school(rest: str) -> str:
    """Return the first sentence of a text if it is a degree, and the school is in the next one."""
    first, dot, behind = rest.partition(". ")
    is_degree = dot and len(first) > 12 and _DEGREE.search(first) and not _SCHOOL.search(first)
    return first if is_degree and _SCHOOL.search(behind) else ""


def _set_parts(study: Study, parts: list[str], has_period: bool) -> None:
    """Set degree, school, department and advisor from the parts of the text between commas."""
    other: list[str] = []
    previous, before = "", 0  # how many parts without a place stand before the degree
    for index, part in enumerate(parts):
        clean = part.strip(" .。)）(（")
        clean += ")" if clean.count("(") > clean.count(")") else ""
        if re.fullmatch(r"(?:[A-Z][a-z]*\.){2,}", part.strip()):
            clean = part.strip()  # "B.E."
        is_last = index + 1 == len(parts)
        if not study.school and _is_school(clean, is_last):
            _set_school(study, clean)
        elif not study.degree and _DEGREE.search(clean) and not re.match(r"gpa", clean, re.I):
            study.degree, before = clean, len(other) if not study.school else 0
        elif not study.degree and _SCHOOL_DEGREE.fullmatch(clean) and not is_last:
            study.degree = clean
        elif study.degree and len(clean) < 20 and re.search(r"专业$|^(?:博士|硕士|学士|本科)$", clean):
            study.degree += f", {clean}"
        elif not study.department and _DEPARTMENT.search(clean):
            study.department = clean
        elif study.degree and len(study.degree) <= 8 and not other and not study.school:
            study.degree += f" {clean}"
        elif (
            previous
            and study.degree == previous
            and _is_subject(clean, parts[index + 1 :])
            and not study.school
        ):
            study.degree += f", {clean}"
        elif not study.advisor and (professor := _CHINESE_ADVISOR.fullmatch(clean)):
            study.advisor = professor["name"]
        elif study.school.endswith(previous) and previous and _PLACE.fullmatch(clean):
            study.school += f", {clean}"
        else:
            other.append(clean)
        previous = clean
    _complete(study, other, before, has_period)


def _is_school(text: str, is_last: bool) -> bool:
    """Return whether a part names a school, and neither a department nor a degree such as "High School"."""
    if not _SCHOOL.search(text) or (_SCHOOL_DEGREE.fullmatch(text) and not is_last):
        return False
    return not _DEPARTMENT.search(text) or bool(_UNIVERSITY.search(text))


def _complete(study: Study, other: list[str], before: int, has_period: bool) -> None:
    """Set what is missing from the parts without a place, of which this number stands before the degree."""
    if before and study.school and (subject := _subject_of(other[:before])):
        study.degree += f", {subject}"
    elif has_period and not study.degree and study.school and not study.department:
        study.department = _subject_of(other)
    if not study.school and study.department:
        study.school, study.department = study.department, ""
    if not study.school and other and (study.degree or has_period):
        of_name = list(takewhile(lambda part: not re.search(r"[\d:：]|thesis|\bin the\b", part), other[1:]))
        study.school = ", ".join([other[0], *of_name])


def _take_dated_line(block: Block, text: str) -> tuple[dates.Period, str]:
    """Return the date on a line of its own, such as "Graduated: 2014", or that of the whole text."""
    for line in block.lines[1:]:
        label = _DATE_LABEL.match(line.text)
        period, behind = dates.take_leading(line.text[label.end() if label else 0 :])
        if label and period and not re.search(r"\w", behind):
            return period, squeezed(text.replace(line.text.rstrip(" ,"), "", 1))
    return take_date(text)


def names_school(text: str) -> bool:
    """Return whether a text names a school or a university."""
    return bool(_SCHOOL.search(text))


def is_only_school(block: Block) -> bool:
    """Return whether a paragraph is one line that names a school, without a degree or date."""
    text = block.text
    is_line = block.kind == "paragraph" and sum(not line.soft for line in block.lines) == 1
    return is_line and names_school(text) and not (_DEGREE.search(text) or dates.find_periods(text))


def read_card(block: Block) -> Study | None:
    """Return the degree of a box that begins with a heading, with dates on one of the lines below.

    Of the lines below the dates only those about the advisor count.
    """
    dated = [index for index, line in enumerate(block.lines) if index and _has_period(line)]
    alone = [index for index in dated if not dates.take_leading(block.lines[index].text)[1]]
    if len(alone) == 1:
        head = [line for line in block.lines[:2] if line is not block.lines[alone[0]]]
        lines = [*head, block.lines[alone[0]]]
    elif dated and not alone and dated[0] < _MAX_CARD:
        lines = block.lines[: dated[0] + 1]
    else:
        return None
    advisors = [line for line in block.lines[2:] if _ADVISOR.search(line.text)]
    study = read_study(replace(block, lines=lines))
    if study and advisors and (by := _ADVISOR.search(advisors[0].text)):
        study.advisor = _person_in(by)
    return study


def _is_subject(part: str, following: list[str]) -> bool:
    """Return whether a part after a degree is its subject: a school follows, so this is none."""
    return (
        len(part.split()) <= 6
        and not _NO_SUBJECT.search(part)
        and not _DEGREE.search(part)
        and not _PLACE.fullmatch(part)
        and any(_SCHOOL.search(one) for one in following)
    )


def _subject_of(parts: list[str]) -> str:
    """Return the subject that stands in parts of a line, such as "Heating" and "Ventilation", or ""."""
    is_subject = all(len(part.split()) <= 6 and not _NO_SUBJECT.search(part) for part in parts)
    is_place = len(parts) == 1 and _PLACE.fullmatch(parts[0])
    return ", ".join(parts) if is_subject and not is_place else ""


def _linked_advisor(block: Block) -> str:
    """Return the name in a link such as "李安教授", or an empty text."""
    matches = (_LINKED_ADVISOR.fullmatch(label) for label, _ in block.links)
    return next((match["name"] for match in matches if match), "")


def _has_period(line: Line) -> bool:
    """Return whether a line begins or ends with a date or period."""
    return bool(dates.take_leading(line.text)[0] or dates.take_trailing(line.text)[0])


def _separated(lines: list[Line]) -> list[Line]:
    """Return lines that end with a comma where the next one begins something else."""
    separated = [Line(line.number, [*line.runs, Run(", ")]) for line in lines[:-1] if line.text]
    return [*separated, *lines[-1:]]


def _sentence(advisor: re.Match[str]) -> str:
    return re.split(r"[.。](?=\s|$)(?<!Prof\.)(?<!\b[DM]r\.)(?<!\bMs\.)", advisor["names"])[0]


def _person_in(advisor: re.Match[str]) -> str:
    """Return who advised, without the title."""
    return re.sub(r"^(?:Prof(?:essor)?\.?|Dr\.?)\s+", "", squeezed(_sentence(advisor))).strip(" .,，。")


def _study_parts(text: str) -> Iterator[str]:
    for part in split_outside(text.replace("（", " (").replace("）", ") "), ",，;；|｜"):
        for piece in _BETWEEN_PARTS.split(part):
            if piece.strip(" .。"):
                yield piece


def _set_school(study: Study, text: str) -> None:
    """Take "Ph.D. in X, University", "X University, Ph.D." and "大学 学院" apart within one part."""
    inside = re.fullmatch(
        r"(?P<degree>.*?)\s+(?:(?:at|from|@)\s+)?(?P<school>(?:the )?(?:[A-ZÉ][\w'’.é-]*\s+(?:of\s+"
        r"|for\s+|and\s+|de\s+)?)*(?:University|Institute|College|École)\b.*)",
        text,
    )
    if inside and not study.degree and _DEGREE.search(inside["degree"]):
        study.degree, study.school = inside["degree"].strip(" ,in"), inside["school"]
        return
    chinese = re.fullmatch(r"(?P<school>.*?(?:大学|科学院|研究院))\s*(?P<rest>\S.*)", text)
    if chinese:
        study.school = chinese["school"].strip()
        rest = chinese["rest"].strip()
        if _DEPARTMENT.search(rest) and not _DEGREE.search(rest):
            study.department = rest
        elif not study.degree:
            degree = _DEGREE.search(rest)
            cut = rest.find("学院") + 2 if "学院" in rest else 0
            study.department, study.degree = rest[:cut].strip(), rest[cut:].strip()
            if not degree:
                study.department, study.degree = rest, ""
        return
    study.school = text
