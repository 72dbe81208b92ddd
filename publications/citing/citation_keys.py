"""Citation keys: short, ASCII, the same every time."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from .cleaning import one_line
from .reference import Reference

_STOP_WORDS = {"a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or"}
_STOP_WORDS |= {"the", "to", "via", "with"}
# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ł": "l", "Ł": "l"}
    | {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "'": "", "’": ""}
)


def citation_key(reference: Reference, *, ascii_family: str = "", ascii_title: str = "") -> str:
    """A key such as "xu2025specee": first author's family name, year, first word of the title that says much.

    The hints stand in for a name or title that has no ASCII form (the pinyin of a Chinese one). Without them
    "ref" stands for the name and six digits of a hash for the word: "ref2019a3f09c". Different papers can get
    the same key; `unique_keys` tells them apart.
    """
    names = [parts for _, parts in reference.named_authors]
    family = _folded(ascii_family) or (_folded(names[0].literal or names[0].full_family) if names else [])
    words = _folded(ascii_title) or _folded(reference.title)
    telling = [word for word in words if word not in _STOP_WORDS and not word.isdigit()] or words
    # The words that folding leaves of a mostly Chinese title are too few to tell it from others.
    letters = sum(map(str.isalnum, reference.title))
    if not telling or (not ascii_title and 2 * sum(map(len, words)) < letters):
        telling = [_digest(reference)]
    year = "".join(map(str, reference.date_parts[:1]))
    return f"{''.join(family) or 'ref'}{year}{telling[0]}"


def unique_keys(references: Iterable[Reference]) -> list[str]:
    """The keys of the references in order, made valid, each once: a repeated one gets "a", "b", … in order.

    BibTeX compares keys without regard to case, and so does this.
    """
    taken: set[str] = set()
    keys = []
    for reference in references:
        base = re.sub(r"[^A-Za-z0-9:._+/-]+", "", _ascii(reference.key)).strip("-") or citation_key(reference)
        key, copy = base, 0
        while key.lower() in taken:
            key, copy = f"{base}{_letters(copy)}", copy + 1
        taken.add(key.lower())
        keys.append(key)
    return keys


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", one_line(text).translate(_LETTERS))
    return decomposed.encode("ascii", "ignore").decode()


def _folded(text: str) -> list[str]:
    """The words of the text in small ASCII letters and digits."""
    return re.findall(r"[a-z0-9]+", _ascii(text).lower())


def _digest(reference: Reference) -> str:
    names = (parts.inverted for _, parts in reference.named_authors)
    text = "\n".join([one_line(reference.title), *names])
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def _letters(number: int) -> str:
    """0 → a, 25 → z, 26 → aa."""
    return (_letters(number // 26 - 1) if number > 25 else "") + chr(ord("a") + number % 26)
