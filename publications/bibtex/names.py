"""Lists of names as BibTeX has them, and the marks that people put behind names."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from publications.citing.names import HAN, NameParts, is_literal, split_name

from .latex import latex_to_text, without_entities
from .name_lists import CORRESPONDING, EQUAL, MARK, UNKNOWN, is_braced, is_suffix, split_names, split_outside
from .problems import ProblemCode

_MARK_MACRO = re.compile(
    r"\\(textasteriskcentered|ast|star|dag|dagger|textdagger|ddag|ddagger|textdaggerdbl|Letter|Envelope"
    r"|envelope|faEnvelopeO?|S|P)(?![a-zA-Z])(?:\[[^\]]{0,20}\])?(?:\s*\{\})?"
)
_MARK_OF_MACRO = {"ast": "*", "tex": "*", "sta": "*", "dag": "†", "dda": "‡", "S": "§", "P": "¶"}
_INSIDE = r"((?:[^{}$]|\{[^{}$]{0,40}\}){0,60})"
_RAISED = re.compile(
    rf"\{{?\\textsuperscript\s*\{{{_INSIDE}\}}\}}?|\$\s*\{{?\}}?\^\s*(?:\{{{_INSIDE}\}}|([^{{}}$]{{1,12}}))\s*\$"
    rf"|(?<!\\)\^\{{{_INSIDE}\}}|<sup>([^<>]{{0,60}})</sup>"
)
_CORRESPONDING = re.compile(r"\s*[(（](?:corresponding(?: author)?|通[讯信]作者)[)）]", re.IGNORECASE)
_BRACES_AND_FONTS = re.compile(r"[{}]|\\(?:text|math)?(?:rm|sf|bf|it|tt|normal)?(?![a-zA-Z])\s*")
_AFFILIATION = re.compile(rf"[\s\d,;a-z{EQUAL}{CORRESPONDING}{UNKNOWN}]*")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_INITIALS = re.compile(rf"(?:[^\W\d_]\.?[ -]?){{1,4}}|[{HAN}]{{1,4}}")
_LABELLED = re.compile(
    r"\s*(family|given|prefix|suffix|familyi|giveni|prefixi|suffixi|useprefix|nametype|sortname|id)\s*="
)


@dataclass(frozen=True)
class Author:
    """An author. `name` is as printed: "Given Family", "Carl Example Jr.", "张三"; all parts are plain text.

    `family` has its particles ("van der Berg"). A body has its whole name in `family` and no `given`.
    `orcid` is bare ("0000-…"); BibTeX has none.
    """

    name: str
    family: str = ""
    given: str = ""
    suffix: str = ""
    is_equal: bool = False
    is_corresponding: bool = False
    is_corporate: bool = False
    orcid: str = ""

    @classmethod
    def from_parts(cls, family: str, given: str = "", suffix: str = "", orcid: str = "") -> "Author":
        """The author with these parts of a name."""
        if NameParts(family=family, given=given).is_chinese:
            return cls(family + given, family, given, suffix, orcid=orcid)
        name = " ".join(filter(None, (given, family, suffix)))
        return cls(name, family, given, suffix, orcid=orcid)

    @classmethod
    def corporate(cls, name: str) -> "Author":
        """A body, such as a consortium."""
        return cls(name, family=name, is_corporate=True)

    @classmethod
    def from_printed_name(cls, name: str, orcid: str = "") -> "Author":
        """The author with this name as printed, in plain text: "Ada van Example", "The Example Team"."""
        if is_literal(name):
            # Five Chinese characters are more often a foreigner's name than a body.
            is_body = len(name) != 5 if _HAN_ONLY.fullmatch(name) else " " in name
            return cls(name, family=name, is_corporate=is_body, orcid=orcid)
        family, given = split_name(name)
        given, _, suffix = given.partition(", ")
        return cls.from_parts(family, given, suffix, orcid)


class AuthorList(NamedTuple):
    """`has_others`: the list ends in "and others". `issues`: codes of problems and what they are about."""

    authors: tuple[Author, ...] = ()
    has_others: bool = False
    issues: tuple[tuple[ProblemCode, str], ...] = ()


def parse_authors(raw: str) -> AuthorList:
    """The authors of a field as written in LaTeX: "Last, Jr, First and {Body} and others"."""
    issues: list[tuple[ProblemCode, str]] = []
    raw = without_entities(raw)
    listed = split_names(raw)
    if listed.without_and:
        issues.append(("authors_without_and", raw))
    authors = []
    marks: list[str] = []
    for name in listed.names:
        author, found, issue = _read_name(name)
        if not author.name:
            if raw.strip():
                issues.append(("empty_author", raw))
            continue
        if issue:
            issues.append((issue, name))
        authors.append(author)
        marks.append(found)
    symbols = set("".join(marks))
    unknown = [symbol for symbol in UNKNOWN if symbol in symbols]
    if unknown:
        issues.append(("unknown_mark", " ".join(unknown)))
    equal = {"*" if symbol in "*∗＊⋆" else symbol for symbol in symbols if symbol in EQUAL}
    if len(equal) > 1:
        issues.append(("ambiguous_marks", " ".join(sorted(equal))))
    # Where both stand, "#" is for equal contribution and "*" for the corresponding author.
    equal_signs = EQUAL.replace("*", "") if "#" in symbols else EQUAL
    flagged = (
        _flagged(author, found, equal_signs) if found else author
        for author, found in zip(authors, marks, strict=True)
    )
    return AuthorList(tuple(flagged), listed.has_others, tuple(issues))


def _flagged(author: Author, marks: str, equal_signs: str) -> Author:
    corresponding = CORRESPONDING if "*" in equal_signs else f"{CORRESPONDING}*"
    return replace(
        author,
        is_equal=any(mark in equal_signs for mark in marks),
        is_corresponding=any(mark in corresponding for mark in marks),
    )


def apply_annotation(authors: tuple[Author, ...], annotation: str) -> tuple[tuple[Author, ...], bool]:
    """The authors with the flags of a biblatex annotation ("1=equal; 2=equal,corresponding").

    Also whether all of the annotation was understood.
    """
    marked = list(authors)
    understood = True
    for part in filter(None, (part.strip() for part in annotation.split(";"))):
        match = re.fullmatch(r"(\d{1,5})\s*=\s*([\w\s,-]*)", part)
        if not match or not 1 <= int(match[1]) <= len(marked):
            understood = False
            continue
        words = {word.strip().lower() for word in match[2].split(",")}
        equal, corresponding = bool(words & {"equal", "cofirst"}), bool(words & {"corresponding", "corr"})
        understood = understood and len(words) == equal + corresponding
        at = int(match[1]) - 1
        marked[at] = replace(
            marked[at],
            is_equal=marked[at].is_equal or equal,
            is_corresponding=marked[at].is_corresponding or corresponding,
        )
    return tuple(marked), understood


# ---- from a name to its parts -----------------------------------------------------------------


@lru_cache(maxsize=20_000)
def _read_name(raw: str) -> tuple[Author, str, ProblemCode | None]:
    """The author, the marks that stood on the name, and what is odd about it."""
    raw, marks = _without_marks(raw)
    author, issue = _parse(raw)
    return author, marks, issue


def _without_marks(raw: str) -> tuple[str, str]:
    if raw.replace(" ", "").isalpha() or not re.search(f"[\\\\^<#&(（{EQUAL}{CORRESPONDING}{UNKNOWN}]", raw):
        return raw, ""
    raw = _CORRESPONDING.sub("✉", raw)
    raw = re.sub(r"\\thanks\s*\{[^{}]*\}|\\footnotemark(?:\[[^\]]*\])?", "", raw)
    raw = _MARK_MACRO.sub(_mark_of_macro, raw)
    found: list[str] = []

    def raised(match: re.Match[str]) -> str:
        inside = _BRACES_AND_FONTS.sub("", next((group for group in match.groups() if group), ""))
        if not _AFFILIATION.fullmatch(inside) or re.search("[a-z]{2}", inside):
            return match[0]
        found.extend(MARK.findall(inside))
        return ""

    raw = _RAISED.sub(raised, raw)
    raw = re.sub(rf"\$\s*([{EQUAL}{CORRESPONDING}{UNKNOWN}]+)\s*\$|\\#", lambda match: match[1] or "#", raw)
    found.extend(MARK.findall(raw))
    raw = MARK.sub("", raw)
    raw = re.sub(r"(\\[a-zA-Z]+\s*)?\{\s*\}", _ending_of_macro, raw)
    return re.sub(r"</?(?:b|i|em|strong|u|sup|sub)>", "", raw).strip(), "".join(found)


def _ending_of_macro(match: re.Match[str]) -> str:
    """What a mark leaves empty goes; braces that only end a macro ("Kl\\ae{}boe") stay."""
    return match[0] if match[1] else ""


def _mark_of_macro(match: re.Match[str]) -> str:
    return _MARK_OF_MACRO.get(match[1], _MARK_OF_MACRO.get(match[1].removeprefix("text")[:3], "✉"))


def _parse(raw: str) -> tuple[Author, ProblemCode | None]:
    if is_braced(raw) and not raw.startswith("{\\"):
        return _braced(latex_to_text(raw[1:-1], markup=True)), None
    if "=" in raw and _LABELLED.match(raw):
        return _labelled(raw), None
    parts = [latex_to_text(part, markup=True) for part in split_outside(raw, ",，")]
    if len(parts) > 1:
        return _inverted([part for part in parts if part])
    return _uninverted(raw), None


def _braced(name: str) -> Author:
    """A name in braces: a body, unless it looks like a Chinese person or like "Family, G."."""
    if not is_literal(name) and ("," not in name or _HAN_ONLY.search(name)):
        family, given = split_name(name)
        if _HAN_ONLY.fullmatch(family + given) or ("," in name and _INITIALS.fullmatch(given)):
            return Author.from_parts(family, given)
    return Author.corporate(name)


def _labelled(raw: str) -> Author:
    """biblatex's extended format: "family=Example, given=Ada, prefix=van"."""
    values: dict[str, str] = {}
    for part in split_outside(raw, ",，"):
        label, _, value = part.partition("=")
        values[label.strip().lower()] = latex_to_text(value.strip().strip('"'))
    family = f"{values.get('prefix', '')} {values.get('family', '')}".strip()
    return Author.from_parts(family, values.get("given", ""), values.get("suffix", ""))


