"""How well a title matches a query: text in, a small number out.

A search finds rows by any of their texts. Readers expect them in this order: the title equals the query,
begins with it, contains all its words, then all other rows. The rank is computed here and not in the
database, which would have to read the long search texts of all rows again.
"""

import re
import string
from functools import lru_cache

from core.search.normalization import INNER, fold, pattern, searchable, words

EXACT, START, WORDS, ELSEWHERE = range(4)

_NO_LETTER = re.compile(r"[\W_]+")
#: What ``fold`` takes out of an ASCII title together with the blanks, when words are searched across them.
_BETWEEN_WORDS = "".join({" ", *string.punctuation} - {*INNER}).encode()


def letters_and_digits(text: str) -> str:
    """Return the folded text without blanks and signs."""
    return _NO_LETTER.sub("", fold(text))


@lru_cache(maxsize=4096)
def _searchable_title(title: str) -> str:
    """Return all spellings by which a title is found, as in the search column."""
    return searchable(title).partition("\n")[0]


class TitleRanker:
    """Ranks titles for one query: ``TitleRanker("flash decoding")("FlashDecoding++")`` is ``EXACT``.

    There can be thousands of titles, so ASCII titles are first compared without folding: about 1 µs each.
    For other titles, pass the first line of the search text if it is at hand (``TitleLine`` fetches it);
    otherwise it is computed, which loads a dictionary for Chinese titles.
    """

    def __init__(self, query: str) -> None:
        self.words = words(query)
        self.joined = letters_and_digits(query)
        self.first_letter = self.joined[:1]
        short = [word for word in self.words if pattern(word) != word]  # must start a word of the title
        self.long = [word for word in self.words if word not in short]
        self.short = [(word, f" {word}", re.compile(rf"(?<![a-z0-9]){word}").search) for word in short]

    def __call__(self, title: str, title_line: str | None = None) -> int:
        """Return EXACT, START, WORDS or ELSEWHERE."""
        if not title.isascii():
            title_line = title_line or _searchable_title(title)
            if not all(pattern(word) in title_line for word in self.words):
                return ELSEWHERE
        else:
            lower = title.lower()
            if not self._has_all_words(title, lower):
                return ELSEWHERE
            if lower[:1] != self.first_letter and lower[:1].isalnum():
                return WORDS
            if self.joined and lower.startswith(self.joined) and lower[len(self.joined) :][:1].isalnum():
                return START
        joined = letters_and_digits(title)
        if not self.joined or not joined.startswith(self.joined):
            return WORDS
        return EXACT if joined == self.joined else START

    def _has_all_words(self, title: str, lower: str) -> bool:
        """Return whether an ASCII title, also given in lower case, contains all words of the query."""
        for word in self.long:
            # Bytes, because Python deletes characters from them much faster than from a text.
            if word not in lower and word.encode() not in lower.encode().translate(None, _BETWEEN_WORDS):
                return False
        for word, spaced, starts_word in self.short:
            if (
                spaced not in lower
                and not lower.startswith(word)
                and not starts_word(lower)
                and not _starts_inside(word, title)
            ):
                return False
        return True


def _starts_inside(short: str, title: str) -> bool:
    """Return whether a short word starts within a word in camel case, as "AI" in "OpenAI"."""
    is_candidate = len(short) > 1 and (short.upper() in title or short.capitalize() in title)
    return is_candidate and f" {short}" in _searchable_title(title)
