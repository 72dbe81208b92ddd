"""Bibliographic records, with their values in the form in which they are compared."""

import re
from dataclasses import dataclass
from functools import cached_property

from core.search.normalization import fold
from publications.citing.cleaning import bare_doi
from publications.citing.maths import readable_title

_DOI_VERSION = re.compile(r"[./-]v[1-9]\d?$")
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)")
_ARXIV_VERSION = re.compile(r"v\d+$")
#: Titles that every volume has: they do not make two records one work by themselves.
_HEADING = re.compile(
    r"(guest )?editor(ial|s)\b|preface|foreword|introduction( to the (special )?(issue|section))?$"
    r"|message from|book review|reply\b|in memoriam"
    r"|(author )?(erratum|corrigendum|corrections?|retraction)\b"
    r"|(前言|序言|序|编者按|卷首语|导读|勘误|后记)$"
)
#: What stands between a title and its subtitle.
_SUBTITLE = re.compile(r"[:：]\s*|\s+[-–—]+\s+|\s*(?:——|—)\s*|(?<=[?？!！.])\s+")
_ORDINALS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
    "seventh": "7",
    "eighth": "8",
    "ninth": "9",
    "tenth": "10",
}
_DEGREE = re.compile(r"bathesis|bachelor|b\.? ?s|学士|本科|mathesis|master|m\.? ?s|硕士")
_LEVELS = str.maketrans("学本硕", "bbm")
_CHINESE_NUMBERS = {character: str(number) for number, character in enumerate("一二三四五六七八九十", 1)}


def title_key(title: str) -> str:
    """Return the letters and digits of a title, normalized, to compare different spellings of it.

    The signs of "C++" and "C#" are kept.
    """
    return re.sub(r"[^\w+#]+|_", "", fold(readable_title(title)))


def main_title_key(title: str) -> str:
    """Return the key of what stands before the subtitle; "" for a title without one."""
    main, subtitle = _SUBTITLE.split(title, maxsplit=1) if _SUBTITLE.search(title) else ("", "")
    return title_key(main) if title_key(subtitle) else ""


def doi_key(doi: str) -> str:
    """Return a DOI without differences of letter case and version (".v2", "/v2").

    "" for a DOI of arXiv, which is another form of the arXiv ID.
    """
    doi = bare_doi(doi).lower()
    return "" if _ARXIV_DOI.fullmatch(doi) else _DOI_VERSION.sub("", doi)


def arxiv_key(arxiv_id: str, doi: str = "") -> str:
    """Return an arXiv ID, or that in a DOI of arXiv, without version and in lower case."""
    match = _ARXIV_DOI.fullmatch(bare_doi(doi).lower())
    return _ARXIV_VERSION.sub("", arxiv_id.strip().lower() or (match[1] if match else ""))


def possible_family_names(name: str, family: str = "") -> frozenset[str]:
    """Return the first and the last word of a name: in either name order, one of them is the family name.

    ``family`` is the family name where it is known; its words count as well. Initials, numbers of namesakes,
    as DBLP has them ("Wei Wang 0001"), and generational suffixes are ignored.
    """
    words = [word for word in fold(name).replace(",", " ").split() if not word.isdigit()]
    if len(words) > 2 and re.fullmatch(r"jr|sr|i{2,3}|iv", words[-1]):
        words.pop()
    words = [word for word in words if len(word) > 1 or not word.isascii()] or words
    return frozenset({words[0], words[-1], *fold(family).split()[-1:]}) if words else frozenset()


@dataclass(frozen=True)
class WorkRecord:
    """What tells whether a record describes the same work as another one. Unknown values are "" or None.

    ``kind`` may be unknown as well; ``families`` are the possible family names of the first author or editor,
    ``venues`` the names of the venue, full and short, and ``degree`` the type of a thesis; ``pages`` may be
    an article number.
    """

    title: str
    kind: str
    year: int | None = None
    families: frozenset[str] = frozenset()
    doi: str = ""
    arxiv_id: str = ""
    venues: tuple[str, ...] = ()
    volume: str = ""
    number: str = ""
    pages: str = ""
    edition: str = ""
    isbn: str = ""
    publisher: str = ""
    degree: str = ""

    @cached_property
    def key(self) -> str:
        return title_key(self.title)

    @cached_property
    def main_key(self) -> str:
        return main_title_key(self.title)

    @cached_property
    def doi_key(self) -> str:
        return doi_key(self.doi)

    @cached_property
    def arxiv_key(self) -> str:
        return arxiv_key(self.arxiv_id, self.doi)

    @property
    def is_preprint(self) -> bool:
        return self.kind == "preprint"

    @cached_property
    def has_heading_title(self) -> bool:
        """Whether the title is a heading such as "Editorial", or too short to name one work."""
        folded = fold(self.title)
        return bool(_HEADING.match(folded)) or len(folded) < 5 or (" " not in folded and folded.isascii())

    @cached_property
    def isbns(self) -> frozenset[str]:
        """The ISBNs without prefix and check digit, which differ between ISBN-10 and ISBN-13."""
        numbers = re.findall(
            r"(?:97[89])?(\d{9})[\dX]", re.sub(r"(?<=\w)[-–‐ ](?=\w)", "", self.isbn.upper())
        )
        return frozenset(numbers)

    @cached_property
    def page_range(self) -> tuple[str, int, int] | None:
        """The pages as (prefix, first, last): ("e", 12, 12) for "e12"; None without a number."""
        parts = re.split(r"[-–—‐]+", self.pages.split(",")[0].split(":")[0].strip())
        first, last = re.fullmatch(r"(.*?)(\d+)", parts[0].strip()), re.search(r"(\d+)$", parts[-1].strip())
        if not first or not last:
            return None
        start, end = int(first[2]), int(last[1])
        if end < start:  # "233–42"
            end = int(first[2][: max(len(first[2]) - len(last[1]), 0)] + last[1])
        return fold(first[1]), start, max(start, end)

    @property
    def degree_level(self) -> str:
        """The level of a thesis: "b", "m", or "d" (a doctor's) if nothing else is given."""
        match = _DEGREE.search(self.degree.lower())
        return match[0][0].translate(_LEVELS) if match else "d"

    @cached_property
    def edition_number(self) -> str:
        """The edition as a number if it is one: "2" for "2nd", "Second edition" and "第二版"."""
        folded = fold(self.edition)
        if match := re.search(r"\d+", folded):
            return match[0].lstrip("0")
        for word in folded.split():
            if word in _ORDINALS:
                return _ORDINALS[word]
        return next((_CHINESE_NUMBERS[c] for c in folded if c in _CHINESE_NUMBERS), folded)
