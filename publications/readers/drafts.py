"""Collect the values of one record and turn them into an entry, as `publications.bibtex.entries` does."""

import re
from dataclasses import dataclass, field
from functools import reduce

from publications.bibtex import Author, Entry, Problem, ProblemCode
from publications.bibtex.dates import Date, is_uncertain, is_without_number, season_date
from publications.bibtex.identifiers import ARXIV_ID, DOI, arxiv_id_in_doi, arxiv_id_in_url, doi_in_url
from publications.bibtex.languages import language_tag
from publications.bibtex.names import with_japanese_names
from publications.bibtex.pages import read_position
from publications.bibtex.problems import excerpt
from publications.bibtex.publication_state import mentions_press
from publications.bibtex.remarks import Remarks, read_remarks
from publications.bibtex.resources import LINK_KINDS
from publications.bibtex.titles import with_subtitle
from publications.citing import cleaning
from publications.citing.awards import is_award
from publications.citing.entry_types import is_preprint_server, kind_of_entry
from publications.citing.registry import Funding, Notice, merged_funding, split_notices

from .values import (
    plain_paragraphs,
    plain_text,
    read_date,
    read_serial_numbers,
)

_ARXIV_MENTION = re.compile(r"(?<![a-z])arxiv|\bcorr\b|^abs/", re.IGNORECASE)
_VERSION = re.compile(r"[./]?v\d+$")
#: biblatex's notation of dates, of which these are not stored as numbers: "-0349", "199X", "1850~".
_NOTATION = re.compile(r"[-−]?[\dX]{4}[-\dX/.?~%]*")


