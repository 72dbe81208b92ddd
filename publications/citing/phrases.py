"""Parts of a reference that several styles share: edition, version, page label, URL."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from . import cleaning
from .cleaning import one_line
from .maths import readable_title
from .names import HAN, NameParts, name_parts
from .reference import Reference

#: Kinds of publication that exist online only, so that a reference to them needs a URL.
ONLINE_KINDS = frozenset(("preprint", "software", "dataset", "other"))
#: Kinds of publication that exist both in print and online.
LINKED_KINDS = frozenset(("book", "report", "thesis"))
#: The kinds of link that lead to the work itself, the best first.
LINKS_TO_WORK = ("paper", "link", "pdf")
#: Kinds of publication that are part of a book or of proceedings.
CONTAINED_KINDS = frozenset(("conference", "workshop", "chapter"))
#: Kinds whose venue is their publisher: a university, a server of preprints, an archive.
PUBLISHED_BY_VENUE = frozenset(("thesis", "report", "preprint", "software", "dataset", "patent"))

_EDITION = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|\s*\bed(?:ition|n)?\b\.?", re.IGNORECASE)
#: BibTeX's own styles expect the edition as an ordinal in words.
_ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMBERS = {
    word: str(number)
    for words in (_ORDINAL_WORDS, "一二三四五六七八九十")
    for number, word in enumerate(words, 1)
}

_UNKNOWN_NUMBER = re.compile(r"PP|0+|[-–—]+|n/?a|online first|ahead of print|early access", re.IGNORECASE)
#: What publishers and tools put where there is no value yet: IEEE's early access has volume "PP", issue "99"
#: and pages "1-1".
_PLACEHOLDERS = {
    "volume": _UNKNOWN_NUMBER,
    "number": _UNKNOWN_NUMBER,
    "pages": re.compile(r"1\s*[-–—]+\s*1|0+(?:\s*[-–—]+\s*0+)?|[-–—]+|n/?a", re.IGNORECASE),
}
#: What references say about a work with such a notice.
STATUS_WORDS = {"retraction": "Retracted", "withdrawal": "Withdrawn"}
#: A mark of the publisher in the title, "RETRACTED ARTICLE: …" or "… (Retracted)", and no word of the title.
_SAYS_RETRACTED = re.compile(
    r"^\W*(?:(?:retracted|retraction|withdrawn)(?: \w+)?|已?撤[稿回])\s*[:：\])）】]"
    r"|[\[(（【](?:\W|article )*(?:retracted|retraction|withdrawn|已?撤[稿回])[^\])）】]*[\])）】]\W*$",
    re.IGNORECASE,
)
_DOCTORAL = re.compile(r"doctor|dissertation|\bph\.? ?d|\bd\. ?phil|^phdthesis$|博士|^thesis$", re.IGNORECASE)
_TYPES_IN_STYLES = {
    "techreport": "Technical Report",
    "resreport": "Research Report",
    "patent": "Patent",
    "patentus": "U.S. Patent",
    "patenteu": "European Patent",
    "patentde": "German Patent",
    "patentfr": "French Patent",
    "patentuk": "U.K. Patent",
}
#: The form of a company at the end of its name, which often has no braces.
_COMPANY = re.compile(
    r"\b(?:A/S|AB|AG|B\.?V|Co|Corp|GmbH|Inc|K\.?K|KG|LLC|L\.?P|Ltd|LTD|N\.?V|Oyj?|PLC|plc|S\.?A|SE|S\.?p\.?A)\.?$"
)
_CHINESE = re.compile(f"[{HAN}（）()·]+")
_AND = re.compile(r" and (?![^{}]*\})")  # not within braces
_PROCEEDINGS = re.compile(r"\bproceedings\b|论文集|会议录|论文汇编", re.IGNORECASE)


def without_placeholders(reference: Reference) -> Reference:
    """Return the reference without values that stand for "not known yet", such as pages "1-1"."""
    empty: dict[str, Any] = {
        name: ""
        for name, pattern in _PLACEHOLDERS.items()
        if pattern.fullmatch(one_line(getattr(reference, name)))
    }
    if "volume" in empty and one_line(reference.number) == "99":
        empty["number"] = ""
    return replace(reference, **empty) if empty else reference


def is_proceedings(reference: Reference) -> bool:
    """Return whether a book is the proceedings of a conference, by its title."""
    return reference.kind == "book" and bool(_PROCEEDINGS.search(reference.title))


def place_of_publication(reference: Reference) -> str:
    """Return the place of publication. BibTeX calls it `address`, biblatex `location`.

    A record of the ACM has both, and the second is then the place of the conference.
    """
    return one_line(reference.extra.get("address", "")) or one_line(reference.extra.get("location", ""))


def holders(reference: Reference) -> list[NameParts]:
    """Return the holders of a patent, from the BibTeX field `holder`: companies and people."""
    return [
        NameParts(literal=name) if not parts.literal and _COMPANY.search(name) else parts
        for name, parts in _names_in_field(reference, "holder")
    ]


def people_in_field(reference: Reference, field: str) -> list[NameParts]:
    """Return the names in a BibTeX field such as `translator`."""
    return [parts for _name, parts in _names_in_field(reference, field)]


def _names_in_field(reference: Reference, field: str) -> list[tuple[str, NameParts]]:
    names = _AND.split(one_line(reference.extra.get(field, "")))
    return [(name, name_parts(name)) for name in names if name and name != "others"]


def holder_names(reference: Reference) -> str:
    """Return the holders of a patent as they are named: "Loom Company, Doe, Jane".

    Without BibTeX's braces, "Loom and Yarn" may be one company.
    """
    text = one_line(reference.extra.get("holder", ""))
    names = _AND.split(text)
    is_list = "{" in text or all(map(_CHINESE.fullmatch, names))
    return re.sub("[{}]", "", ", ".join(names)) if is_list else text


def title(reference: Reference) -> str:
    """Return the title on one line with readable formulas, without a final full stop."""
    return _without_stop(reference.title)


def translated_title(reference: Reference) -> str:
    """Return the English title of a publication in another language, "" if there is none."""
    return "" if language_of(reference) in {"", "en"} else _without_stop(reference.translated_title)


def _without_stop(title: str) -> str:
    text = one_line(readable_title(title))
    return text if text.endswith("..") else text.removesuffix(".")


def language_of(reference: Reference) -> str:
    """Return the language of the publication as a code of two letters: "zh" for "zh-Hans"."""
    return reference.language.lower().split("-")[0]


def editorial_status(reference: Reference) -> str:
    """Return "retraction" or "withdrawal" if there is such a notice that the title does not mention yet."""
    kinds = {notice.kind for notice in reference.notices}
    status = next((kind for kind in STATUS_WORDS if kind in kinds), "")
    return "" if _SAYS_RETRACTED.search(reference.title) else status


def edition(reference: Reference, in_chinese: bool = False) -> str:
    """Return the edition: "4th ed.", or "4版" in a Chinese reference.

    A first edition gives "", since no style names it. An edition without a number is returned as entered:
    "Rev. ed.", "修订本".
    """
    text, number = one_line(reference.extra.get("edition", "")), edition_number(reference)
    if re.fullmatch(r"\d{1,4}", number):
        if int(number) == 1:
            return ""
        return f"{number}版" if in_chinese else f"{_ordinal(int(number))} ed."
    is_bare = text.isascii() and _EDITION.sub("", text).strip("第版 ") == text
    return f"{text} ed." if text and is_bare else text


def edition_number(reference: Reference) -> str:
    """Return the number of the edition without words ("2" for "Second" and "第2版"), or else as entered."""
    text = one_line(reference.extra.get("edition", ""))
    word = _EDITION.sub("", text).strip("第版 ")
    number = _NUMBERS.get(word.lower(), word)
    return str(int(number)) if re.fullmatch(r"\d{1,4}", number) else text


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in {11, 12, 13} else "th"
    return f"{number}{ending}"


def work_type(reference: Reference) -> str:
    """Return the type of a report or patent as styles print it; biblatex's keywords are spelled out."""
    text = one_line(reference.extra.get("type", ""))
    return _TYPES_IN_STYLES.get(text.lower(), text)


