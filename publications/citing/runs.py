"""Formatted text as a list of runs, so that a page can set it with italics and a clipboard get it plain.

A part that is empty (no run, or runs without text) leaves no trace: neither a separator nor a full stop.
"""

from collections.abc import Iterable
from typing import NamedTuple

from .reference import Author

_ENDS = (*".?!…。？！", *(end + mark for end in ".?!。？！" for mark in '”"'))


class Run(NamedTuple):
    """A piece of text; `href` is the address that it leads to, `author` the one whose name it is."""

    text: str
    italic: bool = False
    href: str = ""
    author: Author | None = None


Runs = list[Run]


def plain_text(runs: Runs) -> str:
    """The text without its looks, as it is copied."""
    return "".join(run.text for run in runs)


def to_runs(text: str, italic: bool = False) -> Runs:
    """The text as runs, none for "": what is not there is left out by all that follows."""
    return [Run(text, italic)] if text else []


def join_runs(parts: Iterable[Runs], separator: str = ", ") -> Runs:
    """The parts that are not empty, with the separator between."""
    whole: Runs = []
    for part in parts:
        if plain_text(part):
            whole += [Run(separator), *part] if whole else part
    return whole


def wrap_runs(before: str, runs: Runs, after: str = "") -> Runs:
    """The runs with something before and after them; nothing where there are none."""
    return [*to_runs(before), *runs, *to_runs(after)] if plain_text(runs) else []


def end_sentence(runs: Runs) -> Runs:
    """The runs with a full stop, unless they end in a mark that ends a sentence."""
    return [*runs, Run(".")] if plain_text(runs) and not ends_sentence(plain_text(runs)) else runs


def ends_sentence(text: str) -> bool:
    """Whether the text ends a sentence: "What?", but not "(pp. 1–9)", and "et al." does."""
    return text.endswith(_ENDS)


def join_sentences(*parts: Runs) -> Runs:
    """The parts that are not empty, each ended by a full stop and parted by a space."""
    return join_runs((end_sentence(part) for part in parts), " ")