def _inverted(parts: list[str]) -> tuple[Author, ProblemCode | None]:
    """ "Last, First" and "Last, Jr, First", also with the suffix in the wrong place."""
    if len(parts) < 2:
        return Author.from_parts(*split_name(parts[0])) if parts else Author(
            ""
        ), "odd_name" if parts else None
    if len(parts) == 2 and not is_suffix(parts[1]):
        return Author.from_parts(parts[0], parts[1]), None
    suffixes = [part for part in parts[1:] if is_suffix(part)]
    if len(parts) == 2:
        family, given = split_name(parts[0])
        return Author.from_parts(family, given, parts[1]), None
    if len(parts) == 3 and len(suffixes) != 1:
        return Author.from_parts(parts[0], parts[2], parts[1]), None if suffixes else "odd_name"
    rest = [part for part in parts[1:] if part not in suffixes[:1]]
    issue: ProblemCode | None = "odd_name" if len(parts) > 3 else None
    return Author.from_parts(parts[0], " ".join(rest), "".join(suffixes[:1])), issue


def _uninverted(raw: str) -> Author:
    """ "First von Last": what is in braces stays together."""
    words = _words(raw) if "{" in raw else None
    if words and any(" " in word for word in words):
        start = len(words) - 1
        while start > 1 and words[start - 1][:1].islower():
            start -= 1
        return Author.from_parts(" ".join(words[start:]), " ".join(words[:start]))
    name = latex_to_text(raw, markup=True)
    parts = name.split()
    if len(parts) > 1 and parts[0][0].islower() and not parts[-1][0].islower():
        return Author.from_parts(name, "")  # "von Last"
    return Author.from_printed_name(name)


def _words(raw: str) -> list[str]:
    """The words of a name as plain text; a group in braces is one word or part of one."""
    words, depth, begin = [], 0, 0
    for match in re.finditer(r"[{}]|\s+|~", raw):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            words.append(raw[begin : match.start()])
            begin = match.end()
    return [word for word in (latex_to_text(word) for word in [*words, raw[begin:]]) if word]