def thesis_type(reference: Reference, doctoral: str, masters: str, bachelors: str) -> str:
    """Return the word for a thesis by its type; a type that is none of the three is returned as entered."""
    if reference.is_masters_thesis:
        return masters
    if reference.is_bachelors_thesis:
        return bachelors
    text = work_type(reference)
    return text if text and not _DOCTORAL.search(text) else doctoral


def version(reference: Reference) -> str:
    """Return the version of software or data: "Version 1.2", or as entered if it is not a number."""
    text = one_line(reference.extra.get("version", "")) or one_line(reference.number)
    return f"Version {text[1:] if text[0] in 'vV' else text}" if re.match(r"[vV]?\d", text) else text


def is_online(reference: Reference) -> bool:
    """Return whether the publication exists online only.

    This includes journal articles that are not yet assigned to a volume or issue.
    """
    if reference.kind == "journal" and not one_line(reference.volume) and not one_line(reference.number):
        return True
    return reference.kind in ONLINE_KINDS or _is_only_on_arxiv(reference) or bool(_linked_url(reference))


def publisher_or_venue(reference: Reference) -> str:
    """Return the publisher of a standalone work, or its venue if it has no publisher."""
    return one_line(reference.publisher) or one_line(reference.venue)


def article_number(reference: Reference) -> str:
    """Return the article number, which older records have as pages ("e0209899")."""
    pages = one_line(reference.pages)
    return one_line(reference.article_number) or (pages if cleaning.is_article_number(pages) else "")


def label_pages(pages: str) -> str:
    """Put "p." before one page and "pp." before several: "p. 7", "pp. 12–34"; "" gives ""."""
    if not pages:
        return ""
    return f"pp. {pages}" if "–" in pages or "," in pages else f"p. {pages}"


def doi_url(doi: str) -> str:
    """Return the URL of a bare DOI."""
    return f"https://doi.org/{quote(doi)}"


def arxiv_url(arxiv_id: str) -> str:
    """Return the URL of a bare arXiv ID."""
    return f"https://arxiv.org/abs/{quote(arxiv_id)}"


def reference_url(reference: Reference) -> str:
    """Return the URL of a publication that is read online, "" for any other. Ignores the DOI."""
    if reference.kind not in ONLINE_KINDS and not _is_only_on_arxiv(reference):
        return _linked_url(reference)
    arxiv_id = cleaning.bare_arxiv_id(reference.arxiv_id)
    return arxiv_url(arxiv_id) if arxiv_id else cleaning.http_url(reference.url)


def _linked_url(reference: Reference) -> str:
    """Return the address of a thesis, a report, or a book that no publisher has printed; "" without one."""
    is_printed = reference.kind == "book" and bool(one_line(reference.publisher))
    if reference.kind not in LINKED_KINDS or is_printed:
        return ""
    urls = dict(reversed(reference.links))  # the first of each kind
    return next((cleaning.http_url(urls[kind]) for kind in LINKS_TO_WORK if kind in urls), "")


def _is_only_on_arxiv(reference: Reference) -> bool:
    """Return whether the publication has an arXiv ID and neither publisher nor venue."""
    return bool(cleaning.bare_arxiv_id(reference.arxiv_id)) and not publisher_or_venue(reference)
