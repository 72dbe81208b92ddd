"""Read names of people, lists of authors with their marks, and lines about members."""

import re
from dataclasses import dataclass

from site_readers import dates
from site_readers.blocks import Block, squeezed
from site_readers.items import Link, Person
from site_readers.text_parts import is_address, profile_link, split_outside, without_decoration

MARKS = "*∗⁎＊#＃†‡§¶✉✝⋆★☆♠♣♦♥✦✧✩&^~$"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_HAN_NAME = re.compile(rf"[{_HAN}]{{2,4}}(?:[·•][{_HAN}]{{1,10}})*")
_PARTICLES = "de da di del della der den van von la le el al bin ibn ben dos du ter ten y st."
_LETTERS = r"A-Za-zÀ-ÖØ-öø-ÿĀ-žƀ-ɏḀ-ỿ"
_WORD = re.compile(rf"[{_LETTERS}][{_LETTERS}.'’‐‑-]*")
_FAMILY = re.compile(rf"[*\s]*[{_LETTERS}][{_LETTERS}.'’‐‑-]*[*\s]*")
_GIVEN = re.compile(rf"[*\s]*[A-ZÀ-Ž][{_LETTERS}'’‐‑-]*(?:\s[A-ZÀ-Ž]\.?)*[*\s]*")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽḀ-Ỿ]")
_NO_NAMES = re.compile(
    r"\b(?:university|institute|college|school|department|laboratory|lab|inc|ltd|corp|company|research|conference|journal"
    r"|transactions|proceedings|international|workshop|symposium|ieee|acm|arxiv|neurips|icml|iclr|cvpr|accepted|submitted"
    r"|preprint|best|award|paper|oral|spotlight|learning|networks?|models?|systems?|letters?|review|science|engineering"
    r"|the|for|with|and|on|in|at|under|via|using|from|towards?|code|pdf|project|page|video|slides|published|appear|press"
    r"|first|second|third|prize|place|student|intern|author|corresponding|equal|contribution|editor|nature|springer"
    r"|elsevier|vol|volume|pages?|pp|no|issue|chapter|thesis|march|april|june|july|august|september|october|november"
    r"|december|january|february|china|usa|uk|usenix|computing|vision|intelligence|language|processing"
    r"|supervisors?|supervision|prediction|detection|recognition|analysis|segmentation|generation|estimation|classification|survey|framework"
    r"|approach|methods?|data|deep|neural|graphs?|images?|robust|efficient|adaptive|optimization|control|theory|design"
    r"|technolog(?:y|ies)|application|applications|mining|retrieval|security|privacy|communication|communications)\b",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"\b(?:professor|lecturer|investigator|researcher|fellow|scientist|candidate|student|instructor)s?$", re.I
)
_MARKED = re.compile(
    rf"^(?P<before>[{re.escape(MARKS)}]*)(?P<name>.*?)(?P<marks>(?:[{re.escape(MARKS)}\d⁰¹²³⁴-⁹,]"
    rf"|\$\^?\{{?\\[a-zA-Z]+\}}?\$|\s*\(equal contribution\)|\s*\(corresponding(?: author)?\))*)$",
    re.IGNORECASE | re.DOTALL,
)
_OTHERS = re.compile(
    r"^(?:et\.? ?al\.?|others|\.{2,}|…+|等(?:人)?|\+?\d+ (?:more )?authors?|and others|etc\.?)$",
    re.IGNORECASE,
)


@dataclass
class Author:
    """An author as printed, and the marks at the name."""

    name: str
    marks: str = ""
    bold: bool = False


def is_name(text: str) -> bool:
    """Return whether a text can be the name of one person: "Ann Lee", "Lee, A." without its comma, "李安"."""
    text = text.strip()
    if _HAN_NAME.fullmatch(text):
        return not re.search(r"(?:大学|学院|公司|研究院|研究所|中心|实验室|学报|期刊|杂志)$", text)
    if not 3 <= len(text) <= 48 or re.search(r"[\d:?!/\\@_=+<>\"“”()（）]", text) or _NO_NAMES.search(text):
        return False
    words = text.replace(".", ". ").split()
    if not 2 <= len(words) <= 6 or not all(_WORD.fullmatch(word) for word in words):
        return False
    if all(re.fullmatch(r"[A-ZÀ-Ž]\.", word) for word in words):
        return False
    shouted = [word for word in words if len(word) > 2 and word.isupper()]
    if shouted and len(words) > 2 and len(shouted) < len(words):
        return False
    particles = _PARTICLES.split()
    return all(_CAPITAL.match(word) or word.lower().split("-")[0] in particles for word in words)


def is_position(text: str) -> bool:
    """Return whether a text is a position, such as "Adjunct Assistant Professor", and no name."""
    return bool(_POSITION.search(text))


