"""What is cited, free of where it is stored."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .cleaning import one_line
from .names import NameParts, name_parts

KINDS = (
    "conference",
    "journal",
    "preprint",
    "thesis",
    "book",
    "chapter",
    "workshop",
    "report",
    "software",
    "dataset",
    "patent",
    "other",
)

# Also the words that biblatex and its styles know for them.
_MASTER = re.compile(r"master|^mathesis$|\bM\. ?S[c.]|\bM\. ?A\.|硕士", re.IGNORECASE)
_BACHELOR = re.compile(r"bachelor|^bathesis$|\bB\. ?S[c.]|\bB\. ?A\.|学士|本科", re.IGNORECASE)


@dataclass(frozen=True)
class Author:
    """One author. `name` as printed is enough; `family` and `given` are for names that are split wrongly.

    `literal` is for what must not be split, such as a body. `orcid` is bare ("0000-…"), `url` absolute.
    """

    name: str
    family: str = ""
    given: str = ""
    literal: bool = False
    equal_contribution: bool = False
    corresponding: bool = False
    orcid: str = ""
    url: str = ""

    @cached_property
    def parts(self) -> NameParts:
        return name_parts(self.name, self.family, self.given, self.literal)


@dataclass(frozen=True)
class Record:
    """What a bibliography says about a publication, but for its authors; "" or None where it does not.

    `kind` is one of `KINDS`, `language` a BCP 47 tag, `venue` the full and `venue_short` the short name of
    the journal, conference or book. For a thesis or a report the school or institution is the `venue`, or the
    `publisher` when there is no venue. `number` is a journal's issue or the number of a report or patent.
    `doi` and `arxiv_id` are bare, `note` is the text of an award. `extra` keeps BibTeX fields that have no
    place here, as plain text under their own names.
    """

    key: str
    kind: str
    title: str = ""
    language: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    venue: str = ""
    venue_short: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    arxiv_id: str = ""
    isbn: str = ""
    issn: str = ""
    url: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Reference(Record):
    """One publication as the exporters need it.

    `key` is the stable citation key (see `citation_key`), `url` the absolute address of its page.
    """

    language: str = "en"
    authors: tuple[Author, ...] = ()
    pdf_url: str = ""

    @property
    def date_parts(self) -> tuple[int, ...]:
        """The date as far as it is known and possible: (), (2025,), (2025, 6) or (2025, 6, 21)."""
        if self.year is None or not 1 <= self.year <= 9999:
            return ()
        if self.month is None or not 1 <= self.month <= 12:
            return (self.year,)
        if self.day is None or not 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]:
            return self.year, self.month
        return self.year, self.month, self.day

    @property
    def named_authors(self) -> list[tuple[Author, NameParts]]:
        """The authors that have a name at all, with the parts of it."""
        named = [(author, author.parts) for author in self.authors]
        return [(author, parts) for author, parts in named if parts.literal or parts.family]

    @property
    def clean_keywords(self) -> list[str]:
        return [keyword for keyword in map(one_line, self.keywords) if keyword]

    @property
    def institution(self) -> str:
        """Who stands behind a thesis or report: the venue, else the publisher."""
        return one_line(self.venue) or one_line(self.publisher)

    @property
    def editors(self) -> list[NameParts]:
        """The editors of the book or the proceedings, which BibTeX joins by "and"."""
        names = re.split(r"\s+and\s+", one_line(self.extra.get("editor", "")))
        return [name_parts(name) for name in names if name and name != "others"]

    @property
    def is_masters_thesis(self) -> bool:
        return self.kind == "thesis" and bool(_MASTER.search(self.extra.get("type", "")))

    @property
    def is_bachelors_thesis(self) -> bool:
        return self.kind == "thesis" and bool(_BACHELOR.search(self.extra.get("type", "")))

    @property
    def is_chinese(self) -> bool:
        """Whether it is in Chinese, so that it has "等" and not "et al."."""
        return self.language.lower().split("-")[0] == "zh"
