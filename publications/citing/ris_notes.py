"""What RIS has no tag for, as sentences in the note (N1), which all programs keep; and read them again.

Notes in the files of others are private, so what the lab has published is marked as such:
"In press. More authors than listed. Selected publication. Best Paper Award. Funding: Yarn Fund
(10.13039/501100001809) [1, 2]. Public note: Read in Basel. Field (titleaddon): A ballad. Link (code):
https://…". RIS has no tag for funders and their grants, and readers such as Zotero and EndNote have no field
for them. Fields have the names that biblatex gives them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from . import cleaning
from .awards import is_award
from .cleaning import one_line
from .reference import Reference
from .registry import Funding, Notice, funding_text, notice_texts, read_funding, split_notices

_IN_PRESS = "In press"
_MORE_AUTHORS = "More authors than listed"
_MORE_EDITORS = "More editors than listed"
_SELECTED = "Selected publication"
_FUNDING = re.compile(r"(?:^|\. )Funding: (?P<text>.+)")
_PUBLIC_NOTE = "Public note: "
#: Fields of biblatex, and identifiers, that may stand in a note. Others are those of programs and themes.
NOTED_FIELDS = frozenset(
    """
    addendum advisor afterword annotator applicationnumber archiveprefix authortype bookauthor booksubtitle
    booktitle booktitleaddon chapter collaboration commentator cstr date edition editora editoratype editorb
    editorbtype editorc editorctype editortype eid eisbn eissn entrysubtype eprint eprintclass eprinttype
    eventdate eventtitle eventtitleaddon foreword holder howpublished institution introduction isan isbn ismn
    isrn issn issuesubtitle issuetitle issuetitleaddon iswc journal journalsubtitle journaltitleaddon
    location mainsubtitle maintitle maintitleaddon month nameaddon organization origdate origlanguage
    origlocation origpublisher origtitle pagetotal part pmcid pmid primaryclass publisher pubmedid series
    serieseditor shortauthor shorteditor titleaddon translator type urldate venue version volumes year
    """.split()
)
_FIELD = re.compile(
    r"(?:^|\. )Field \((?P<name>[a-z]{2,20})\): (?P<text>.+?)(?=\. (?:Field|Link) \([a-z]+\): |$)"
)
_LINK = re.compile(r"(?:^|\. )Link \((?P<kind>[a-z]{1,10})\): (?P<url>https?://\S+?)(?=\. Link \(|\.?$)")


def note_text(reference: Reference, fields: Mapping[str, str] | None = None) -> str:
    """Return the note of a publication, "" if there is nothing to say.

    `fields` are those of `NOTED_FIELDS` that the type of the record has no tag for.
    """
    note = one_line(reference.note)
    sentences = (
        _IN_PRESS if reference.is_in_press else "",
        _MORE_AUTHORS if reference.has_more_authors else "",
        _MORE_EDITORS if reference.has_more_editors else "",
        _SELECTED if reference.is_selected else "",
        one_line(reference.award),
        f"Funding: {one_line(funding_text(reference.funding))}" if reference.funding else "",
        f"{_PUBLIC_NOTE}{note}" if note else "",
        *(f"Field ({name}): {text}" for name, text in (fields or {}).items()),
        *(f"Link ({kind}): {cleaning.http_url(url)}" for kind, url in reference.links),
        *notice_texts(reference.notices),
    )
    return ". ".join(filter(None, sentences))


@dataclass(frozen=True)
class RisNote:
    """What a note of our own export says. `rest`: what is not ours and may be private."""

    is_in_press: bool = False
    has_more_authors: bool = False
    has_more_editors: bool = False
    is_selected: bool = False
    award: str = ""
    funding: tuple[Funding, ...] = ()
    remark: str = ""
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    links: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()
    rest: str = ""


def read_note(text: str) -> RisNote:
    """Return what `note_text` has written into a note on one line, and the rest."""
    text, notices = split_notices(text)
    text = text.rstrip().removesuffix(".") if notices else text
    links = tuple((match["kind"], match["url"]) for match in _LINK.finditer(text))
    text = _LINK.sub("", text)
    fields = {match["name"]: match["text"] for match in _FIELD.finditer(text)}
    if fields.keys() <= NOTED_FIELDS:
        text = _FIELD.sub("", text)
    else:
        fields = {}
    text, marker, remark = text.partition(_PUBLIC_NOTE)
    text = text.removesuffix(". ") if marker else text
    is_in_press, text = _without_first(text, _IN_PRESS)
    has_more_authors, text = _without_first(text, _MORE_AUTHORS)
    has_more_editors, text = _without_first(text, _MORE_EDITORS)
    is_selected, text = _without_first(text, _SELECTED)
    match = _FUNDING.search(text)
    award, rest = _split_award(text[: match.start()] if match else text)
    return RisNote(
        is_in_press=is_in_press,
        has_more_authors=has_more_authors,
        has_more_editors=has_more_editors,
        is_selected=is_selected,
        award=award,
        funding=tuple(read_funding(match["text"])) if match else (),
        remark=remark,
        fields=fields,
        links=links,
        notices=notices,
        rest=rest,
    )


def _without_first(text: str, sentence: str) -> tuple[bool, str]:
    """Return whether a text begins with a sentence, and the text without it."""
    first, _, rest = text.partition(". ")
    return (True, rest) if first == sentence else (False, text)


def _split_award(text: str) -> tuple[str, str]:
    if is_award(text):
        return text, ""
    first, _, rest = text.partition(". ")
    return (first, rest) if is_award(first) else ("", text)
