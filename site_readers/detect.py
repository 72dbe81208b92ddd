"""Tell the kind of a source by its files."""

from collections.abc import Callable
from typing import NamedTuple

from site_readers import hugo, jekyll, plain_files, quarto
from site_readers.files import Source
from site_readers.items import Result
from site_readers.labsites import alfolio, greenelab, hugoblox, labsite_data, makeability, people_table


class Kind(NamedTuple):
    """A kind of source: its name, whether a source is of it, and what reads it."""

    name: str
    matches: Callable[[Source], bool]
    read: Callable[[Source, Result], None]


#: The kinds in the order in which they are tried. The last one takes everything.
KINDS = [
    Kind(labsite_data.KIND, labsite_data.matches, labsite_data.read),
    Kind("greenelab", greenelab.matches, greenelab.read),
    Kind("hugoblox", hugoblox.matches, hugoblox.read),
    Kind("alfolio-group", alfolio.matches, alfolio.read),
    Kind("makeability", makeability.matches, makeability.read),
    Kind("people-table", people_table.matches, people_table.read),
    Kind("hugo-homepage", hugoblox.matches_homepage, hugoblox.read),
    Kind("hugo-homepage", hugo.matches, hugo.read),
    Kind("quarto", quarto.matches, quarto.read),
    Kind("jekyll", jekyll.matches, jekyll.read),
    Kind("plain", lambda source: True, plain_files.read),
]


def kind_of(source: Source) -> Kind:
    """Return the first kind that a source matches."""
    return next(kind for kind in KINDS if kind.matches(source))
