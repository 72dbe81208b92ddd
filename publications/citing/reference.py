"""The data of a publication that citations are written from, independent of the database models."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .cleaning import one_line
from .dates_in_words import date_in_words, is_approximate
from .names import NameParts, known_parts, name_parts
from .registry import Funding, Notice

#: The kinds of publication.
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

# Thesis types as entered in English or Chinese, and biblatex's keywords `mathesis` and `bathesis`.
_MASTER = re.compile(r"master|^mathesis$|\bM\. ?S[c.]|\bM\. ?A\.|硕士", re.IGNORECASE)
_SEASON = re.compile(r"(\d{4})-2([1-4])")
_STANDARD = re.compile(r"\bstandard\b|标准", re.IGNORECASE)
_NEWSPAPER = re.compile(r"\bnewspaper\b|报纸", re.IGNORECASE)
_MAP = re.compile(r"\bmap\b|地图", re.IGNORECASE)
_BACHELOR = re.compile(r"bachelor|^bathesis$|\bB\. ?S[c.]|\bB\. ?A\.|学士|本科", re.IGNORECASE)


@dataclass(frozen=True)
class Author:
    """An author or editor of a publication.

    `name`, as printed, is enough. `citation_name` is the name as BibTeX writes it, where that is known; it
    counts while its words are those of `name` (`names.known_parts`). `family` and `given` correct a name that
    would be split wrongly; `literal` keeps a name whole, such as that of an organization. `orcid` is without
    the URL ("0000-…"), `url` is absolute.
    """

    name: str
    family: str = ""
    given: str = ""
    literal: bool = False
    equal_contribution: bool = False
    corresponding: bool = False
    orcid: str = ""
    url: str = ""
    citation_name: str = ""

    @cached_property
    def parts(self) -> NameParts:
        """The name split into family name, given name and so on."""
        cited_parts = known_parts(self.name, self.citation_name)
        return cited_parts or name_parts(self.name, self.family, self.given, self.literal)

    @property
    def is_organization(self) -> bool:
        """Whether the author is known to be an organization, not guessed from the printed name."""
        cited_parts = known_parts(self.name, self.citation_name)
        return bool(cited_parts.literal) if cited_parts else self.literal


@dataclass(frozen=True, slots=True)
class Record:
    """The bibliographic data of a publication without its authors. Unknown values are "" or None.

    - `kind` is one of `KINDS`; `language` is a BCP 47 tag.
    - `venue` and `venue_short` are the full and the short name of the journal, conference or book. For a
      thesis or report, `venue` is the school or institution, or else `publisher` is.
    - `number` is the issue of a journal, or the number of a report or patent.
    - `doi` and `arxiv_id` have no prefix; `award` is the text of an award, `note` any other remark.
    - `article_number` replaces the pages of an article ("e0209899", "42").
    - `is_in_press`: accepted but not published yet; the year may be unknown.
    - `translated_title` is the title that the publication itself gives in another language.
    - `title` and `translated_title` may contain formulas in LaTeX between dollar signs (see `maths`).
    - `notices` are editorial notices, the gravest first; `funding` has one item per funder.
    - `is_selected`: the owner of the list shows it as one of the best.
    - `extra` holds BibTeX fields that have no attribute here: plain text by field name.
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
    award: str = ""
    note: str = ""
    article_number: str = ""
    is_in_press: bool = False
    translated_title: str = ""
    notices: tuple[Notice, ...] = ()
    funding: tuple[Funding, ...] = ()
    is_selected: bool = False
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Reference(Record):
    """A publication with its authors and editors, ready for export.

    `key` is its citation key (see `citation_key`); `url` is the absolute URL of its page. The editors of a
    chapter or paper are those of its book or proceedings. `has_more_authors` and `has_more_editors`: the list
    goes on, but the further names are not known ("and others"). `links` are pairs of a kind of
    `publications.models.LinkKind` and an absolute URL.
    """

    language: str = "en"
    authors: tuple[Author, ...] = ()
    editors: tuple[Author, ...] = ()
    has_more_authors: bool = False
    has_more_editors: bool = False
    pdf_url: str = ""
    links: tuple[tuple[str, str], ...] = ()

    @property
    def date_parts(self) -> tuple[int, ...]:
        """The date as precisely as it is known: (), (2025,), (2025, 6) or (2025, 6, 21).

        Parts that are not a valid date, such as a month 13, are left out.
        """
        if self.year is None or not 1 <= self.year <= 9999:
            return ()
        if self.month is None or not 1 <= self.month <= 12:
            return (self.year,)
        if self.day is None or not 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]:
            return self.year, self.month
        return self.year, self.month, self.day

    @property
    def year_text(self) -> str:
        """The year as styles print it; in words where it is not a number ("c. 350 BC"), "" if unknown."""
        if self.date_parts:
            return str(self.date_parts[0])
        date = date_in_words(self.extra.get("date", ""), is_chinese=self.is_chinese)
        return one_line(self.extra.get("year", "")) or date

    @property
    def season(self) -> int | None:
        """The season of a date that has one: 1 for spring to 4 for winter."""
        match = _SEASON.fullmatch(self.extra.get("date", ""))
        return int(match[2]) if match and len(self.date_parts) == 1 and int(match[1]) == self.year else None

    @property
    def is_date_approximate(self) -> bool:
        """Whether the date says "circa" ("c. 1850", biblatex's "1850~")."""
        texts = (self.extra.get(name, "") for name in ("date", "year"))
        return any(is_approximate(text) for text in texts)

    @property
    def named_authors(self) -> list[tuple[Author, NameParts]]:
        """The authors whose name is not empty, each with the parts of the name."""
        return _named(self.authors)

    @property
    def named_editors(self) -> list[tuple[Author, NameParts]]:
        """The editors whose name is not empty, each with the parts of the name."""
        return _named(self.editors)

    @property
    def clean_keywords(self) -> list[str]:
        """The keywords on one line each, without empty ones."""
        return [keyword for keyword in map(one_line, self.keywords) if keyword]

    @property
    def institution(self) -> str:
        """The institution of a thesis or report: the venue, or else the publisher."""
        return one_line(self.venue) or one_line(self.publisher)

    @property
    def is_masters_thesis(self) -> bool:
        return self.kind == "thesis" and bool(_MASTER.search(self.extra.get("type", "")))

    @property
    def is_bachelors_thesis(self) -> bool:
        return self.kind == "thesis" and bool(_BACHELOR.search(self.extra.get("type", "")))

    @property
    def is_standard(self) -> bool:
        """Whether it is a standard, which is a report with that type here."""
        return self.kind == "report" and bool(_STANDARD.search(self.extra.get("type", "")))

    @property
    def is_newspaper_article(self) -> bool:
        """Whether it is an article in a newspaper, which has the kind of an article in a journal here."""
        types = (self.extra.get("type", ""), self.extra.get("entrysubtype", ""))
        return self.kind == "journal" and any(map(_NEWSPAPER.search, types))

    @property
    def is_map(self) -> bool:
        """Whether it is a map, which is a work of no other kind here."""
        return self.kind == "other" and bool(_MAP.search(self.extra.get("type", "")))

    @property
    def is_chinese(self) -> bool:
        """Whether the publication is in Chinese, and its reference has "等" instead of "et al."."""
        return self.language.lower().split("-")[0] == "zh"


def _named(people: tuple[Author, ...]) -> list[tuple[Author, NameParts]]:
    named = [(person, person.parts) for person in people]
    return [(person, parts) for person, parts in named if parts.literal or parts.family]
