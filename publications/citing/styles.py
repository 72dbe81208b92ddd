"""The styles that a reference can be had in."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from .apa import apa
from .gbt7714 import gbt7714
from .ieee import ieee
from .reference import Reference
from .runs import Runs


class Style(NamedTuple):
    """A style by its name in an address and its name in print.

    In a list, some number their references; some say on what day a source on the web was looked at.
    """

    slug: str
    name: str
    formatter: Callable[..., Runs]
    is_numbered: bool = False
    has_access_date: bool = False

    def format(self, reference: Reference, on: date | None = None) -> Runs:
        """Returns the reference in this style, as somebody gives it who reads the source on that day."""
        return self.formatter(reference, on) if self.has_access_date else self.formatter(reference)


STYLES = (
    Style("apa", "APA 7", apa),
    Style("ieee", "IEEE", ieee, is_numbered=True),
    Style("gbt7714", "GB/T 7714-2015", gbt7714, is_numbered=True, has_access_date=True),
)
