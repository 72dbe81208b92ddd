"""What registries of DOIs say about a work besides its citation: editorial notices and funding."""

from dataclasses import dataclass

#: The kinds of notice, the gravest first.
NOTICE_KINDS = ("retraction", "withdrawal", "concern", "correction", "other")


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