def is_initials(text: str) -> bool:
    """Return whether a text is only initials: "A.", "A. B.", "J.-P."."""
    return bool(re.fullmatch(r"(?:[A-ZÀ-Ž]\.?[\s-]?){1,4}", text.strip()))


def split_names(text: str) -> list[str]:
    """Split a list of authors at commas, "and" and "&", and join "Lee, A." again."""
    text = re.sub(r"\s*&\s*and\s+", " and ", re.sub(r"[{}]", "", text))
    text = re.sub(r"(?<=\.)\s+(?=et\.? al\b)", ", ", text)  # "Lee, A. et al.", whose "A." is initials
    text = re.sub(rf"(?<=[{_HAN}])\s+(?=[{_HAN}]{{2,4}}(?:\s|[,，、;；]|$))", "、", text)
    text = re.sub(r"\s+(?:and|和|与)\s+|\s*&\s+(?=[A-Z])|\s+(?:和|与)\s*", ", ", text)
    names: list[str] = []
    if re.search("[;；]", text):
        return [
            name for part in split_outside(text, ";；") for name in _given_first(split_outside(part, ",，、"))
        ]
    for part in (part.strip(" \t") for part in split_outside(text, ",，、")):
        bare = _MARKED.match(part)
        if names and bare and is_initials(bare["name"]) and re.fullmatch(rf"[{_LETTERS}'’ ‐‑-]+", names[-1]):
            names[-1] += ", " + part
        else:
            names.append(part)
    return _first_straight([name for name in names if name])


def _first_straight(names: list[str]) -> list[str]:
    """Return "Yi Lin", "Hao Chen" for "Lin", "Yi", "Hao Chen": styles turn round the first name only."""
    if len(names) < 3 or not _FAMILY.fullmatch(names[0]) or not _GIVEN.fullmatch(names[1]):
        return names
    others = [name for name in names[2:] if not _OTHERS.match(re.sub(r"^(?:and|&)\s+", "", name))]
    marked = [match for match in map(_MARKED.match, others) if match]
    if not all(is_name(match["name"].strip(" .")) for match in marked):
        return names
    return [f"{names[1]} {names[0]}", *names[2:]]


def _given_first(parts: list[str]) -> list[str]:
    """Return the names of parts such as "Lee", "Ann", which are family and given name, and "Bo Wu"."""
    names: list[str] = []
    family = ""
    for part in parts:
        if family and is_initials(part):
            names[-1] += f", {part}"
        elif family and _FAMILY.fullmatch(part):
            names[-1] = f"{part} {family}"
        else:
            names.append(part)
            family = part if _FAMILY.fullmatch(part) else ""
            continue
        family = ""
    return names


def read_authors(text: str, strict: bool = False) -> list[Author]:
    """Return the authors of a text that is a list of names, or an empty list.

    One part of four may look strange, unless ``strict``, but none may have a year.
    """
    authors: list[Author] = []
    strange = small = 0
    for part in split_names(_without_stop(text.strip().rstrip("。;；,，"))):
        part = re.sub(r"^(?:and|&|和)\s+", "", part).strip()
        if _OTHERS.match(part) or not part:
            continue
        if re.search(r"(?:^|\s)(?:19|20)\d\d\W*$", part):
            return []  # the year after a venue that looks like a name
        part = re.sub(r"\s*(?:,?\s*et\.? al\.?|\s等|\.{3}|…)$", "", part)
        part = re.sub(rf"\s+(?=[{re.escape(MARKS)}\s]+$)", "", part)
        match = _MARKED.match(part)
        assert match
        name = _without_stop(squeezed(match["name"])).strip(" ,")
        native = re.match(rf"(.*\S)\s*[(（]([{_HAN}]{{2,4}})[)）]$", name)
        name = native[1] if native else name
        marks = re.sub(r"\s", "", match["before"] + match["marks"]).strip(",")
        if is_position(name):
            return []
        if is_name(name) or is_family_and_initials(name):
            authors.append(Author(name, marks))
        elif not name and authors and marks:
            authors[-1].marks += marks
        elif re.search(r"\b(?:19|20)\d\d\b|\w\.\s+In\s+[A-Z]", name):
            return []  # the venue stands after the last name
        elif not strict and is_name(name[:1].upper() + name[1:]):
            small += 1  # "ann Lee"
            authors.append(Author(name, marks))
        else:
            strange += 1
            authors.append(Author(name, marks))
    last = authors[-1].name if authors else ""
    if last.endswith(".") and any(re.search(r"[a-z] [A-Z]{1,3}$", author.name) for author in authors):
        authors[-1].name = last[:-1]
    strange += small if small + strange == len(authors) else 0
    if not authors or strange * 4 > len(authors) or (strict and strange):
        return []
    return authors


