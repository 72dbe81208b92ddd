"""How close a title comes to what somebody searched for: text in, a small number out.

A search finds by whatever a row has; the order in which people expect the rows is: what is called so,
what begins so, what has the words in its title, then the rest. It is found out here and not in the
database, which would have to read the long search texts of all rows once more.
"""

import re
from functools import lru_cache

from core.search.normalization import fold, pattern, searchable, words

EXACT, START, WORDS, ELSEWHERE = range(4)

_NO_LETTER = re.compile(r"[\W_]+")


def _joined(text: str) -> str:
    """Letters and digits only, folded."""
    return _NO_LETTER.sub("", fold(text))


@lru_cache(maxsize=4096)
def _first_line(title: str) -> str:
    """All by which a title is found, as it stands in the search text."""
    return searchable(title).partition("\n")[0]


class Closeness:
    """``Closeness("flash decoding")("FlashDecoding++")`` is ``EXACT``.

    There can be thousands of titles, so what suffices for plain English comes first: about 1 µs each.
    """

    def __init__(self, query: str) -> None:
        self.words = words(query)
        self.whole = _joined(query)
        self.first = self.whole[:1]
        short = [word for word in self.words if pattern(word) != word]  # these have to start a word
        self.long = [word for word in self.words if word not in short]
        self.starts = [(word, f" {word}", re.compile(rf"(?<![a-z0-9]){word}").search) for word in short]

    def __call__(self, title: str) -> int:
        if not title.isascii():
            if not all(pattern(word) in _first_line(title) for word in self.words):
                return ELSEWHERE
        else:
            lower = title.lower()
            for word in self.long:
                if word not in lower and word not in lower.replace(" ", "").replace("-", ""):
                    return ELSEWHERE
            for word, spaced, starts in self.starts:
                if (
                    spaced not in lower
                    and not lower.startswith(word)
                    and not starts(lower)
                    and not _starts_inside(word, title)
                ):
                    return ELSEWHERE
            if lower[:1] != self.first and lower[:1].isalnum():
                return WORDS
            if self.whole and lower.startswith(self.whole) and lower[len(self.whole) :][:1].isalnum():
                return START  # and something after it
        joined = _joined(title)
        if not self.whole or not joined.startswith(self.whole):
            return WORDS
        return EXACT if joined == self.whole else START


def _starts_inside(short: str, title: str) -> bool:
    """Says whether the short word starts in the middle of another one: the AI of OpenAI."""
    may = len(short) > 1 and (short.upper() in title or short.capitalize() in title)
    return may and f" {short}" in _first_line(title)
