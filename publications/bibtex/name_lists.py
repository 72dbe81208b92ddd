"""Split an author field into names, including lists that are not separated by "and"."""

import re
from typing import NamedTuple

from publications.citing.names import HAN, PARTICLES, is_literal, split_name
from publications.citing.names import is_suffix as is_generation

#: The marks on names: of equal contribution, of the corresponding author, and of unknown meaning.
EQUAL, CORRESPONDING, UNKNOWN = "*∗＊⋆†#＃", "✉🖂📧🖃", "‡§¶‖"
MARK = re.compile(f"[{EQUAL}{CORRESPONDING}{UNKNOWN}\ufe0e\ufe0f]")
_AND = r"(?<=\s)(?i:and)(?=\s)"
_SUPERSCRIPT = re.compile(r"\$\s*\{?\}?\^[^$]*\$|\\textsuperscript\s*\{[^{}]*\}|<sup>[^<>]*</sup>")
#: A name as PubMed lists it: "van der Berg AB". "J AB" is no family name.
_FAMILY_INITIALS = re.compile(
    r"(?P<family>[^\s,]{2,}(?<!\.)(?: [^\s,]{2,}(?<!\.))*) (?P<initials>[A-Z]{1,3})"
)
_HAN_NAME = re.compile(f"[{HAN}]{{2,4}}")
#: "et al." or "等" at the end of a list, as a word of its own; "等" also directly after a Chinese name.
_ET_AL = re.compile(
    rf"(?:(?:^|(?<![\s,;，；、~])[\s,;，；、~]+)(?:and\s+)?\{{?(?:et[\s~]+al\b\.?|等)\}}?|(?<=[{HAN}]{{2}})等)[.,;\s]*$",
    re.IGNORECASE,
)
# Degrees that cannot be initials, and everything that may stand between two parts of a name.
_DEGREE = re.compile(r"Ph\. ?D\.?|PhD\.?|Esq\.?")
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+")
_INITIAL_BEFORE_NAME = re.compile(r"(?<!\w)[^\W\d_]\.(?=[\s-]*\w)")
_SUFFIX = re.compile(r"[JS]n?r\.?|II|III|IV|V|[2-5](?:nd|rd|th)|Ph\.? ?D\.?|M\.? ?D\.?|Esq\.?", re.IGNORECASE)
# The surnames of four in five Chinese people. They tell two names ("王伟, 李娜") from one ("山田, 太郎").
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪"
    "戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚欧诸"
    "張劉陳楊黃趙吳孫馬鄭羅謝韓許鄧蕭馮蘇葉呂蔣鍾鐘盧陸譚韋賈鄒閻龍萬顧賴賀嚴錢龔歐諸"
)


class NameList(NamedTuple):
    """The names of an author field in LaTeX.

    `has_others`: the list ends in "and others". `without_and`: some names were separated by other means.
    """

    names: list[str]
    has_others: bool = False
    without_and: bool = False


def split_names(raw: str) -> NameList:
    """Split an author field in LaTeX at "and", or else at commas, semicolons or ampersands."""
    raw = _without_outer_braces(raw)
    without_et_al = _ET_AL.sub("", raw)
    has_others = without_et_al != raw
    chunks = _split_at_and(without_et_al) if without_et_al or not has_others else []
    if len(chunks) > 1 and chunks[-1].lower().strip(" {}.") in {"others", "…"}:
        chunks.pop()
        has_others = True
    comma_et_al = raw[len(without_et_al) :].lstrip()[:1] in (",", "，")
    names = [name for chunk in chunks for name in _split_without_and(chunk, chunks, comma_et_al)]
    if len(names) > 1 and names[-1].lower().strip(" {}.") in {"others", "…"}:
        names.pop()
        has_others = True
    without_and = len(names) > len(chunks)
    if without_and and len(names) > 1 and all(inverted := [_FAMILY_INITIALS.fullmatch(n) for n in names]):
        names = [f"{match['family']}, {match['initials']}" for match in inverted if match]
    return NameList(names, has_others, without_and)


def is_braced(raw: str) -> bool:
    """Return whether one pair of braces encloses the whole text."""
    if not (raw.startswith("{") and raw.endswith("}")):
        return False
    depth = 0
    for match in re.finditer(r"[{}]", raw):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end() == len(raw)
    return False


def is_suffix(word: str) -> bool:
    """Return whether the word after a comma is a suffix such as "Jr.", "III" or "PhD", and not initials."""
    return is_generation(word) or bool(_DEGREE.fullmatch(word))


def may_be_suffix(word: str) -> bool:
    """Return whether one of three parts of a name is a suffix, which may look like initials ("V", "M.D.")."""
    return is_suffix(word) or bool(_SUFFIX.fullmatch(word))


def split_outside_braces(raw: str, separator: str) -> list[str]:
    """Split the text at matches of a regular expression without groups, but not inside braces."""
    if "{" not in raw:
        return re.split(separator, raw)
    parts, depth, start = [], 0, 0
    for match in re.finditer(rf"[{{}}]|{separator}", raw):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            parts.append(raw[start : match.start()])
            start = match.end()
    return [*parts, raw[start:]]


# ---- separated by "and" -----------------------------------------------------------------------