def _without_stop(name: str) -> str:
    """Return a name without the full stop of its sentence, and with that of an initial."""
    return (
        name[:-1] if name.endswith(".") and not re.search(r"(?:^|[\s.-])[A-Z]\.$|Jr\.$|Sr\.$", name) else name
    )


def is_family_and_initials(name: str) -> bool:
    """Return whether a text is "Lee, A." or "Lee A"."""
    return bool(
        re.fullmatch(
            rf"[{_LETTERS}'’‐‑-]{{2,}}(?: [{_LETTERS}'’‐‑-]{{2,}})?,? (?:[A-ZÀ-Ž]\.?[ -]?){{1,3}}", name
        )
    )


# ---- members --------------------------------------------------------------------------------------

_ROLES = [
    (role, re.compile(words, re.IGNORECASE))
    for role, words in (
        ("MD candidate", r"\bm\.?d\.? (?:candidate|student)|medical student"),
        ("Postdoc", r"post-?\s?doc|博士后"),
        ("PhD student", r"ph\.?\s?d|doctoral|博士"),
        ("Master student", r"master|m\.?sc\b|m\.?s\.|硕士|graduate student(?!s? and)|研究生"),
        ("Undergraduate", r"undergrad|bachelor|b\.?sc\b|本科|undergrads?"),
        ("Intern", r"\bintern\b|interns\b|实习"),
        ("Visiting", r"visit(?:ing|or)|访问"),
        ("Professor", r"professor|教授"),
        ("Research assistant", r"research assistant|\bRA\b|科研助理|研究助理"),
        ("Engineer", r"engineer|工程师"),
    )
]


def role_of(text: str) -> str:
    """Return the role that a text about a person or a heading names, or an empty text."""
    roles = [(match.start(), role) for role, words in _ROLES if (match := words.search(text))]
    return min(roles)[1] if roles else ""


#: "Ann Lee. May 2023"
_NAME_AND_DATE = re.compile(rf"^(?P<name>[{_LETTERS}.'’ -]+?)\.\s+(?=(?:[A-Z][a-z]+\.?\s+)?(?:19|20)\d\d\b)")
#: Words before the date of leaving.
_GRADUATED = re.compile(
    r"\bgraduated\s+(?:in\s+|on\s+)?(?=\w+[\s,]+(?:19|20)\d\d|(?:19|20)\d\d)", re.IGNORECASE
)
_LINE = re.compile(
    rf"^(?P<name>[{_LETTERS}{_HAN}.'’·•\- ]+?)\s*(?:[(（](?P<note>[^()（）]*)[)）])?\s*"
    rf"(?P<native>(?<![{_HAN}])[{_HAN}]{{2,4}})?\s*(?:[(（](?P<more>[^()（）]*)[)）])?"
    r"(?P<rest>(?:\s*[:：,，;；–—|].*|\s+-\s.*|\s+(?i:now|currently|next)\b.*|\s*)$)"
)


def read_members(block: Block, status: str, role: str, start: str = "") -> list[Person]:
    """Return the people of one list item, row or paragraph: one person with details, or several names."""
    text = without_decoration(block.text)
    period, behind = dates.take_leading(text)
    if period and (people := _graduates(behind, period, status, role)):
        return people
    parts = split_outside(text, "，、;；") if re.search(r"[，、；]", text) else split_outside(text, ",;")
    several = [person for part in parts if (person := _short_member(part))]
    if len(several) == len(parts) and len(parts) > 1 and not role_of(text.partition(",")[2]):
        people = several
    elif person := _member(text):
        people = [person]
    else:
        return []
    for person in people:
        person.status = person.status or status
        person.role = person.role or role
        person.start = person.start or start
    if len(people) == 1:
        people[0].links = _links_of_person(block)
        people[0].email = _email_of(block)
    else:
        for person in people:
            person.links = [
                profile_link(href)
                for label, href in block.links
                if is_address(href) and person.name and person.name in label
            ]
    return people


def _graduates(text: str, period: dates.Period, status: str, role: str) -> list[Person]:
    """Return the people of "2019: Ann Lee, Bo Wu" with the year in which they came, or left if they have."""
    parts = split_outside(text, ",，、;；")
    people = [person for part in parts if (person := _short_member(part))]
    if not parts or len(people) < len(parts) or (len(parts) == 1 and not _HAN_NAME.fullmatch(parts[0])):
        return []
    for person in people:
        person.status, person.role = person.status or status, person.role or role
        if not person.start and not person.end:
            has_left = status == "previous" and not period.is_period
            person.start = "" if has_left else period.start
            person.end = period.date if has_left else period.end
    return people


def _short_member(text: str) -> Person | None:
    """Read a name with at most a native name and a note in brackets."""
    match = _LINE.match(text.strip().rstrip(".。"))
    if not match or match["rest"].strip(" :：,，"):
        return None
    return _person_of(match)


