"""A bibliography entry as plain values, which all readers and sources return."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from publications.citing import Record

from .names import Author


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry(Record):
    """A BibTeX entry as plain values. All text is Unicode without LaTeX; unknown values are "" or None.

    - `key` and `type` (in lower case) are those of the file; `line` is counted from 1. An entry that does not
      come from a file (`publications.sources`) has "" and 0 here, and no `fields` and `raw`.
    - `is_incomplete`: a service that knows more about the work has not answered yet; `source_record` is what
      identifies the work there if it has neither DOI nor arXiv ID ("0000-…/123" at ORCID).
    - `is_parent`: other entries refer to this one and it has no authors, like a volume of proceedings.
    - `editors`: of a chapter or paper, those of its book or proceedings. `has_others` and `has_more_editors`:
      the list of authors or editors ends in "and others".
    - `doi` is in lower case, `arxiv_id` without version; `url` and `pdf` are http(s) URLs.
    - `links`: further links as pairs of a kind of `publications.models.link.LinkKind` and an http(s) URL;
      `link_labels`: the texts by URL of those whose kind does not say enough.
    - `venue_rank`: the rank of the venue as the source states it ("CCF-A"); `keywords_in_chinese`: the
      Chinese names of keywords, by keyword, that another Labsite states.
    - `year`, `month`, `day` are as precise as in the entry; `pages` has en dashes ("12–34").
    - `fields`: all fields, including inherited ones, as plain text by name in lower case.
    - `raw`: the entry's own fields in LaTeX, with macros resolved and without outer delimiters.
    - `extra`: the entry's own fields whose value no attribute holds, as plain text by name.
    - `left_out`: the names of the fields that would be in `extra` but are meant for the owner of the file
      (`private_fields`). No attribute but `fields` and `raw` holds their values.
    """

    key: str = ""
    type: str = ""
    line: int = 0
    authors: tuple[Author, ...] = ()
    editors: tuple[Author, ...] = ()
    has_others: bool = False
    has_more_editors: bool = False
    pdf: str = ""
    links: tuple[tuple[str, str], ...] = ()
    link_labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    venue_rank: str = ""
    keywords_in_chinese: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_incomplete: bool = False
    source_record: str = ""
    is_parent: bool = False
    left_out: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    raw: Mapping[str, str] = field(default_factory=dict, hash=False)
