"""Split a printed name into the parts that citation formats need: family name, given name, particle, suffix.

The parts are those of CSL. A `literal` name is not split: an organization, or a name of one word.
"""

import re
from typing import NamedTuple

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
_SUFFIX = re.compile(r"(?:[JjSs](?:n?r|R)\.?|II|III|IV|2nd|3rd|4th)")
# These capitalized words are always particles. A single "Van" or "De" is as often a given name (Vietnamese,
# Chinese), so it counts as part of the given name.
_SURE_PARTICLES = {"Von", "Del", "Della", "Dos"}
_CAPITAL_PARTICLES = _SURE_PARTICLES | {"Van", "De", "Der", "Den", "Di", "Da", "Du", "La", "Las", "Los"}
_CONJUNCTIONS = {"e", "y", "i"}


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
    name = one_line(printed).replace("，", ", ").strip(" ,")
    if is_literal(name):
        return _unbraced(name), ""
    if "," in name:
        return _split_inverted([part.strip() for part in name.split(",") if part.strip()])
    if _CHINESE.fullmatch(name):
        return _split_chinese(name)
    words = name.split()
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
        return " " not in name and not 2 <= len(name) <= 4
    return "," not in name and "，" not in name and " " not in name


def name_parts(printed: str, family: str = "", given: str = "", literal: bool = False) -> NameParts:
    """Split a printed name into all its parts; `family` and `given`, if known, replace the guess."""
    name, family, given = one_line(printed), one_line(family), one_line(given)
    if literal or (not family and is_literal(name)):
        return NameParts(literal=_unbraced(name) or f"{given} {family}".strip())
    if not family:
        family, given = split_name(name)
    if not family or (family == name and not given):
        return NameParts(literal=name or given)
    before, _, last = given.rpartition(", ")
    given, suffix = (before, last) if _SUFFIX.fullmatch(last) else (given, "")
    words = family.split()
    start = next((index for index, word in enumerate(words[:-1]) if not word[0].islower()), len(words) - 1)
    return NameParts(
        particle=" ".join(words[:start]), family=" ".join(words[start:]), given=given, suffix=suffix
    )


def _initials_of(word: str, stop: str, hyphen: str) -> str:
    """Return the initials of one given name: "J.-P." for "Jean-Paul", "J. R." for "JR"."""
    if re.fullmatch("[A-Z]{2,3}", word):
        return " ".join(f"{letter}{stop}" for letter in word)
    letters = (re.search(r"[^\W\d_]", part) for part in re.split("[-\u2010\u2011]", word))
    return hyphen.join(f"{letter[0].upper()}{stop}" for letter in letters if letter)


def _unbraced(name: str) -> str:
    return name[1:-1].strip() if name[:1] == "{" and re.fullmatch(r"\{[^{}]*\}", name) else name


def _split_inverted(parts: list[str]) -> tuple[str, str]:
    if len(parts) > 1 and _SUFFIX.fullmatch(parts[1]):  # "King, Jr., Ada" and "Ada King, Jr."
        suffix = parts.pop(1)
        if len(parts) == 1:
            family, given = split_name(parts[0])
            return family, f"{given}, {suffix}".lstrip(" ,")
        return parts[0], f"{', '.join(parts[1:])}, {suffix}"
    return (parts[0], ", ".join(parts[1:])) if parts else ("", "")


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
