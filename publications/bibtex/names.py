"""Parse the names of an author field and the marks on them, such as "*" for equal contribution."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from publications.citing.names import (
    HAN,
    PARTICLES,
    NameParts,
    citation_name,
    is_literal,
    parts_with_particle,
    split_name,
    with_particle,
    without_number,
)
from publications.citing.names import is_suffix as is_generation

from .latex import latex_to_text, without_entities
from .name_lists import (
    CORRESPONDING,
    EQUAL,
    MARK,
    UNKNOWN,
    is_braced,
    is_suffix,
    may_be_suffix,
    split_names,
    split_outside_braces,
)
from .problems import ProblemCode

_MARK_MACRO = re.compile(
    r"\\(textasteriskcentered|ast|star|dag|dagger|textdagger|ddag|ddagger|textdaggerdbl|Letter|Envelope"
    r"|envelope|faEnvelopeO?|S|P)(?![a-zA-Z])(?:\[[^\]]{0,20}\])?(?:\s*\{\})?"
)
_MARK_OF_MACRO = {"ast": "*", "tex": "*", "sta": "*", "dag": "†", "dda": "‡", "S": "§", "P": "¶"}
_GROUP_CONTENT = r"((?:[^{}$]|\{[^{}$]{0,40}\}){0,60})"
_SUPERSCRIPT = re.compile(
    rf"\{{?\\textsuperscript\s*\{{{_GROUP_CONTENT}\}}\}}?|\$\s*\{{?\}}?\^\s*(?:\{{{_GROUP_CONTENT}\}}|([^{{}}$]{{1,12}}))\s*\$"
    rf"|(?<!\\)\^\{{{_GROUP_CONTENT}\}}|<sup>([^<>]{{0,60}})</sup>"
)
#: A font around a whole name, by which people mark their own.
_FONT = re.compile(
    r"\\(?:text(?:bf|it|md|normal|rm|sc|sf|sl|tt|up)|emph|underline|uline|mathbf|href\s*\{[^{}]*\})\s*\{(?P<name>.*)\}"
    r"|\{\\(?:bf|em|it|rm|sc|sf|sl|tt|bfseries|itshape|scshape|slshape)(?![a-zA-Z])\s*(?P<bold>.*)\}"
    r"|\{(?P<inner>\\(?:text[bimrsu]|emph|underline|uline|mathbf|href).*)\}",
    re.DOTALL,
)
_MAX_FONTS = 4
_CORRESPONDING = re.compile(r"\s*[(（](?:corresponding(?: author)?|通[讯信]作者)[)）]", re.IGNORECASE)
_BRACES_AND_FONTS = re.compile(r"[{}]|\\(?:text|math)?(?:rm|sf|bf|it|tt|normal)?(?![a-zA-Z])\s*")
_AFFILIATION = re.compile(rf"[\s\d,;a-z{EQUAL}{CORRESPONDING}{UNKNOWN}]*")
_GIVEN_WITH_SUFFIX = re.compile(r"(.*[^\s,]),? ([JS]r\.?)")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_INITIALS = re.compile(rf"(?:[^\W\d_]\.?[ -]?){{1,4}}|[{HAN}]{{1,4}}")
# Words on one side of the comma in the name of an organization.
_OF_ORGANIZATION = re.compile(
    r"\b(?:Inc|Ltd|LLC|LLP|Corp|Co|Company|GmbH|AG|SA|BV|PLC|Research|Robotics|Technolog(?:y|ies)|Systems"
    r"|Software|Services|Investigators)\b|S\.A|B\.V"
)
#: Last words of names of organizations, which some programs write as family names.
_BODIES = frozenset(
    "Association Collaboration Committee Consortium Group Initiative Institute Investigators Network Society"
    " Team".split()
)
#: A word of a person's name: initials, or a capitalized word that is not all in capitals.
_NAME_WORD = re.compile(
    r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*|(?=.*[^\W\d_A-Z])[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*"
)
_LABELLED = re.compile(
    r"\s*(family|given|prefix|suffix|familyi|giveni|prefixi|suffixi|useprefix|nametype|sortname|id)\s*="
)


@dataclass(frozen=True, slots=True)
class Author:
    """An author or editor of an entry. All parts are plain text.

    - `name` is the printed name: "Given Family", "Carl Example Jr.", "张三".
    - `family` includes the particles ("van der Berg"). An organization (`is_corporate`) has its whole name in
      `family` and no `given`.
    - `orcid` is without the URL ("0000-…"). BibTeX has no field for it; other sources do.
    - `is_guessed`: the source has only the printed name, which was split by rules.
    """

    name: str
    family: str = ""
    given: str = ""
    suffix: str = ""
    is_equal: bool = False
    is_corresponding: bool = False
    is_corporate: bool = False
    orcid: str = ""
    is_guessed: bool = False

    @property
    def citation_name(self) -> str:
        """The name as BibTeX writes it (`citing.names.citation_name`); "" if its parts are guessed."""
        if self.is_guessed:
            return ""
        if self.is_corporate:
            return citation_name(NameParts(literal=self.name))
        return citation_name(parts_with_particle(self.family, self.given, self.suffix))

    @classmethod
    def from_parts(cls, family: str, given: str = "", suffix: str = "", orcid: str = "") -> "Author":
        """Return the author with these parts of a name. The suffix may be at the end of another part.

        "Collaboration" with the given name "ATLAS" is an organization.
        """
        if family in _BODIES and len(given) > 1 and "." not in given and not suffix:
            return cls.corporate(f"{given} {family}")
        if not suffix:
            family, given, suffix = _without_suffix(family, given)
        family, given = with_particle(family, given)
        if NameParts(family=family, given=given).is_chinese:
            return cls(family + given, family, given, suffix, orcid=orcid)
        name = " ".join(filter(None, (given, family, suffix)))
        return cls(name, family, given, suffix, orcid=orcid)

    @classmethod
    def corporate(cls, name: str) -> "Author":
        """Return an organization, such as a consortium, as an author."""
        return cls(name, family=name, is_corporate=True)

    @classmethod
    def from_printed_name(cls, name: str, orcid: str = "") -> "Author":
        """Return the author with this name in plain text: "Ada van Example", "The Example Team"."""
        name = without_number(name)
        if is_literal(name):
            # Four or five characters are more often a foreign person's name than an organization's.
            is_corporate = len(name) not in {4, 5} if _HAN_ONLY.fullmatch(name) else " " in name
            return cls(name, family=name, is_corporate=is_corporate, orcid=orcid, is_guessed=True)
        family, given = split_name(name)
        given, _, suffix = given.partition(", ")
        author = cls.from_parts(family, given, suffix, orcid)
        if "," in name.replace("，", ","):
            return author
        if NameParts(family=family, given=given).is_chinese:
            return replace(author, is_guessed=" " not in name)
        return replace(author, name=name, is_guessed=True)


def _without_suffix(family: str, given: str) -> tuple[str, str, str]:
    """Return family name, given name and the suffix, which is at the end of one ("King III", "Smith, Jr.").

    A suffix for a family name comes from a program that takes the last word for it ("Jr., Carl King").
    """
    if is_suffix(family) and " " in given:
        return *split_name(given), family
    before, _, last = family.rpartition(" ")
    if (before.endswith(",") and is_suffix(last)) or (before and is_generation(last)):
        return before.rstrip(","), given, last
    if match := _GIVEN_WITH_SUFFIX.fullmatch(given):
        return family, match[1], match[2]
    return family, given, ""


_KANA = re.compile("[\u3041-\u30fe]")


def with_japanese_names(people: tuple[Author, ...], language: str, title: str) -> tuple[Author, ...]:
    """Return the people of a Japanese work without guesses about which characters are the family name.

    Names in Chinese characters are otherwise taken for Chinese ones, with a family name of one character. A
    work is Japanese by its language or, if that is unknown, by kana in its title or in a name.
    """
    texts = (title, *(person.name for person in people))
    if not (language.lower().startswith("ja") or (not language and any(map(_KANA.search, texts)))):
        return people
    return tuple(
        replace(person, family=person.name, given="", is_corporate=True, is_guessed=False)
        if person.is_guessed and _HAN_ONLY.fullmatch(person.name)
        else person
        for person in people
    )


class AuthorList(NamedTuple):
    """The authors of an entry.

    `has_others`: the list ends in "and others". `issues`: codes of problems, each with the text at fault.
    """

    authors: tuple[Author, ...] = ()
    has_others: bool = False
    issues: tuple[tuple[ProblemCode, str], ...] = ()


def parse_authors(raw: str) -> AuthorList:
    """Parse an author field in LaTeX: "Last, Jr, First and {Organization} and others"."""
    issues: list[tuple[ProblemCode, str]] = []
    raw = without_entities(raw)
    name_list = split_names(raw)
    if name_list.without_and:
        issues.append(("authors_without_and", raw))
    authors = []
    marks: list[str] = []
    for name in name_list.names:
        author, marks_of_name, issue = _parse_name(name)
        if not author.name:
            if raw.strip():
                issues.append(("empty_author", raw))
            continue
        if issue:
            issues.append((issue, name))
        authors.append(author)
        marks.append(marks_of_name)
    symbols = set("".join(marks))
    unknown = [symbol for symbol in UNKNOWN if symbol in symbols]
    if unknown:
        issues.append(("unknown_mark", " ".join(unknown)))
    equal = {"*" if symbol in "*∗＊⋆" else symbol for symbol in symbols if symbol in EQUAL}
    if len(equal) > 1:
        issues.append(("ambiguous_marks", " ".join(sorted(equal))))
    # If a list has both, "#" marks equal contribution and "*" the corresponding author.
    equal_marks = EQUAL.replace("*", "") if "#" in symbols else EQUAL
    flagged = (
        _with_flags(author, marks_of_name, equal_marks) if marks_of_name else author
        for author, marks_of_name in zip(authors, marks, strict=True)
    )
    return AuthorList(tuple(flagged), name_list.has_others, tuple(issues))


def _with_flags(author: Author, marks: str, equal_marks: str) -> Author:
    corresponding = CORRESPONDING if "*" in equal_marks else f"{CORRESPONDING}*"
    return replace(
        author,
        is_equal=any(mark in equal_marks for mark in marks),
        is_corresponding=any(mark in corresponding for mark in marks),
    )


def apply_annotation(authors: tuple[Author, ...], annotation: str) -> tuple[tuple[Author, ...], bool]:
    """Set the flags of the authors from a biblatex annotation ("1=equal; 2=equal,corresponding").

    Return the authors, and whether every part of the annotation was understood.
    """
    annotated = list(authors)
    is_understood = True
    for part in filter(None, (part.strip() for part in annotation.split(";"))):
        match = re.fullmatch(r"(\d{1,5})\s*=\s*([\w\s,-]*)", part)
        if not match or not 1 <= int(match[1]) <= len(annotated):
            is_understood = False
            continue
        words = {word.strip().lower() for word in match[2].split(",")}
        equal, corresponding = bool(words & {"equal", "cofirst"}), bool(words & {"corresponding", "corr"})
        is_understood = is_understood and len(words) == equal + corresponding
        index = int(match[1]) - 1
        annotated[index] = replace(
            annotated[index],
            is_equal=annotated[index].is_equal or equal,
            is_corresponding=annotated[index].is_corresponding or corresponding,
        )
    return tuple(annotated), is_understood


# ---- one name ---------------------------------------------------------------------------------


@lru_cache(maxsize=20_000)
def _parse_name(raw: str) -> tuple[Author, str, ProblemCode | None]:
    """Return the author, the marks on the name, and the problem with it, if any."""
    raw, marks = _strip_marks(raw)
    author, issue = _parse_bare_name(_without_font(raw))
    return author, marks, issue


def _strip_marks(raw: str) -> tuple[str, str]:
    """Return the name without marks and affiliation numbers, and the marks."""
    if raw.replace(" ", "").isalpha() or not re.search(f"[\\\\^<#&(（{EQUAL}{CORRESPONDING}{UNKNOWN}]", raw):
        return raw, ""
    raw = _CORRESPONDING.sub("✉", raw)
    raw = re.sub(r"\\thanks\s*\{[^{}]*\}|\\footnotemark(?:\[[^\]]*\])?", "", raw)
    raw = _MARK_MACRO.sub(_mark_of_macro, raw)
    marks: list[str] = []

    def strip_superscript(match: re.Match[str]) -> str:
        content = _BRACES_AND_FONTS.sub("", next((group for group in match.groups() if group), ""))
        if not _AFFILIATION.fullmatch(content) or re.search("[a-z]{2}", content):
            return match[0]
        marks.extend(MARK.findall(content))
        return ""

    raw = _SUPERSCRIPT.sub(strip_superscript, raw)
    raw = re.sub(rf"\$\s*([{EQUAL}{CORRESPONDING}{UNKNOWN}]+)\s*\$|\\#", lambda match: match[1] or "#", raw)
    marks.extend(MARK.findall(raw))
    raw = MARK.sub("", raw)
    # Remove braces that are empty without their mark, but not those that end a command ("Kl\ae{}boe").
    raw = re.sub(r"(\\[a-zA-Z]+\s*)?\{\s*\}", lambda match: match[0] if match[1] else "", raw)
    return re.sub(r"</?(?:b|i|em|strong|u|sup|sub)>", "", raw).strip(), "".join(marks)


def _without_font(raw: str) -> str:
    """Return the name without a font around all of it: "\\textbf{Example, Ada}", "{\\bf Ada Example}"."""
    for _ in range(_MAX_FONTS):
        match = _FONT.fullmatch(raw)
        name = match[match.lastgroup or 0] if match else ""
        if not name or not is_braced(f"{{{name}}}"):
            break
        raw = name.strip()
    return raw


def _mark_of_macro(match: re.Match[str]) -> str:
    return _MARK_OF_MACRO.get(match[1], _MARK_OF_MACRO.get(match[1].removeprefix("text")[:3], "✉"))


def _parse_bare_name(raw: str) -> tuple[Author, ProblemCode | None]:
    if is_braced(raw) and not raw.startswith("{\\"):
        return _braced(latex_to_text(raw[1:-1], markup=True)), None
    if "=" in raw and _LABELLED.match(raw):
        return _labelled(raw), None
    parts = [without_number(latex_to_text(part, markup=True)) for part in split_outside_braces(raw, "[,，]")]
    if len(parts) > 1:
        return _inverted([part for part in parts if part])
    return _uninverted(raw), None


def _braced(name: str) -> Author:
    """Return the author of a name in braces: a person if it is a Chinese name or "Family, Given".

    Any other name in braces is an organization.
    """
    if is_literal(name):
        return Author.corporate(name)
    family, given = split_name(name)
    if _HAN_ONLY.fullmatch(family + given):
        return Author.from_parts(family, given)
    if name.count(",") != 1 or _OF_ORGANIZATION.search(name):
        return Author.corporate(name)
    is_person = _INITIALS.fullmatch(given) or all(map(_is_part_of_person, (family, given)))
    return Author.from_parts(family, given) if is_person else Author.corporate(name)


def _is_part_of_person(part: str) -> bool:
    """Return whether one side of the comma of a name in braces looks like a person's family or given name.

    Organizations also have a comma: "ETH Zurich, Switzerland", "Ministry of Health, Department of Drugs".
    """
    words = part.split()
    return 1 <= len(words) <= 4 and all(word in PARTICLES or _NAME_WORD.fullmatch(word) for word in words)


def _labelled(raw: str) -> Author:
    """Parse a name in biblatex's extended format: "family=Example, given=Ada, prefix=van"."""
    values: dict[str, str] = {}
    for part in split_outside_braces(raw, "[,，]"):
        label, _, value = part.partition("=")
        values[label.strip().lower()] = latex_to_text(value.strip().strip('"'))
    family = f"{values.get('prefix', '')} {values.get('family', '')}".strip()
    return Author.from_parts(family, values.get("given", ""), values.get("suffix", ""))


