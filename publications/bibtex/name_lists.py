"""From a field of authors to the names in it, also where they are not parted by "and"."""

import re
from typing import NamedTuple

from publications.citing.names import HAN, is_literal, split_name

EQUAL, CORRESPONDING, UNKNOWN = "*∗＊⋆†#＃", "✉🖂📧🖃", "‡§¶‖"
MARK = re.compile(f"[{EQUAL}{CORRESPONDING}{UNKNOWN}\ufe0e\ufe0f]")
_AND = re.compile(r"\s+and(?=\s)", re.IGNORECASE)
_AND_OR_BRACE = re.compile(r"[{}]|(?<=\s)and(?=\s)", re.IGNORECASE)
_RAISED = re.compile(r"\$\s*\{?\}?\^[^$]*\$|\\textsuperscript\s*\{[^{}]*\}|<sup>[^<>]*</sup>")
_HAN_NAME = re.compile(f"[{HAN}]{{2,4}}")
#: What ends a list in place of further names; a word of its own, or at the end of a Chinese name.
_ET_AL = re.compile(
    rf"(?:(?:^|[\s,;，；、~]+)(?:and\s+)?\{{?(?:et[\s~]+al\b\.?|等)\}}?|(?<=[{HAN}]{{2}})等)[.,;\s]*$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"(?:[JS]n?r\.?|II|III|IV|V|[2-5](?:nd|rd|th)|Ph\.? ?D\.?|M\.? ?D\.?|Esq\.?)", re.IGNORECASE
)
_PARTICLES = frozenset(
    "van von der den de del della di da dos das do du la le el al bin ten ter zu e y".split()
)
# The family names of four in five Chinese people: they tell "王伟, 李娜" (two names) from "山田, 太郎" (one).
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪"
    "戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚欧诸"
    "張劉陳楊黃趙吳孫馬鄭羅謝韓許鄧蕭馮蘇葉呂蔣鍾鐘盧陸譚韋賈鄒閻龍萬顧賴賀嚴錢龔歐諸"
)


class NameList(NamedTuple):
    """The names as written; `has_others`: there are more; `without_and`: some were parted otherwise."""

    names: list[str]
    has_others: bool = False
    without_and: bool = False


def split_names(raw: str) -> NameList:
    """The names of a field as written in LaTeX: parted by "and", else by what people put in its place."""
    raw = _whole(raw)
    listed = _ET_AL.sub("", raw)
    has_others = listed != raw
    chunks = _split_at_and(listed) if listed or not has_others else []
    if len(chunks) > 1 and chunks[-1].lower().strip(" {}.") in {"others", "…"}:
        chunks.pop()
        has_others = True
    goes_on = raw[len(listed) :].lstrip()[:1] in (",", "，")
    names = [name for chunk in chunks for name in _split_without_and(chunk, chunks, goes_on)]
    if len(names) > 1 and names[-1].lower().strip(" {}.") in {"others", "…"}:
        names.pop()
        has_others = True
    return NameList(names, has_others, len(names) > len(chunks))


def is_braced(raw: str) -> bool:
    """Whether one pair of braces holds all of it."""
    if not (raw.startswith("{") and raw.endswith("}")):
        return False
    depth = 0
    for match in re.finditer(r"[{}]", raw):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end() == len(raw)
    return False


def is_suffix(word: str) -> bool:
    """Whether it is "Jr.", "III" or the like."""
    return bool(_SUFFIX.fullmatch(word))


def split_outside(raw: str, signs: str) -> list[str]:
    """The parts between these signs, of which those in braces do not count."""
    if "{" not in raw:
        return re.split(f"[{signs}]", raw)
    parts, depth, begin = [], 0, 0
    for match in re.finditer(f"[{{}}{signs}]", raw):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            parts.append(raw[begin : match.start()])
            begin = match.end()
    return [*parts, raw[begin:]]


# ---- parted by "and" --------------------------------------------------------------------------


