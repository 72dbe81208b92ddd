"""Read the names of people and organizations as reference managers write them, one in a field."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from publications.bibtex import Author
from publications.bibtex.name_lists import is_suffix
from publications.citing.cleaning import one_line
from publications.citing.names import HAN, is_literal

_COMMA = re.compile("[,，]")
_SEPARATOR = re.compile("[;；]")
_AND = re.compile(" (?:and|&) ")
_OTHERS = re.compile(r"(?:(?:and|&)\s+)?(?:others|et\.?\s+al\.?|等人?)", re.IGNORECASE)
_ET_AL_AT_END = re.compile(r"(?<![\s,，])[\s,，]+(?:et\.?\s+al\.?|(?:and|&)\s+others|等人?)$", re.IGNORECASE)
_CHINESE = re.compile(f"[{HAN}]+")


class NameList(NamedTuple):
    """People in their order, and whether the list ends in "et al." or the like."""

    people: list[Author]
    has_others: bool = False


def read_names(texts: Iterable[str]) -> NameList:
    """Return the people in these fields. A field may hold several, separated by semicolons."""
    people: list[Author] = []
    has_others = False
    for text in texts:
        for part in filter(None, map(str.strip, _SEPARATOR.split(one_line(text)))):
            name = _ET_AL_AT_END.sub("", part)
            if name != part or _OTHERS.fullmatch(name):
                has_others = True
            if _OTHERS.fullmatch(name):
                continue
            people += map(read_name, _pair(name) or (name,))
    return NameList([person for person in people if person.name], has_others)


def _pair(text: str) -> list[str]:
    """Return the two names in "Example, Ada & Sample, Bob", or [] if "and" or "&" is part of a name.

    One is a person with the family name first or in Chinese, the other such a person or an organization.
    """
    names = _AND.split(text)
    if len(names) != 2 or not any(map(_is_unmistakable, names)):
        return []
    return names if all(_is_unmistakable(name) or is_literal(name) for name in names) else []


def _is_unmistakable(name: str) -> bool:
    """Return whether this is one person's name, "Example, Ada", "Example, Ada, Jr." or "张三"."""
    parts = [part.strip() for part in _COMMA.split(name)]
    if len(parts) == 1:
        return bool(_CHINESE.fullmatch(name))
    if not all(parts) or (" " in parts[0] and is_literal(name)):
        return False
    return len(parts) == 2 or (len(parts) == 3 and any(map(is_suffix, parts[1:])))


def read_name(text: str) -> Author:
    """Return the person or organization with this name.

    Understands "Example, Ada", "Example, Ada, Jr.", "Ada Example" and "张三". EndNote writes a comma after
    the name of an organization ("Example Team,"); others are recognised by their words.
    """
    name = one_line(text)
    parts = [part for part in (part.strip() for part in _COMMA.split(name)) if part]
    if not parts:
        return Author("")
    if len(parts) == 1:
        if _COMMA.search(name) and not _CHINESE.fullmatch(parts[0]):
            return Author.corporate(parts[0])
        return Author.from_printed_name(parts[0])
    if " " in parts[0] and is_literal(name):
        return Author.corporate(name)
    suffixes = [part for part in parts[1:] if is_suffix(part)] if len(parts) > 2 or " " in parts[0] else []
    if len(parts) == 2 and suffixes:  # "Ada King, Jr."
        person = Author.from_printed_name(parts[0])
        return Author.from_parts(person.family, person.given, suffixes[0])
    if suffixes:
        given = " ".join(part for part in parts[1:] if part != suffixes[0])
        return Author.from_parts(parts[0], given, suffixes[0])
    return Author.from_parts(parts[0], parts[1], ", ".join(parts[2:]))