def _inverted(parts: list[str]) -> tuple[Author, ProblemCode | None]:
    """Parse the parts of "Last, First" or "Last, Jr, First"; the suffix may be in the wrong place."""
    if not parts:
        return Author(""), None
    if len(parts) == 1:
        return Author.from_parts(*split_name(parts[0])), "odd_name"
    if len(parts) == 2:
        family, given = split_name(parts[0]) if is_suffix(parts[1]) else ("", "")
        if given:  # "Ada King, Jr."; with one word before the comma, the second part is the given name
            return Author.from_parts(family, given, parts[1]), None
        return Author.from_parts(parts[0], parts[1]), None
    suffixes = [part for part in parts[1:] if may_be_suffix(part)]
    if len(parts) == 3 and len(suffixes) != 1:
        return Author.from_parts(parts[0], parts[2], parts[1]), None if suffixes else "odd_name"
    given_parts = [part for part in parts[1:] if part not in suffixes[:1]]
    issue: ProblemCode | None = "odd_name" if len(parts) > 3 else None
    return Author.from_parts(parts[0], " ".join(given_parts), "".join(suffixes[:1])), issue


def _uninverted(raw: str) -> Author:
    """Parse "First von Last"; words in braces stay together."""
    words = _words(raw) if "{" in raw else None
    if words and any(" " in word for word in words):
        start = len(words) - 1
        while start > 1 and words[start - 1][:1].islower():
            start -= 1
        return Author.from_parts(" ".join(words[start:]), " ".join(words[:start]))
    name = without_number(latex_to_text(raw, markup=True))
    parts = name.split()
    if len(parts) > 1 and parts[0][0].islower() and not parts[-1][0].islower():
        return Author.from_parts(name, "")  # "von Last"
    return Author.from_printed_name(name)


def _words(raw: str) -> list[str]:
    """Return the words of a name as plain text; a group in braces is one word or part of one."""
    return list(filter(None, map(latex_to_text, split_outside_braces(raw, r"\s+|~"))))