def _member(text: str) -> Person | None:
    """Read "Name (native name, period): role, place"."""
    text = _NAME_AND_DATE.sub(r"\g<name>, ", text)
    period, behind = dates.take_leading(text)
    match = _LINE.match(behind if period else text)
    person = _person_of(match) if match else None
    if not match or not person:
        return None
    rest = without_decoration(match["rest"].lstrip(" :：,，-–—|"))
    if sum(bool(_HAN_NAME.fullmatch(part)) for part in split_outside(rest, ",，、.。")) > 1:
        return None
    if period:
        person.start, person.end = period.start, period.end
    else:
        periods = dates.find_periods(rest)
        if periods and (periods[0][0].is_period or not person.start):
            person.start = person.start or periods[0][0].start
            person.end = person.end or periods[0][0].end
            begin, end = periods[0][1], periods[0][2]
            rest = squeezed(rest[:begin].rstrip(" (（[,，") + " " + rest[end:].lstrip(" )）],，:："))
    person.role = role_of(rest) and _role_phrase(rest)
    if re.search(
        r"\b(?:former|graduated|alumn|now(?: at|:)|currently (?:at|ph)|previously)\b|毕业|曾",
        rest,
        re.IGNORECASE,
    ):
        person.status = "previous"
    person.place = _place_of(rest, person.role) or person.place
    return person


def _person_of(match: re.Match[str]) -> Person | None:
    name, native = squeezed(match["name"]), match["native"] or ""
    left_on = next((_date_of_leaving(note) for note in (match["note"], match["more"]) if note), "")
    notes = [
        part for note in (match["note"], match["more"]) if note for part in split_outside(note, ",，;；")
    ]
    embedded = re.fullmatch(rf"(.*[{_LETTERS}.])\s*([{_HAN}]{{2,4}})", name)
    if embedded:
        name, native = embedded[1].strip(), embedded[2]
    turned = re.fullmatch(rf"([{_HAN}]{{2,4}})\s+([{_LETTERS}].*)", name)
    if turned:
        name, native = turned[2], turned[1]
    if not is_name(name) and not re.fullmatch(
        rf"[{_LETTERS}][{_LETTERS}'’-]+(?: [{_LETTERS}][{_LETTERS}.'’-]*){{1,4}}", name
    ):
        return None
    if (not is_name(name) and _NO_NAMES.search(name)) or is_position(name):
        return None
    person = Person(name=name, native_name=native or (name if _HAN_NAME.fullmatch(name) else ""))
    rest = []
    for note in notes:
        period, behind = dates.take_leading(note)
        if re.fullmatch(rf"[{_HAN}]{{2,4}}", note) and not person.native_name:
            person.native_name = note
        elif period and not behind.strip(" )）"):
            person.start, person.end = period.start, period.end
        else:
            rest.append(note)
    person.place = ", ".join(rest)
    if left_on:
        person.start, person.end, person.status = "", left_on, "previous"
    return person


def _date_of_leaving(note: str) -> str:
    """Return the date of a note such as "Dissertation: Maps. Graduated in May, 2012, now at Lake Maps"."""
    left = _GRADUATED.search(note)
    return dates.take_leading(note[left.end() :])[0].date if left else ""


def _role_phrase(text: str) -> str:
    """Return the words that say the role: "third year Ph.D student" of "third year Ph.D student in X"."""
    phrase = re.split(r"\s+(?:in|at|from|of|with|@)\s+|[,，;；:：(（。]|@", text, maxsplit=1)[0]
    return squeezed(phrase) if role_of(phrase) else role_of(text)


def _place_of(text: str, role: str) -> str:
    rest = text.removeprefix(role) if role and text.startswith(role) else text
    rest = re.sub(r"^\s*[,，;；:：]?\s*(?:now|currently|next)\b\s*:?\s*", "", rest, flags=re.IGNORECASE)
    return squeezed(re.sub(r"^\s*(?:[,，;；:：]|\b(?:in|at|from|of|@)\b)\s*", "", rest)).strip(" .。,，")


def details_of(block: Block) -> tuple[list[Link], str]:
    """Return the links and the email address in a block about one person."""
    return _links_of_person(block), _email_of(block)


def _links_of_person(block: Block) -> list[Link]:
    links: dict[str, Link] = {}
    for _, href in block.links:
        if is_address(href) and not href.startswith("mailto:"):
            links.setdefault(href, profile_link(href))
    return list(links.values())


def _email_of(block: Block) -> str:
    for _, href in block.links:
        if href.startswith("mailto:"):
            return href.removeprefix("mailto:").partition("?")[0]
    match = re.search(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", block.text)
    return match[0] if match else ""
