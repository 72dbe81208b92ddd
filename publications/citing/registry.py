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


@dataclass(frozen=True)
class Funding:
    """A funder of a work, with the numbers of its grants as printed.

    `funder_doi` is the funder's DOI in the Funder Registry ("10.13039/501100001809") or "".
    """

    funder: str
    funder_doi: str = ""
    awards: tuple[str, ...] = ()


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
