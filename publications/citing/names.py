"""Split a printed name into the parts that citation formats need: family name, given name, particle, suffix.

The parts are those of CSL. A `literal` name is not split: an organization, or a name of one word.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from core.search.normalization import fold

from .cleaning import one_line

# Chinese surnames of two characters that are still in use, simplified and traditional.
_DOUBLE_SURNAME = re.compile(
    "欧阳|太史|上官|端木|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台"
    "|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘"
    "|子车|亓官|司寇|巫马|公西|颛孙|壤驷|公良|漆雕|乐正|宰父|谷梁|拓跋|夹谷|轩辕|令狐"
    "|段干|百里|呼延|东郭|南门|羊舌|微生|公户|公玉|梁丘|左丘|东门|西门|第五|歐陽|司馬"
    "|東方|獨孤|南宮|聞人|諸葛|尉遲|赫連|澹臺|濮陽|公孫|鍾離|長孫|鮮于|軒轅|顓孫|東郭"
)
#: The ranges of Chinese characters, to be put between brackets in a regular expression.
HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_CHINESE = re.compile(f"[{HAN}]+(?: [{HAN}]+)?")
_CHINESE_ORGANIZATION = re.compile(
    "(?:大学|学院|公司|集团|研究所|研究院|实验室|委员会|小组|课题组|协会|学会|团队|中心|联盟)$"
)
_ORGANIZATION = re.compile(
    r"\b(?:Academy|Administration|Agency|Alliance|Association|Bureau|Cent(?:er|re)|Collaboration|College"
    r"|Commission|Committee|Community|Company|Consortium|Corporation|Council|Department|Federation|Foundation|GmbH"
    r"|Group|Inc|Initiative|Institute|Labs?|Laboratory|Ltd|Ministry|Network|Organi[sz]ation|Project|School"
    r"|Society|Team|Universit(?:y|ät|é))\b"
)
# "JR" and "V" are initials, "Jr" and "III" are not.
_SUFFIX = re.compile(r"[JjSs]n?r\.?|II|III|IV|VI{1,3}|2nd|3rd|4th")
#: The number that DBLP puts after a name that several people have: "Wei Wang 0001".
_DBLP_NUMBER = re.compile(r"(?<=[^\W\d]|\.)[ ~]0\d{3}(?=\s*(?:,|$))")
# These capitalized words are always particles. A single "Van" or "De" is as often a given name (Vietnamese,
# Chinese), so it counts as part of the given name.
_SURE_PARTICLES = {"Von", "Del", "Della", "Dos"}
_CAPITAL_PARTICLES = _SURE_PARTICLES | {"Van", "De", "Der", "Den", "Di", "Da", "Du", "La", "Las", "Los"}
#: Words in lower case within a person's name.
PARTICLES = frozenset(
    "van von der den de del della di da dos das do du la le el al bin ten ter zu e y".split()
)
_CONJUNCTIONS = {"e", "y", "i"}
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+")
_WORD = re.compile(r"[^\s,，{}]+")
_WORD_WITH_BRACES = re.compile(r"(?:\{[^{}]*\}|[^\s{}])+")
# What is between two commas outside braces; one of the alternatives matches the empty text.
_PIECE = re.compile(r"(?:^|,)((?:\{[^{}]*\}|[^,])*)")


class NameParts(NamedTuple):
    """The parts of a name: either `literal` alone, or `family` with the others, each of which may be ""."""

    literal: str = ""
    particle: str = ""
    family: str = ""
    given: str = ""
    suffix: str = ""

    @property
    def full_family(self) -> str:
        """The family name with its particles: "van der Berg"."""
        return f"{self.particle} {self.family}".strip()

    @property
    def is_chinese(self) -> bool:
        """Whether the name is in Chinese characters: family name first, without comma or space."""
        return bool(_CHINESE.fullmatch(self.literal or self.family + self.given))

    @property
    def inverted(self) -> str:
        """The name with the family name first: "van der Berg, Ada", "King, Ada Jr.", "张三"."""
        if self.literal or self.is_chinese:
            return self.literal or self.family + self.given
        return ", ".join(filter(None, (self.full_family, f"{self.given} {self.suffix}".strip())))

    @property
    def abbreviated(self) -> str:
        """The name with initials, given name first: "A. B. van der Berg Jr.", "张三"."""
        if self.literal or self.is_chinese:
            return self.inverted
        return " ".join(filter(None, (self.initials(), self.full_family, self.suffix)))

    def initials(self, stop: str = ".", hyphen: str = "-") -> str:
        """Return the initials of the given names: "J. R. R.", "J.-P.".

        `stop` follows each initial, `hyphen` joins the initials of a hyphenated name: with "" and " " the
        same names give "J R R" and "J P".
        """
        words = re.sub(r"\.(?![-\u2010\u2011])", ". ", self.given).split()
        return " ".join(filter(None, (_initials_of(word, stop, hyphen) for word in words)))


def split_name(printed: str) -> tuple[str, str]:
    """Split a printed name into family name and given name.

    "Ada van Example" and "van Example, Ada" give ("van Example", "Ada"). A suffix follows the given name
    after a comma ("Ada, Jr."), as in CSL. A name that cannot be split (see `is_literal`) is returned whole as
    the family name.
    """
    name = without_number(one_line(printed).replace("，", ", ").strip(" ,"))
    if is_literal(name):
        return _unbraced(name), ""
    if "," in name:
        return _split_inverted([part.strip() for part in name.split(",") if part.strip()])
    if _CHINESE.fullmatch(name):
        return _split_chinese(name)
    words = name.split()
    if _ends_in_initials(words):  # "Example M. D."
        end = next(index for index, word in enumerate(words) if _INITIAL.fullmatch(word))
        return " ".join(words[:end]), " ".join(words[end:])
    suffix = f", {words.pop()}" if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    start = _family_start(words)
    return " ".join(words[start:]), " ".join(words[:start]) + suffix


def is_literal(printed: str) -> bool:
    """Return whether the name has no family and given name.

    That is the case for one word, an organization ("The Example Team"), and a name in `{braces}`.
    """
    name = one_line(printed)
    if _unbraced(name) != name or _ORGANIZATION.search(name) or _CHINESE_ORGANIZATION.search(name):
        return True
    if _CHINESE.fullmatch(name):
        # Four characters without a double surname are mostly a Japanese name, which cannot be split.
        is_chinese = 2 <= len(name) <= 3 or (len(name) == 4 and bool(_DOUBLE_SURNAME.match(name)))
        return " " not in name and not is_chinese
    return "," not in name and "，" not in name and " " not in name


def name_parts(printed: str, family: str = "", given: str = "", literal: bool = False) -> NameParts:
    """Split a printed name into all its parts; `family` and `given`, if known, replace the guess."""
    name, family, given = without_number(one_line(printed)), one_line(family), one_line(given)
    if literal or (not family and is_literal(name)):
        return NameParts(literal=_unbraced(name) or f"{given} {family}".strip())
    if not family:
        family, given = split_name(name)
    if not family or (family == name and not given):
        return NameParts(literal=name or given)
    before, comma, last = given.rpartition(", ")
    given, suffix = (before, last) if comma and is_suffix(last) else (given, "")
    return parts_with_particle(family, given, suffix)


def parts_with_particle(family: str, given: str = "", suffix: str = "") -> NameParts:
    """Return the parts of a name, with the words in lower case before the family name as its particle."""
    words = family.split()
    start = _particle_length(words)
    return NameParts("", " ".join(words[:start]), " ".join(words[start:]), given, suffix)


def with_particle(family: str, given: str) -> tuple[str, str]:
    """Return family name and given name; a particle after the given name ("Berg, Ada van der") moves."""
    words = given.split()
    start = len(words)
    while start > 1 and words[0][0].isupper() and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join((*words[start:], family)), " ".join(words[:start])


def is_suffix(word: str) -> bool:
    """Return whether a word after a name is a suffix, such as "Jr." or "III", and not initials."""
    return bool(_SUFFIX.fullmatch(word))


def without_number(name: str) -> str:
    """Return a name without the number by which DBLP tells namesakes apart: "Wei Wang 0001"."""
    return _DBLP_NUMBER.sub("", name) if " 0" in name or "~0" in name else name


# ---- names as BibTeX writes them ----------------------------------------------------------------


def citation_name(parts: NameParts) -> str:
    """Return a name as BibTeX writes it, in plain text: "van der Berg, Jr., Ada", "{The Example Team}".

    Braces also keep a part together that would be read otherwise. `parts_of` reads the result back.
    """
    if parts.literal:
        return f"{{{_without_braces(parts.literal)}}}"
    if not parts.family:
        return ""
    if not parts.given and not parts.suffix:
        is_one_word = " " not in parts.full_family and "," not in parts.family
        return inverted_name(parts) + ("" if is_one_word else ",")
    return inverted_name(parts)


def inverted_name(
    parts: NameParts, escape: Callable[[str], str] = str, escape_given: Callable[[str], str] | None = None
) -> str:
    """Return "von Last, Jr, First", with what must stay together in braces and each part escaped."""
    # A lower-case word inside the family name ("Ortega y Gasset") would be read as a particle.
    whole = any(word[0].islower() for word in parts.family.split()[:-1])
    last = f"{_part(parts.particle, escape)} {_part(parts.family, escape, whole)}".strip()
    given = _part(parts.given, escape_given or escape)
    if parts.suffix:  # also without a given name, whose place it would take otherwise
        return f"{last}, {_part(parts.suffix, escape)}, {given}".rstrip(" ")
    return f"{last}, {given}" if given else last


def parts_of(citation: str) -> NameParts:
    """Return the parts of a name as BibTeX writes it; without a comma or braces, it is split by rules."""
    text = one_line(citation).replace("，", ",")
    if (literal := _unbraced(text)) != text:
        return NameParts(literal=literal)
    last, *others = (piece.strip() for piece in _PIECE.findall(text))
    words = _WORD_WITH_BRACES.findall(last)
    if not others:
        is_person = len(words) == 1 and not _CHINESE.fullmatch(text)
        return NameParts(family=_without_braces(text)) if is_person else name_parts(_without_braces(text))
    if not words:
        return name_parts(_without_braces(", ".join(filter(None, others))))
    start = _particle_length(words)
    *suffixes, given = map(_without_braces, others)
    family, particle = (_without_braces(" ".join(part)) for part in (words[start:], words[:start]))
    return NameParts("", particle, family, given, " ".join(filter(None, suffixes)))


@lru_cache(maxsize=20_000)
def known_parts(printed: str, citation: str) -> NameParts | None:
    """Return the parts of a printed name by its citation name, in the spelling of the printed name.

    A citation name of other words, ignoring case, accents and order, does not count: the printed name has
    been changed since. The result is None then.
    """
    spelled = _spelled_like(citation, without_number(one_line(printed))) if citation else ""
    parts = parts_of(spelled) if spelled else NameParts()
    return parts if parts.literal or parts.family else None


def _spelled_like(citation: str, printed: str) -> str:
    """Return the citation name with the words as they are printed; "" if it has other words."""
    printed_words, words = _WORD.findall(printed), _WORD.findall(citation)
    if sorted(words) == sorted(printed_words):
        return citation
    if "".join(words) == "".join(printed_words):  # a Chinese name, which is printed without a comma
        return citation if _CHINESE.fullmatch(printed) else ""
    if sorted(map(_folded, words)) != sorted(map(_folded, printed_words)):
        return ""
    printed_by_folded = {_folded(word): word for word in printed_words}
    return _WORD.sub(lambda match: printed_by_folded[_folded(match[0])], citation)


def _folded(word: str) -> str:
    return fold(word) or word  # a word of signs only has no folded form


def _part(text: str, escape: Callable[[str], str], whole: bool = False) -> str:
    """Return part of a name, in braces if it must stay whole or would be split at a comma or "and"."""
    if whole or "," in text or "and" in text.lower().split():
        return f"{{{escape(_without_braces(text))}}}"
    return escape(text)


def _particle_length(words: list[str]) -> int:
    """Return how many words of a family name are its particle: those in lower case before the last.

    "and" is none: it separates names, and braces that keep it in one also keep it out of the particle.
    """
    others = (i for i, word in enumerate(words[:-1]) if not word[0].islower() or word.lower() == "and")
    return next(others, len(words) - 1)


def _without_braces(text: str) -> str:
    return text.replace("{", "").replace("}", "")


def _initials_of(word: str, stop: str, hyphen: str) -> str:
    """Return the initials of one given name: "J.-P." for "Jean-Paul", "J. R." for "JR"."""
    if re.fullmatch("[A-Z]{2,3}", word):
        return " ".join(f"{letter}{stop}" for letter in word)
    letters = (re.search(r"[^\W\d_]", part) for part in re.split("[-\u2010\u2011]", word))
    return hyphen.join(f"{letter[0].upper()}{stop}" for letter in letters if letter)


def _ends_in_initials(words: list[str]) -> bool:
    """Return whether only initials follow the first words, which are then the family name."""
    end = next((index for index, word in enumerate(words) if _INITIAL.fullmatch(word)), 0)
    return end > 0 and all(map(_INITIAL.fullmatch, words[end:]))


def _unbraced(name: str) -> str:
    return name[1:-1].strip() if name[:1] == "{" and re.fullmatch(r"\{[^{}]*\}", name) else name


def _split_inverted(parts: list[str]) -> tuple[str, str]:
    if len(parts) == 2 and is_suffix(parts[1]):  # "Ada King, Jr.", but the second part of "Roe, Sr" is a name
        family, given = split_name(parts[0])
        return (family, f"{given}, {parts[1]}") if given else (parts[0], parts[1])
    suffixes = [parts.pop(1)] if len(parts) > 2 and is_suffix(parts[1]) else []  # "King, Jr., Ada"
    if len(parts) < 2:
        return "".join(parts), ""
    family, given = with_particle(parts[0], parts[1])
    return family, ", ".join((given, *parts[2:], *suffixes))


def _split_chinese(name: str) -> tuple[str, str]:
    if " " in name:
        family, given = name.split(" ")
        return family, given
    size = 2 if len(name) > 2 and _DOUBLE_SURNAME.match(name) else 1
    return name[:size], name[size:]


def _family_start(words: list[str]) -> int:
    """Return the index of the first word of the family name; one word or more precedes it."""
    start = len(words) - 1
    while start > 1:
        before, second_before = words[start - 1], words[start - 2]
        if before in _CONJUNCTIONS and start > 2:  # "Ada Costa e Example"
            start -= 2
        elif (
            before[0].islower() and words[0][0].isupper() and "." not in before
        ) or before in _SURE_PARTICLES:
            start -= 1
        elif before in _CAPITAL_PARTICLES and words[start] in {"de", "den", "der", "la", "las", "los"}:
            start -= 1  # "Van der Example"
        elif (
            start > 2
            and before in _CAPITAL_PARTICLES
            and (second_before in _CAPITAL_PARTICLES or second_before.islower())
        ):  # "De La Example"
            start -= 2
        else:
            break
    return max(start, 0)
