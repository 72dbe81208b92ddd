"""References by GB/T 7714-2015, numeric system (顺序编码制).

Punctuation is half-width and followed by a space, as in most publications. A publication that exists in print
is cited as a printed source even if it has a DOI. An online source is marked "/OL" and gives the access date
("[2013-03-08]", section 4.6).
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from . import cleaning
from .cleaning import one_line
from .names import NameParts
from .phrases import (
    CONTAINED_KINDS,
    STATUS_WORDS,
    doi_url,
    edition,
    editorial_status,
    holders,
    is_online,
    is_proceedings,
    people_in_field,
    place_of_publication,
    publisher_or_venue,
    reference_url,
    title,
    version,
    without_placeholders,
)
from .reference import Reference
from .runs import Run, Runs, join_runs, join_sentences, plain_text, to_runs, wrap_runs

#: At most this many authors are listed, followed by "等" or "et al" if there are more (section 8.1.2).
MAX_AUTHORS = 3
_CHINESE_STATUS_WORDS = {"retraction": "已撤稿", "withdrawal": "已撤回"}


def gbt7714(reference: Reference, on: date | None = None) -> Runs:
    """Format the reference: authors, title with code, source and URL, skipping what is unknown.

    `on` is the access date, printed for online sources.
    """
    return Gbt7714(reference, on).formatted()


class Gbt7714:
    """One reference by the edition of 2015. A subclass overrides what a later edition changed."""

    comma = ", "
    colon = ": "
    parentheses = ("(", ")")
    #: The code of each kind of publication (appendix B); "Z" is that of any other.
    codes: ClassVar[dict[str, str]] = {
        "journal": "J",
        "conference": "C",
        "workshop": "C",
        "chapter": "M",
        "book": "M",
        "thesis": "D",
        "report": "R",
        "patent": "P",
        "preprint": "EB",
        "software": "CP",
        "dataset": "DS",
    }

    def __init__(self, reference: Reference, on: date | None) -> None:
        self.reference = without_placeholders(reference)
        self.on = on

    def formatted(self) -> Runs:
        """Return the sentences of the reference: who, title, source, link."""
        *source, last = self.source()
        if self.on and self.has_access_date():
            last = [*last, Run(f"[{self.on.isoformat()}]")]
        return join_sentences(self.responsible(), self.title(), *source, last, *self.link())

    # Who is responsible

    def responsible(self) -> Runs:
        """Return the authors; the applicants of a patent; the editors of a book without authors."""
        reference = self.reference
        if reference.kind == "patent" and (applicants := holders(reference)):
            return self.people([[Run(self.name(parts))] for parts in applicants])
        names = [[Run(self.name(parts), author=author)] for author, parts in reference.named_authors]
        if not names and reference.kind == "book":
            return self.editors()
        return self.people(names, reference.has_more_authors)

    def editors(self) -> Runs:
        editors = self.reference.named_editors
        names = [[Run(self.name(parts), author=editor)] for editor, parts in editors]
        return self.people(names, self.reference.has_more_editors)

    def people(self, names: list[Runs], has_more: bool = False) -> Runs:
        """Join up to three names, followed by "et al" if there are more."""
        is_cut = names and (has_more or len(names) > MAX_AUTHORS)
        others = to_runs("等" if self.reference.is_chinese else "et al") if is_cut else []
        return self.join((*names[:MAX_AUTHORS], others))

    def name(self, parts: NameParts) -> str:
        """Return a name as "EINSTEIN A" or "PEEBLES P Z, Jr"; organizations and Chinese names unchanged."""
        if parts.literal or parts.is_chinese:
            return parts.inverted
        name = f"{parts.full_family.upper()} {parts.initials(stop='', hyphen=' ')}".strip()
        return ", ".join(filter(None, (name, parts.suffix.rstrip("."))))

    # What it is

    def title(self) -> Runs:
        """Return the title with its code: "Title: number[P]", "Title[C]//Proceedings"."""
        kind = self.reference.kind
        number = one_line(self.reference.number) if kind in {"report", "patent"} else ""
        volume = self.volume() if kind in {"book", "other"} else ""
        code = self.code() + ("/OL" if self.is_online() else "")
        name = self.subdivided(title(self.reference), volume, number)
        status = wrap_runs("" if self.reference.is_chinese else " ", to_runs(self.status()))
        work = [Run(name), *status, Run(f"[{code}]")]
        return [*join_runs((work, self.translators()), ". "), *wrap_runs("//", self.container())]

    def translators(self) -> Runs:
        """Return the translators of a work in Chinese: "胡泳, 范海燕, 译", "张三, 李四, 王五, 等译"."""
        names = [[Run(self.name(parts))] for parts in people_in_field(self.reference, "translator")]
        if not self.reference.is_chinese or not names:
            return []
        return [*self.people(names), Run(self.translated_by(is_cut=len(names) > MAX_AUTHORS))]

    def translated_by(self, is_cut: bool) -> str:
        return "译" if is_cut else ", 译"

    def status(self) -> str:
        """Return "[Retracted]" or "[Withdrawn]"; brackets mark what the title itself does not say."""
        status = editorial_status(self.reference)
        words = _CHINESE_STATUS_WORDS if self.reference.is_chinese else STATUS_WORDS
        return f"[{words[status]}]" if status else ""

    def code(self) -> str:
        """Return the code of the kind; proceedings of a conference have that of its papers."""
        if self.reference.is_standard:
            return "S"
        if self.reference.is_newspaper_article:
            return "N"
        if self.reference.is_map:
            return "CM"
        return "C" if is_proceedings(self.reference) else self.codes.get(self.reference.kind, "Z")

    def subdivided(self, *parts: str) -> str:
        """Join a title with its volume and number."""
        return self.colon.join(filter(None, parts))

    def container(self) -> Runs:
        """Return the book or proceedings that contain the publication, after their authors or editors."""
        venue = one_line(self.reference.venue)
        if self.reference.kind not in CONTAINED_KINDS or not venue:
            return []
        authors = [[Run(self.name(parts))] for parts in people_in_field(self.reference, "bookauthor")]
        people = self.people(authors) if authors else self.editors()
        return join_runs((people, to_runs(self.subdivided(venue, self.volume()))), ". ")

    def volume(self) -> str:
        volume = one_line(self.reference.volume)
        if not volume.isdigit():
            return volume
        return f"第{volume}卷" if self.reference.is_chinese else f"Vol. {volume}"

    # Where it appeared

    def source(self) -> tuple[Runs, ...]:
        """Return the sentences between title and URL."""
        match self.reference.kind:
            case "journal":
                return (self.in_journal(),)
            case "patent":
                return (to_runs(self.date()),)
            case "preprint":
                # The URL names the preprint server; without a URL, its name is printed.
                archive = "" if self.has_link() else publisher_or_venue(self.reference)
                return to_runs(archive), self.date_in_parentheses()
            case "software" | "dataset":
                return to_runs(version(self.reference)), self.imprint()
        return to_runs(edition(self.reference, in_chinese=self.reference.is_chinese)), self.imprint()

    def in_journal(self) -> Runs:
        """Return journal, year, volume, issue and pages: "Science, 1998, 279(5359): 2063"."""
        reference = self.reference
        if reference.is_newspaper_article:  # "中国青年报, 2000-11-20(15)", with the page in parentheses
            return [
                *self.join((to_runs(self.journal()), to_runs(self.date()))),
                *self.enclose(to_runs(self.pages())),
            ]
        parts = (self.journal(), self.date_in_journal(), one_line(reference.volume))
        number = self.enclose(to_runs(one_line(reference.number)))
        issue = [*self.join(map(to_runs, parts)), *number]
        return self.join((issue, to_runs(self.pages())), self.colon)

    def journal(self) -> str:
        return one_line(self.reference.venue)

    def date_in_journal(self) -> str:
        return self.year()

    def imprint(self) -> Runs:
        """Return place, publisher, year and pages: "New York: McGraw Hill, 2001: 12-34".

        An online source without place, publisher and pages has its date in parentheses: "(2008-05-04)".
        """
        published, pages = self.place_and_publisher(), self.pages()
        if not published and not pages and self.is_online():
            return self.date_in_parentheses()
        imprint = self.join((to_runs(published), to_runs(self.year())))
        return self.join((imprint, to_runs(pages)), self.colon)

    def place_and_publisher(self) -> str:
        return self.colon.join(filter(None, (place_of_publication(self.reference), self.publisher())))

    def publisher(self) -> str:
        if self.reference.kind in {"thesis", "report"}:
            return self.reference.institution
        if self.reference.kind in CONTAINED_KINDS:
            return one_line(self.reference.publisher)
        return publisher_or_venue(self.reference)

    def pages(self) -> str:
        """Return the pages, or else the article number."""
        return cleaning.format_pages(self.reference.pages, "-") or one_line(self.reference.article_number)

    # When

    def year(self) -> str:
        """Return the year, or that the publication is in press."""
        return self.in_press() or self.reference.year_text

    def date(self) -> str:
        """Return the date as precisely as it is known: "2006-12-13", "2006-12", "2006"."""
        date = "-".join(f"{part:02d}" for part in self.reference.date_parts)
        return self.in_press() or date or self.reference.year_text

    def in_press(self) -> str:
        if not self.reference.is_in_press:
            return ""
        return "印刷中" if self.reference.is_chinese else "in press"

    def date_in_parentheses(self) -> Runs:
        return self.enclose(to_runs(self.date()))

    # Online

    def is_online(self) -> bool:
        """Return whether the publication is an online source and has a DOI or URL."""
        return is_online(self.reference) and self.has_link()

    def has_access_date(self) -> bool:
        return self.is_online()

    def has_link(self) -> bool:
        return bool(plain_text(join_runs(self.link())))

    def link(self) -> tuple[Runs, ...]:
        """Return the DOI, or else the URL of what exists online only, as sentences."""
        if doi := cleaning.bare_doi(self.reference.doi):
            return (self.doi_link(doi),)
        url = reference_url(self.reference)
        return ([Run(url, href=url)] if url else [],)

    def doi_link(self, doi: str) -> Runs:
        return [Run("DOI: "), Run(doi, href=doi_url(doi))]

    # Punctuation

    def join(self, parts: Iterable[Runs], separator: str = "") -> Runs:
        """Join the parts that are not empty with the separator, or with commas."""
        return join_runs(parts, separator or self.comma)

    def enclose(self, runs: Runs) -> Runs:
        """Put runs that are not empty in parentheses."""
        opening, closing = self.parentheses
        return wrap_runs(opening, runs, closing)
