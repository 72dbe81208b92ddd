"""The styles that a reference can be had in."""

from collections.abc import Callable
from typing import NamedTuple

from .apa import apa
from .gbt7714 import gbt7714
from .ieee import ieee
from .reference import Reference
from .runs import Runs


class Style(NamedTuple):
    """A style by its name in an address and its name in print; in a list, some number their references."""

    slug: str
    name: str
    formatted: Callable[[Reference], Runs]
    numbered: bool


STYLES = (
    Style("apa", "APA 7", apa, numbered=False),
    Style("ieee", "IEEE", ieee, numbered=True),
    Style("gbt7714", "GB/T 7714", gbt7714, numbered=True),
)
