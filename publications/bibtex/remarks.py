"""Read the remarks on a publication: the fields `note`, `award` and `additional_info`."""

import re
from typing import NamedTuple

from publications.citing.awards import split_award

from .publication_state import announces_appearance, is_in_press

#: What Zotero keeps in "Extra" and writes as a note: "00007 Citation Key: sample2024 tex.howpublished: x",
#: "Number: 7553 Primary_atype: Research Publisher: Nature Publishing Group".
_OF_REFERENCE_MANAGER = re.compile(
    r"(?:^\d{5,}(?=\s|$)|(?:^|\s)(?:citation key|tex\.[\w.]+|zscc|_eprint|_tex|primary_?atype|cg_type"
    r"|subject_term|bandiera_abtest|google-?books-?id|container-title|conference name|original-date"
    r"|read_status\w*|citations)\s*:"
    r"|^(?:number|publisher|issn|isbn|journal abbreviation|pmid|pmcid|version number|issue|section)\s*:)",
    re.IGNORECASE,
)
_ARXIV_ONLY = re.compile(
    r"(?:arxiv preprint )?arxiv:\s*[\w.\-/]+(?:v\d+)?(?:\s*\[[\w.,\- ]+\])*(?:\s+version:\s*\d+)?[.,]?",
    re.IGNORECASE,
)

#: Markdown, which the theme prints in `additional_info`: "*Oral*", "[slides](https://…)".
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)([^*_]+)(?<=\S)\1(?!\w)")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)")

_ACCESS_DATE = re.compile(
    r"\(?(?:last |date )?(?:accessed|retrieved|visited|access date)\b[^.;]{0,30}\d{2,4}[\w\s,./-]*\)?\.?"
    r"|(?:访问日期|访问时间|引用日期)[:：]?.{0,20}",
    re.IGNORECASE,
)


def is_access_date(note: str) -> bool:
    """Return whether a note only says when somebody read an online source: "Accessed: 2023-5-30"."""
    return bool(_ACCESS_DATE.fullmatch(note))


class Remarks(NamedTuple):
    """What the remarks of an entry say.

    `is_left_out`: the note was written by a reference manager for itself and is not in `note`.
    """

    award: str
    note: str
    is_in_press: bool
    is_left_out: bool


def read_remarks(note: str, award: str, award_name: str, additional: str, *, has_appeared: bool) -> Remarks:
    """Return the remarks of an entry, given its fields of these names.

    `award_name` and `additional_info` are fields of the al-folio theme, where `award` may be a longer text.
    A work that `has_appeared`, with volume or pages, is not in press whatever its note says.
    """
    is_left_out = bool(_OF_REFERENCE_MANAGER.search(note))
    if is_left_out or _ARXIV_ONLY.fullmatch(note):
        note = ""
    in_press = not has_appeared and (is_in_press(note) or announces_appearance(note))
    if in_press and is_in_press(note):
        note = ""
    if award_name:
        award, note = award_name, _joined(award if award != award_name else "", note)
    award, note = split_award(award, note)
    return Remarks(award, _joined(note, _without_markdown(additional).lstrip(" .,;")), in_press, is_left_out)


def _without_markdown(text: str) -> str:
    """Return a text in Markdown as plain text, with the address of a link in brackets after it."""
    return _EMPHASIS.sub(r"\2", _MARKDOWN_LINK.sub(r"\1 (\2)", text))


def _joined(*remarks: str) -> str:
    """Join remarks as sentences, without repeating one."""
    different = dict.fromkeys(filter(None, remarks))
    return " ".join(
        remark if position == len(different) or remark[-1] in ".?!。？！" else f"{remark}."
        for position, remark in enumerate(different, 1)
    )
