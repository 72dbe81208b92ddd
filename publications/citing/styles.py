"""The reference styles on offer: APA 7, IEEE and GB/T 7714 in its editions of 2025 and 2015."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from .apa import apa
from .gbt7714 import gbt7714
from .gbt7714_2025 import gbt7714_2025
from .ieee import ieee
from .reference import Reference
from .runs import Runs


class Style(NamedTuple):
    """A reference style: `slug` names it in URLs, `name` on the page.

    `is_numbered`: a list in this style numbers its references. `has_access_date`: references to online
    sources give the day on which the source was read.
    """

    slug: str
    name: str
    formatter: Callable[..., Runs]
    is_numbered: bool = False
    has_access_date: bool = False

    def format(self, reference: Reference, on: date | None = None) -> Runs:
        """Format the reference; `on` is the access date, which only some styles print."""
        return self.formatter(reference, on) if self.has_access_date else self.formatter(reference)


STYLES = (
    Style("apa", "APA 7", apa),
    Style("ieee", "IEEE", ieee, is_numbered=True),
    Style("gbt7714-2025", "GB/T 7714-2025", gbt7714_2025, is_numbered=True, has_access_date=True),
    Style("gbt7714", "GB/T 7714-2015", gbt7714, is_numbered=True, has_access_date=True),
)
