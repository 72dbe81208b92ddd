"""Decide whether two names mean one venue: "ISCA" and "International Symposium on Computer Architecture"."""

import re
from functools import lru_cache

from core.search.normalization import fold

#: Words that do not tell one venue from another.
_COMMON_WORDS = frozenset(
    "a an the of on for in and at to with its proceedings proc annual international intl int conference conf "
    "symposium symp workshop workshops meeting joint ieee acm cvf usenix journal j trans transactions main "
    "advances series volume part companion adjunct edition world european national".split()
)
_JOURNAL_WORDS = frozenset("journal transactions trans letters lett magazine".split())
_MEETING_WORDS = frozenset("conference conf symposium symp workshop workshops meeting".split())
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?|[ivx]+")
_YEAR = r"(?:[ ’'-]*\d+)?"
_ACRONYM = re.compile(rf"\(([A-Z][\w+&’'-]*[A-Z]\w*){_YEAR}\)|^([A-Z][\w&+]{{0,9}}[A-Z]\w{{0,4}}){_YEAR}$")


def name_one_venue(first: str, second: str) -> bool | None:
    """Return whether two names mean the same venue, or None where that is unknown.

    Unknown are an empty name and an acronym beside a name that it may or may not stand for. Abbreviated words
    ("Commun. ACM") equal the full ones. A journal and a conference on one subject are two venues.
    """
    if not first or not second:
        return None
    first_words, second_words = _words(first), _words(second)
    first_acronyms, second_acronyms = _acronyms(first), _acronyms(second)
    if fold(first) == fold(second) or set(first_acronyms) & set(second_acronyms):
        return True
    if {_genre(first), _genre(second)} == {"journal", "meeting"}:
        return False
    if not first_words or not second_words:
        return None
    short, long = sorted((first_words, second_words), key=len)
    common = sum(any(_agree(word, other) for other in long) for word in short)
    if common and len(short) == 1 < len(long):  # "Nature", "Nature Communications"
        return True if {*first_acronyms, *second_acronyms} & {*short} else None
    if common == len(short) or 2 * common > len(long):
        return True
    for name, acronyms in ((first, second_acronyms), (second, first_acronyms)):
        if acronyms and " " in name.strip():
            return True if any(_stands_for(acronym, name) for acronym in acronyms) else None
    return False


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """Return the folded words that tell a venue from others."""
    words = fold(name).split()
    telling = [word for word in words if word not in _COMMON_WORDS and not _NUMBER.fullmatch(word)]
    return tuple(dict.fromkeys(telling))


def _genre(name: str) -> str:
    """Return "journal" or "meeting" if only words for one of them are in the name, or ""."""
    words = set(fold(name).split())
    is_journal, is_meeting = not words.isdisjoint(_JOURNAL_WORDS), not words.isdisjoint(_MEETING_WORDS)
    return "" if is_journal == is_meeting else "journal" if is_journal else "meeting"


@lru_cache(maxsize=4096)
def _acronyms(name: str) -> tuple[str, ...]:
    """Return the acronyms that a name is, or has in brackets, without a year."""
    return tuple(fold(bare or bracketed) for bracketed, bare in _ACRONYM.findall(name.strip()))


def _agree(word: str, other: str) -> bool:
    """Return whether two words are equal, or one abbreviates the other: "commun", "communications"."""
    short, long = sorted((word, other), key=len)
    return word == other or (len(short) > 1 and long.startswith(short))


def _stands_for(acronym: str, name: str) -> bool:
    """Return whether the letters of an acronym occur in a name in this order, the first one as an initial."""
    words = [word for word in fold(name).split() if not word.isdigit()]
    for start, word in enumerate(words):
        letters = iter("".join(words[start:]))
        if word[0] == acronym[0] and all(letter in letters for letter in acronym):
            return True
    return False
