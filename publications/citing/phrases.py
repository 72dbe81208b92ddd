"""What the reference styles say in the same words: an edition, a version, where it is on the web."""

import re
from urllib.parse import quote

from . import cleaning
from .cleaning import one_line
from .reference import Reference

#: Kinds that are found on the web alone, so that a reference without an address would lead nowhere.
ONLINE_KINDS = frozenset(("preprint", "software", "dataset", "other"))
#: Kinds that are a part of a book or of proceedings.
CONTAINED_KINDS = frozenset(("conference", "workshop", "chapter"))

_EDITION = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|\s*\bed(?:ition|n)?\b\.?", re.IGNORECASE)
#: BibTeX's own styles ask for words.
_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMBERS = {word: str(number) for number, word in enumerate([*_WORDS, *"一二三四五六七八九十"], 1)}


def title(reference: Reference) -> str:
    """The title as entered, on one line, without a full stop of its own."""
    written = one_line(reference.title)
    return written if written.endswith("..") else written.removesuffix(".")


def edition(reference: Reference) -> str:
    """ "4th ed.", in Chinese "4版"; "" for a first edition, which no style names.

    What is no number stays as it is: "Rev. ed.", "修订本".
    """
    written = one_line(reference.extra.get("edition", ""))
    word = _EDITION.sub("", written).strip("第版 ")
    number = _NUMBERS.get(word.lower(), word)
    if re.fullmatch(r"\d{1,4}", number):
        if int(number) == 1:
            return ""
        return f"{int(number)}版" if reference.is_chinese else f"{_ordinal(int(number))} ed."
    return f"{written} ed." if word == written and written.isascii() and written else written


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in {11, 12, 13} else "th"
    return f"{number}{ending}"


def work_type(reference: Reference) -> str:
    """What kind of report or patent it says to be, with biblatex's own words for them spelt out."""
    written = one_line(reference.extra.get("type", ""))
    return {"techreport": "Technical Report", "resreport": "Research Report"}.get(written.lower(), written)


def version(reference: Reference) -> str:
    """ "Version 1.2" of software or data; what says "version" itself stays as it is."""
    written = one_line(reference.extra.get("version", "")) or one_line(reference.number)
    return f"Version {written}" if written[:1].isdigit() else written


def is_online(reference: Reference) -> bool:
    """Whether it is on the web alone, as is an article that is in no volume or issue yet."""
    if reference.kind == "journal" and not one_line(reference.volume) and not one_line(reference.number):
        return True
    return reference.kind in ONLINE_KINDS or _is_in_archive_alone(reference)


def publisher_or_venue(reference: Reference) -> str:
    """Who published a work that stands for itself: the publisher, else what is said to be the venue."""
    return one_line(reference.publisher) or one_line(reference.venue)


def label_pages(pages: str) -> str:
    """ "pp. 12–34", "p. 7"; "" for none."""
    if not pages:
        return ""
    return f"pp. {pages}" if "–" in pages or "," in pages else f"p. {pages}"


def doi_url(doi: str) -> str:
    return f"https://doi.org/{quote(doi)}"


def reference_url(reference: Reference) -> str:
    """Where it is on the web, if that has to be said and there is no DOI."""
    if reference.kind not in ONLINE_KINDS and not _is_in_archive_alone(reference):
        return ""
    arxiv_id = cleaning.bare_arxiv_id(reference.arxiv_id)
    return f"https://arxiv.org/abs/{quote(arxiv_id)}" if arxiv_id else cleaning.http_url(reference.url)


def _is_in_archive_alone(reference: Reference) -> bool:
    """Whether nothing says where it appeared but that it is on arXiv."""
    return bool(cleaning.bare_arxiv_id(reference.arxiv_id)) and not publisher_or_venue(reference)
