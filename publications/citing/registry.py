"""What registries of DOIs say about a work besides its citation: editorial notices and funding."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: The kinds of notice, the gravest first.
NOTICE_KINDS = ("retraction", "withdrawal", "concern", "correction", "other")

_WORDS = {
    "retraction": "Retracted",
    "withdrawal": "Withdrawn",
    "concern": "Expression of concern",
    "correction": "Corrected",
    "other": "Editorial notice",
}
_KIND_OF_WORD = {word: kind for kind, word in _WORDS.items()}
#: A notice as written by `notice_texts`, with the stop that may follow it in a note.
_WRITTEN = re.compile(
    rf"(?<!\S)({'|'.join(_KIND_OF_WORD)})(?: on (\d{{4}}-\d\d-\d\d))?"
    r"(?: \(https://doi\.org/(10\.\S+)\))?(?:\.(?=\s|$)|$)\s*"
)


@dataclass(frozen=True)
class Notice:
    """A notice about a work, such as its retraction.

    `kind` is one of `NOTICE_KINDS`; `doi` is that of the notice, in lower case and without prefix; `date` is
    in ISO format. Both are "" where unknown.
    """

    kind: str
    doi: str = ""
    date: str = ""


#: A funder with its DOI and the numbers of its grants: "Yarn Fund (10.13039/1) [1, 2]", "Loom Fund: 3".
_GRANT = re.compile(
    r"(?P<funder>.+?)(?: \((?P<doi>10\.13039/\S+)\))?"
    r"(?: ?\[(?P<bracketed>[^\[\]]*)\]|: (?P<number>(?=[^:]*\d)[^\[\]:()]+))?"
)


@dataclass(frozen=True)
class Funding:
    """A funder of a work, with the numbers of its grants as printed.

    `funder_doi` is the funder's DOI in the Funder Registry ("10.13039/501100001809") or "".
    """

    funder: str
    funder_doi: str = ""
    awards: tuple[str, ...] = ()


def funding_text(funding: Iterable[Funding]) -> str:
    """Return the funders as Web of Science writes them: "Yarn Fund (10.13039/1) [1, 2]; Loom Fund".

    The DOIs are our own addition.
    """
    return "; ".join(_funder_text(item).replace(";", ",") for item in funding)


#: A sentence of thanks is not a list of funders.
_THANKS = re.compile(
    r"\b(?:support|fund|financ|sponsor)ed\b|\backnowledg|\bthank|\bgrateful|资助", re.IGNORECASE
)


def is_funding_list(text: str) -> bool:
    """Return whether a text lists funders, as `funding_text` writes them, and is no sentence."""
    return not _THANKS.search(text)


def read_funding(text: str) -> list[Funding]:
    """Return the funders in a text of Web of Science or Scopus: "Yarn Fund [1, 2]; Loom Fund: 3"."""
    funding = []
    for part in filter(None, map(str.strip, text.split(";"))):
        match = _GRANT.fullmatch(part)
        numbers = (match["bracketed"] or match["number"] or "").split(",") if match else []
        awards = tuple(filter(None, map(str.strip, numbers)))
        name, doi = (match["funder"].strip(), match["doi"] or "") if match else (part, "")
        funding.append(Funding(name, doi, awards))
    return funding


#: A line of the form of a publication: "Yarn Fund (10.13039/501100001809) [1, 2]".
_LINE = re.compile(r"(?P<funder>.+?)(?: \((?P<doi>10\.13039/\S+)\))?(?: ?\[(?P<awards>[^\[\]]*)\])?")
_ROUND = str.maketrans("[]", "()")


def funding_lines(funding: Iterable[Funding]) -> str:
    """Return the funders as text to edit, one in a line: "Yarn Fund (10.13039/501100001809) [1, 2]"."""
    return "\n".join(map(_funder_text, funding))


def _funder_text(item: Funding) -> str:
    parts = (
        " ".join(item.funder.split()).translate(_ROUND),
        f"({item.funder_doi})" if item.funder_doi else "",
        f"[{', '.join(item.awards).translate(_ROUND)}]" if item.awards else "",
    )
    return " ".join(filter(None, parts))


def read_funding_lines(text: str) -> tuple[Funding, ...]:
    """Return the funders in a text as `funding_lines` writes it."""
    funding = []
    for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
        match = _LINE.fullmatch(line)
        assert match is not None  # a line with at least one character is a funder
        awards = tuple(filter(None, map(str.strip, (match["awards"] or "").split(","))))
        funding.append(Funding(match["funder"], match["doi"] or "", awards))
    return merged_funding(funding)


def merged_funding(funding: Iterable[Funding]) -> tuple[Funding, ...]:
    """Return each funder once, with all its awards."""
    merged: dict[str, Funding] = {}
    for item in funding:
        earlier = merged.get(item.funder, Funding(item.funder))
        awards = tuple(dict.fromkeys((*earlier.awards, *filter(None, item.awards))))
        merged[item.funder] = Funding(item.funder, earlier.funder_doi or item.funder_doi, awards)
    return tuple(item for item in merged.values() if item.funder)


def notice_texts(notices: Iterable[Notice]) -> list[str]:
    """Return what an exported note says: "Retracted on 2025-03-04 (https://doi.org/10.…)"."""
    return [
        f"{_WORDS[notice.kind]}{f' on {notice.date}' if notice.date else ''}"
        f"{f' (https://doi.org/{notice.doi})' if notice.doi else ''}"
        for notice in notices
    ]


def split_notices(note: str) -> tuple[str, tuple[Notice, ...]]:
    """Return a note without the notices that `notice_texts` has written into it, and these."""
    notices: list[Notice] = []

    def read(match: re.Match[str]) -> str:
        word, date, doi = match.groups("")
        if not doi and word not in {"Retracted", "Withdrawn"}:
            return match[0]
        notices.append(Notice(_KIND_OF_WORD[word], doi, date))
        return ""

    rest = _WRITTEN.sub(read, note)
    return (rest.strip(), tuple(notices)) if notices else (note, ())