def _without_outer_braces(raw: str) -> str:
    """Remove the braces around a whole list of authors: "{A. B and C de D}".

    An organization keeps them, and so does a list that may be one: "{Barnes and Noble}".
    """
    raw = raw.strip()
    if is_braced(raw):
        inner = raw[1:-1].strip()
        parts = _split_at_and(inner)
        authors = [part for part in parts if part.lower() != "others"]
        if len(parts) > 1 and (_is_list_of_inverted_names(authors) or _are_people(authors)):
            return inner
    return raw


def _is_list_of_inverted_names(names: list[str]) -> bool:
    """Return whether each name has its family name first; organizations in braces may be among them."""
    people = [name for name in names if not is_braced(name)]
    return bool(people) and all("," in name or _HAN_NAME.fullmatch(name) for name in people)


def _are_people(names: list[str]) -> bool:
    """Return whether these names in braces are people's.

    Two may as well be one body ("{Alpha Research and Beta Robotics}"), unless initials or a particle tell.
    """
    words = " ".join(names).split()
    has_proof = any(word in PARTICLES or _INITIAL.fullmatch(word) for word in words)
    return (has_proof or len(names) > 2) and all(map(_is_person, names))


def _is_person(name: str) -> bool:
    """Return whether a name in braces looks like a person's (two to four words), not an organization's."""
    words = name.split()
    return (
        2 <= len(words) <= 4
        and all(word[0].isupper() or word in PARTICLES for word in words)
        and not is_literal(name)
    )


def _split_at_and(raw: str) -> list[str]:
    return [name.strip() for name in split_outside_braces(f" {raw} ", _AND)]


# ---- separated by commas, semicolons or ampersands --------------------------------------------


def _split_without_and(chunk: str, chunks: list[str], comma_et_al: bool) -> list[str]:
    """Split the text between two "and" into names; it is nearly always one.

    `chunks` are all texts between "and"; `comma_et_al`: the list ends in ", et al.".
    """
    if "=" in chunk or is_braced(chunk):
        return [chunk]
    names = [name.strip() for name in split_outside_braces(chunk, "[;；、]") if name.strip()]
    names = [part for name in names for part in _split_at_ampersand(name)]
    return [part for name in names for part in _split_at_commas(name, chunks, comma_et_al)] or [chunk]


def _split_at_ampersand(chunk: str) -> list[str]:
    if "&" not in chunk:
        return [chunk]
    parts = [part.strip(" ,\\") for part in split_outside_braces(chunk, "&")]
    return parts if all(" " in part or "," in part for part in parts) else [chunk]


def _split_at_commas(chunk: str, chunks: list[str], comma_et_al: bool) -> list[str]:
    has_no_and = len(chunks) == 1
    if "," not in chunk and "，" not in chunk:
        words = chunk.split()
        return words if has_no_and and len(words) > 1 and all(map(_is_chinese_name, words)) else [chunk]
    parts = [part.strip() for part in split_outside_braces(chunk, "[,，]") if part.strip()]
    without_marks = [MARK.sub("", _SUPERSCRIPT.sub("", part)).strip() for part in parts]
    if len(parts) < 2 or any(map(is_suffix, without_marks)):
        return [chunk]
    if all(map(_HAN_NAME.fullmatch, without_marks)):
        return parts if len(parts) > 2 or are_two_people(*without_marks) else [chunk]
    if _is_list_of_full_names(without_marks, chunks, comma_et_al):
        return parts
    if len(parts) > 3 and all(" " in part for part in without_marks[2:]):
        return [f"{parts[0]}, {parts[1]}", *parts[2:]]  # "Example, Ada, Bob Sample, Eva Third"
    if _is_list_of_pairs(without_marks):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return [chunk]


def are_two_people(first: str, second: str) -> bool:
    """Return whether the texts beside a comma are surely two full names, not family name and given name.

    They are in "A. Example, B. Sample", since no family name has an initial, and in "王伟, 李娜", with two of
    the most frequent surnames. "Ada Example, Bob Sample" may be one name, like "Ruiz Ortega, Pilar M.".
    """
    if _is_chinese_name(first) and _is_chinese_name(second):
        return split_name(first)[0] != first
    if is_literal(first) or is_literal(second):  # "U.S. Department of Looms, Office of Yarn"
        return False
    initials = (initial[0] for initial in _INITIAL_BEFORE_NAME.finditer(first))
    return " " in second and any(map(str.isupper, initials))


def _is_list_of_full_names(parts: list[str], chunks: list[str], comma_et_al: bool) -> bool:
    """Return whether commas separate full names: "Ada Example, Bob Sample and Eva Third"."""
    if not all(" " in part for part in parts):
        return False
    if len(parts) > 2 or (comma_et_al and len(chunks) == 1) or are_two_people(*parts):
        return True
    last = chunks[-1]
    return len(chunks) == 2 and chunks[0] != last and "," not in last and " " in last and not is_braced(last)


def _is_list_of_pairs(parts: list[str]) -> bool:
    """Return whether the parts alternate between family and given name.

    "Example, A., Sample, B." and "Example, Ada, Sample, Bob" do: no single name has so many commas.
    """
    if len(parts) < 4 or len(parts) % 2:
        return False
    return all(map(_are_initials, parts[1::2])) or not any(" " in part for part in parts)


def _is_chinese_name(text: str) -> bool:
    return bool(_HAN_NAME.fullmatch(text)) and text[0] in _SURNAMES


def _are_initials(text: str) -> bool:
    letters = re.sub(r"[.\s-]", "", text)
    return 0 < len(letters) <= 3 and letters.isalpha() and letters.isupper()
