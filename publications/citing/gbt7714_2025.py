"""References by GB/T 7714-2025, numeric system (顺序编码制), in force since 1 July 2026.

What differs from the edition of 2015:

- Marks are full-width except ".", "[ ]", slashes and hyphens (6.2).
- Family names are not in capitals, initials keep hyphens, names in pinyin are not abbreviated (7.1.1).
- An electronic source gives its URL; the DOI is not repeated beside a URL that contains it (7.8, 7.9.1).
- Only preprints, data sets, software and web pages give the day on which they were read (8.5 to 8.15).
- Preprints are "[PP/OL]", with version and platform (8.15); an article without volume and issue has the full
  date of its publication online (8.5.1.1); so have reports and patents (7.5.4.2).
- A paper of a conference without published proceedings names conference and year (8.6.3).

`docs/citation-styles.md` lists what the sources do not agree on.
"""

import re
from dataclasses import replace
from datetime import date

from publications.matching.chinese import LONG_SURNAMES, SURNAMES, pinyin_syllables

from . import cleaning
from .cleaning import one_line
from .gbt7714 import Gbt7714
from .names import NameParts
from .phrases import doi_url, publisher_or_venue, version
from .reference import Reference
from .runs import Run, Runs, to_runs

_SUBTITLE = re.compile(r"(?<=\S): +(?=\S)")
_VERSION = re.compile(r"^Version (?=\d)")
_ARXIV_VERSION = re.compile(r"v(\d+)$")


def gbt7714_2025(reference: Reference, on: date | None = None) -> Runs:
    """Format the reference: authors, title with code, source and URL, skipping what is unknown.

    `on` is the access date, printed for preprints, data sets, software and web pages.
    """
    return Gbt7714Of2025(reference, on).formatted()


class Gbt7714Of2025(Gbt7714):
    """One reference by the edition of 2025. Numbers in parentheses are those of its clauses."""

    comma = "，"
    colon = "："
    parentheses = ("（", "）")
    codes = Gbt7714.codes | {"preprint": "PP"}

    def name(self, parts: NameParts) -> str:
        """Return a name as "Einstein A", "Godard J-L", "Li Jiangning" or "Peebles P Z Jr" (7.1.1, 8.2.2)."""
        if parts.literal or parts.is_chinese:
            return parts.inverted
        given = parts.given if _is_in_pinyin(parts) else parts.initials(stop="")
        return " ".join(filter(None, (parts.full_family, given, parts.suffix.rstrip("."))))

    def code(self) -> str:
        """Return the code of the kind (A.1)."""
        return "EB" if self.is_web_page() else super().code()

    def is_web_page(self) -> bool:
        """Return whether a work of no other kind exists online only, without a publisher (8.11)."""
        if self.reference.is_map:
            return False
        return self.reference.kind not in self.codes and self.has_link() and not self.place_and_publisher()

    def subdivided(self, *parts: str) -> str:
        """Join a title with its volume and number; the colon before a subtitle is a mark too (7.2.3)."""
        return super().subdivided(*(_SUBTITLE.sub(self.colon, part) for part in parts))

    def translated_by(self, is_cut: bool) -> str:
        return "，译"

    def container(self) -> Runs:
        """Return the proceedings or book, or else the conference with its year."""
        if not self.is_unpublished_conference():
            return super().container()
        venue = to_runs(self.subdivided(one_line(self.reference.venue), self.volume()))
        return self.join((self.join((venue, to_runs(self.year()))), to_runs(self.pages())), self.colon)

    def is_unpublished_conference(self) -> bool:
        """Return whether a paper names its conference only: no editor, place or publisher (8.6.3)."""
        reference = self.reference
        is_paper = reference.kind in {"conference", "workshop"} and one_line(reference.venue)
        return bool(is_paper) and not reference.editors and not self.place_and_publisher()

    def volume(self) -> str:
        """Return the volume: "第4卷" (7.2.3), "v.1" (B.1)."""
        return super().volume().replace("Vol. ", "v.")

    def source(self) -> tuple[Runs, ...]:
        reference = self.reference
        match reference.kind:
            case "preprint" | "dataset" | "software":
                return to_runs(self.version()), self.on_platform()
            case "report" if not self.place_and_publisher():
                return (self.join((to_runs(self.date()), to_runs(self.pages())), self.colon),)
            case "patent":
                return (self.join((to_runs(self.date()), to_runs(self.pages())), self.colon),)
            case "conference" | "workshop" if self.is_unpublished_conference():
                return ([],)
        return super().source()

    def version(self) -> str:
        """Return the version of a preprint, data set or software: "V2" (7.4)."""
        reference = self.reference
        if reference.kind == "preprint":
            match = _ARXIV_VERSION.search(cleaning.bare_arxiv_id(reference.arxiv_id))
            reference = replace(reference, number=match[1] if match else "")
        return _VERSION.sub("V", version(reference))

    def on_platform(self) -> Runs:
        """Return the platform with the date: "arXiv（2012-03-18）" (8.14.3, 8.15.2)."""
        reference = self.reference
        platform = publisher_or_venue(reference)
        if reference.kind == "preprint":
            server = reference.extra.get("eprinttype", "") or reference.extra.get("archiveprefix", "")
            archive = "arXiv" if reference.arxiv_id else one_line(server) or one_line(reference.publisher)
            platform = one_line(reference.venue) or archive
        return [*to_runs(platform), *self.date_in_parentheses()]

    def journal(self) -> str:
        """Return the name of the journal; abbreviated words have no stop: "J Math Phys" (7.2.1)."""
        return re.sub(r"(?<=\w)\.(?=\s|$)", "", super().journal())

    def date_in_journal(self) -> str:
        """Return the year, or the full date of an article without volume and issue (8.5.1.1)."""
        is_in_issue = one_line(self.reference.volume) or one_line(self.reference.number)
        return self.year() if is_in_issue else self.date()

    def is_online(self) -> bool:
        return self.has_link()

    def has_access_date(self) -> bool:
        """Return whether the day of access is obligatory: for what may change (8.11, 8.14, 8.15)."""
        is_changeable = self.reference.kind in {"preprint", "dataset", "software"} or self.is_web_page()
        return self.has_link() and is_changeable

    def doi_link(self, doi: str) -> Runs:
        """Return the DOI as a URL (7.8, 7.9.1)."""
        return [Run(f"https://doi.org/{doi}", href=doi_url(doi))]


def _is_in_pinyin(parts: NameParts) -> bool:
    """Return whether a name is that of a Chinese person in pinyin: "Li Jiangning", "Ouyang Xiu".

    A few names of other languages look the same ("Alan Wang"). They are then printed in full too, which the
    standard allows for every name.
    """
    family, given = (
        re.sub(r"[-‐‑’' ]", "", name.casefold()).replace("ü", "v").replace("lyu", "lv")
        for name in (parts.family, parts.given)
    )
    if parts.particle or family not in SURNAMES:
        return False
    # "Lee" would be two syllables, but no Chinese family name in pinyin.
    is_surname = len(pinyin_syllables(family)) == (2 if family in LONG_SURNAMES else 1)
    return is_surname and len(pinyin_syllables(given)) in {1, 2}
