"""What RIS has no tag for, as sentences in the note (N1), which all programs keep; and read them again.

Notes in the files of others are private, so what the lab has published is marked as such:
"In press. More authors than listed. Selected publication. Best Paper Award. Funding: Yarn Fund
(10.13039/501100001809) [1, 2]. Public note: Read in Basel. Link (code): https://…". RIS has no tag for
funders and their grants, and readers such as Zotero and EndNote have no field for them.
"""

import re
from dataclasses import dataclass

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
_LINK = re.compile(r"(?:^|\. )Link \((?P<kind>[a-z]{1,10})\): (?P<url>https?://\S+?)(?=\. Link \(|\.?$)")


def note_text(reference: Reference) -> str:
    """Return the note of a publication, "" if there is nothing to say."""
    note = one_line(reference.note)
    sentences = (
        _IN_PRESS if reference.is_in_press else "",
        _MORE_AUTHORS if reference.has_more_authors else "",
        _MORE_EDITORS if reference.has_more_editors else "",
        _SELECTED if reference.is_selected else "",
        one_line(reference.award),
        f"Funding: {one_line(funding_text(reference.funding))}" if reference.funding else "",
        f"{_PUBLIC_NOTE}{note}" if note else "",
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
    links: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()
    rest: str = ""


def read_note(text: str) -> RisNote:
    """Return what `note_text` has written into a note on one line, and the rest."""
    text, notices = split_notices(text)
    text = text.rstrip().removesuffix(".") if notices else text
    links = tuple((match["kind"], match["url"]) for match in _LINK.finditer(text))
    text = _LINK.sub("", text)
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