def _whole(raw: str) -> str:
    """The list without braces around all of it, where those hold several people: "{{A B and C D}}"."""
    raw = raw.strip()
    if is_braced(raw) and "{" not in (inner := raw[1:-1].strip()):
        parts = _split_at_and(inner)
        if len(parts) > 1 and (all("," in part for part in parts) or all(map(_is_person, parts))):
            return inner
    return raw


def _is_person(name: str) -> bool:
    """Whether a name that stands in braces is of two to four words as a person's, and no body's."""
    words = name.split()
    return (
        2 <= len(words) <= 4
        and all(word[0].isupper() or word in _PARTICLES for word in words)
        and not is_literal(name)
    )


def _split_at_and(raw: str) -> list[str]:
    if "{" not in raw:
        return [name.strip() for name in _AND.split(f" {raw} ")]
    names, depth, begin = [], 0, 0
    padded = f" {raw} "
    for match in _AND_OR_BRACE.finditer(padded):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            names.append(padded[begin : match.start()].strip())
            begin = match.end()
    return [*names, padded[begin:].strip()]


# ---- parted otherwise -------------------------------------------------------------------------


def _split_without_and(chunk: str, chunks: list[str], goes_on: bool) -> list[str]:
    """The names in what stands between two "and", nearly always one. `goes_on`: ", et al." follows."""
    if "=" in chunk or is_braced(chunk):
        return [chunk]
    names = [name.strip() for name in split_outside(chunk, ";；、") if name.strip()]
    names = [part for name in names for part in _split_at_ampersand(name)]
    return [part for name in names for part in _split_at_commas(name, chunks, goes_on)] or [chunk]


def _split_at_ampersand(chunk: str) -> list[str]:
    if "&" not in chunk:
        return [chunk]
    parts = [part.strip(" ,\\") for part in split_outside(chunk, "&")]
    return parts if all(" " in part or "," in part for part in parts) else [chunk]


def _split_at_commas(chunk: str, chunks: list[str], goes_on: bool) -> list[str]:
    alone = len(chunks) == 1
    if "," not in chunk and "，" not in chunk:
        words = chunk.split()
        return words if alone and len(words) > 1 and all(map(_is_chinese_name, words)) else [chunk]
    parts = [part.strip() for part in split_outside(chunk, ",，") if part.strip()]
    bare = [MARK.sub("", _RAISED.sub("", part)).strip() for part in parts]
    if len(parts) < 2 or any(map(is_suffix, bare)):
        return [chunk]
    if all(map(_HAN_NAME.fullmatch, bare)):
        both = split_name(bare[0])[0] != bare[0] and all(map(_is_chinese_name, bare))
        return parts if len(parts) > 2 or both else [chunk]
    if _is_list_of_full_names(bare, chunks, goes_on):
        return parts
    if _is_list_of_pairs(bare):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return [chunk]


def _is_list_of_full_names(parts: list[str], chunks: list[str], goes_on: bool) -> bool:
    """Whether commas part names as in "Ada Example, Bob Sample and Eva Third"."""
    if not all(" " in part for part in parts):
        return False
    if len(parts) > 2 or (goes_on and len(chunks) == 1):
        return True
    last = chunks[-1]
    return len(chunks) == 2 and chunks[0] != last and "," not in last and " " in last and not is_braced(last)


def _is_list_of_pairs(parts: list[str]) -> bool:
    """Whether it is "Example, A., Sample, B." or "Example, Ada, Sample, Bob": no name has so many commas."""
    if len(parts) < 4 or len(parts) % 2:
        return False
    return all(map(_are_initials, parts[1::2])) or not any(" " in part for part in parts)


def _is_chinese_name(text: str) -> bool:
    return bool(_HAN_NAME.fullmatch(text)) and text[0] in _SURNAMES


def _are_initials(text: str) -> bool:
    letters = re.sub(r"[.\s-]", "", text)
    return 0 < len(letters) <= 3 and letters.isalpha() and letters.isupper()