@dataclass(kw_only=True)
class Draft:
    """The values of a record as they are written in the file; `entry` cleans them.

    - `bibtex_type` is the entry type that BibTeX has for the type of work.
    - `title_parts` are title and subtitle; `dates` all texts that may give the date, the most reliable first.
    - `dois`, `serial_numbers` and `urls` may hold several values each; `arxiv` are texts that may mention an
      arXiv ID. `remarks` are public notes on the work.
    - `left_out` are the names of fields that are meant for the owner of the file.
    """

    line: int
    key: str = ""
    type: str = ""
    bibtex_type: str = "misc"
    title_parts: list[str] = field(default_factory=list)
    translated_title: str = ""
    authors: list[Author] = field(default_factory=list)
    editors: list[Author] = field(default_factory=list)
    has_others: bool = False
    has_more_editors: bool = False
    dates: list[str] = field(default_factory=list)
    date: Date = (None, None, None)
    is_in_press: bool = False
    venue: str = ""
    venue_short: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    article_number: str = ""
    publisher: str = ""
    dois: list[str] = field(default_factory=list)
    arxiv: list[str] = field(default_factory=list)
    serial_numbers: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    pdfs: list[str] = field(default_factory=list)
    abstract: str = ""
    keywords: list[str] = field(default_factory=list)
    language: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    award: str = ""
    is_selected: bool = False
    remarks: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    funding: list[Funding] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def entry(self, problems: list[Problem]) -> Entry:
        """Return the entry, and append what could not be read to `problems`."""
        title = self._title()
        if not title:
            self._report(problems, "no_title")
        dois = self._dois(problems)
        doi = next((doi for doi in dois if not arxiv_id_in_doi(doi)), next(iter(dois), ""))
        urls = [url for url in map(cleaning.http_url, self.urls) if url]
        arxiv_id = self._arxiv_id(dois, urls)
        venue, publisher = plain_text(self.venue), plain_text(self.publisher)
        kind = kind_of_entry(self.bibtex_type, venue, bool(arxiv_id), doi, publisher=publisher)
        if kind == "preprint" and not venue and is_preprint_server(publisher):
            venue, publisher = publisher, ""
        short = plain_text(self.venue_short)
        texts = map(plain_text, (self.volume, self.number, self.pages, self.article_number))
        position = read_position(*texts)
        isbns, issns, _rest = read_serial_numbers(self.serial_numbers)
        remarks = self._remarks(has_appeared=bool(position.volume or position.pages))
        note, notices = split_notices(remarks.note)
        self.is_in_press = self.is_in_press or remarks.is_in_press
        year, month, day = self._date(problems)
        language = language_tag(self.language)
        links = [(kind if kind in LINK_KINDS else "link", url) for kind, url in self.links]
        pdf = next((url for url in map(cleaning.http_url, self.pdfs) if url), "")
        return Entry(
            key=cleaning.one_line(self.key),
            type=self.type.lower(),
            line=self.line,
            kind=kind,
            title=title,
            translated_title=_title_text(self.translated_title),
            authors=with_japanese_names(tuple(self.authors), language, title),
            editors=with_japanese_names(tuple(self.editors), language, title),
            has_others=self.has_others,
            has_more_editors=self.has_more_editors,
            year=year,
            month=month,
            day=day,
            is_in_press=self.is_in_press,
            venue="arXiv" if kind == "preprint" and _ARXIV_MENTION.search(venue) else venue,
            venue_short="" if short == venue else short,
            **position._asdict(),
            publisher=publisher,
            doi=doi,
            arxiv_id=arxiv_id,
            isbn=next(iter(isbns), ""),
            issn=next(iter(issns), ""),
            url=self._url(urls),
            pdf=pdf,
            links=tuple(dict.fromkeys(links)),
            is_selected=self.is_selected,
            abstract=plain_paragraphs(self.abstract),
            keywords=tuple(dict.fromkeys(filter(None, map(plain_text, self.keywords)))),
            language=language,
            award=remarks.award,
            note=note,
            notices=tuple(dict.fromkeys([*self.notices, *notices])),
            funding=merged_funding(self.funding),
            extra=self._extra(isbns, issns),
            left_out=tuple(dict.fromkeys([*self.left_out, *["note"] * remarks.is_left_out])),
        )

    def _report(self, problems: list[Problem], code: ProblemCode, name: str = "", text: str = "") -> None:
        problems.append(Problem(self.line, code, cleaning.one_line(self.key), name, excerpt(text)))

    def _title(self) -> str:
        return reduce(with_subtitle, filter(None, map(_title_text, self.title_parts)), "")

    def _date(self, problems: list[Problem]) -> Date:
        """Return the date, and note whether the work is in press."""
        date, unread = read_date(self.dates)
        if date[0] is None:
            date = self.date
        self.is_in_press = self.is_in_press or any(map(mentions_press, self.dates))
        in_words = next(filter(is_without_number if date[0] is None else is_uncertain, self.dates), "")
        if season := "" if date[1] else season_date(self.dates):
            in_words = season
        elif in_words and not re.search(r"\d", in_words):
            in_words = f"{in_words} {date[0]}"  # "Spring/Summer", the year in another field
        if in_words:
            self.extra["date" if _NOTATION.fullmatch(in_words.strip()) else "year"] = in_words
        if date[0] is None and in_words:
            return date
        if date[0] is None and unread and not self.is_in_press:
            self._report(problems, "bad_date", "year", unread[0])
            self.extra["year"] = unread[0]
        elif date[0] is None and not self.is_in_press:
            self._report(problems, "no_year")
        return date

    def _dois(self, problems: list[Problem]) -> list[str]:
        """Return the DOIs, and report text that is none and a second DOI, which has no place in an entry."""
        dois = []
        for text in self.dois:
            if match := DOI.search(text):
                dois.append(match[0].rstrip(".,;").lower())
            elif cleaning.one_line(text):
                self._report(problems, "bad_doi", "doi", text)
        dois += [doi for doi in map(doi_in_url, self.urls) if doi]
        works = list(dict.fromkeys(_VERSION.sub("", doi) for doi in dois if not arxiv_id_in_doi(doi)))
        for doi in works[1:]:
            self._report(problems, "duplicate_field", "doi", doi)
        return dois

    def _arxiv_id(self, dois: list[str], urls: list[str]) -> str:
        texts = [self.venue, self.volume, self.number, self.pages, self.publisher, *self.remarks, *self.arxiv]
        mentions = (
            match[0]
            for text in texts
            if _ARXIV_MENTION.search(text) and (match := ARXIV_ID.search(cleaning.one_line(text)))
        )
        candidates = (*map(arxiv_id_in_doi, dois), *map(arxiv_id_in_url, (*urls, *self.pdfs)), *mentions)
        return next(filter(None, candidates), "")

    def _url(self, urls: list[str]) -> str:
        """Return the first address that is not just the DOI's or arXiv's, or else the first one."""
        own = [url for url in urls if not doi_in_url(url) and not arxiv_id_in_url(url)]
        return next(iter([*own, *urls]), "")

    def _remarks(self, *, has_appeared: bool) -> Remarks:
        """Return the award, the other public remarks, and whether they say that the work will appear."""
        remarks = dict.fromkeys(filter(None, map(plain_text, self.remarks)))
        award = plain_text(self.award) or next(filter(is_award, remarks), "")
        note = " ".join(remark for remark in remarks if remark != award)
        return read_remarks(note, award, "", "", has_appeared=has_appeared)

    def _extra(self, isbns: list[str], issns: list[str]) -> dict[str, str]:
        others = {"eisbn": ", ".join(isbns[1:]), "eissn": ", ".join(issns[1:])}
        extra = {name: plain_text(text) for name, text in (self.extra | others).items()}
        return {name: text for name, text in extra.items() if text}


def _title_text(text: str) -> str:
    return plain_text(text, formulas=True)
