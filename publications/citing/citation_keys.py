"""Citation keys: short, in ASCII, and the same every time they are made."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from .cleaning import one_line
from .maths import readable_title
from .reference import Reference

_STOP_WORDS = {"a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or"}
_STOP_WORDS |= {"the", "to", "via", "with"}
# Letters that Unicode normalization does not decompose into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ł": "l", "Ł": "l"}
    | {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "'": "", "’": ""}
)


def citation_key(reference: Reference, *, ascii_family: str = "", ascii_title: str = "") -> str:
    """Return a key such as "xu2025specee": first author's family name, year, first significant title word.

    Without authors, the first editor's name stands for the author's.
    `ascii_family` and `ascii_title` replace a name or title that is not in Latin letters (the pinyin of a
    Chinese one). Without them "ref" replaces the name and six digits of a hash replace the word:
    "ref2019a3f09c". Different papers can get the same key; `unique_keys` makes the keys of a file unique.
    """
    names = [parts for _author, parts in reference.named_authors or reference.named_editors]
    family = _ascii_words(ascii_family) or (
        _ascii_words(names[0].literal or names[0].full_family) if names else []
    )
    words = _ascii_words(ascii_title) or _ascii_words(readable_title(reference.title))
    significant = [word for word in words if word not in _STOP_WORDS and not word.isdigit()] or words
    # A mostly Chinese title has too few Latin words to identify it.
    letters = sum(map(str.isalnum, reference.title))
    if not significant or (not ascii_title and 2 * sum(map(len, words)) < letters):
        significant = [_digest(reference)]
    year = "".join(map(str, reference.date_parts[:1]))
    return f"{''.join(family) or 'ref'}{year}{significant[0]}"


def unique_keys(references: Iterable[Reference]) -> list[str]:
    """Return a valid and unique key for each reference, in order.

    Uses the reference's own key, or `citation_key` if it has none. A repeated key gets the suffix "a", "b", …
    Keys that differ only in case count as the same, as in BibTeX.
    """
    taken: set[str] = set()
    keys = []
    for reference in references:
        base = re.sub(r"[^A-Za-z0-9:._+/-]+", "", _ascii(reference.key)).strip("-") or citation_key(reference)
        key, repetition = base, 0
        while key.lower() in taken:
            key, repetition = f"{base}{_letters(repetition)}", repetition + 1
        taken.add(key.lower())
        keys.append(key)
    return keys


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", one_line(text).translate(_LETTERS))
    return decomposed.encode("ascii", "ignore").decode()


def _ascii_words(text: str) -> list[str]:
    """Return the words of the text in lower-case ASCII letters and digits."""
    return re.findall(r"[a-z0-9]+", _ascii(text).lower())


def _digest(reference: Reference) -> str:
    names = (parts.inverted for _, parts in reference.named_authors)
    text = "\n".join([one_line(reference.title), *names])
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def _letters(number: int) -> str:
    """Return a number in letters: 0 → a, 25 → z, 26 → aa."""
    return (_letters(number // 26 - 1) if number > 25 else "") + chr(ord("a") + number % 26)
