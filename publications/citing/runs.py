"""Formatted text as a list of runs, to be shown with italics and links or copied as plain text.

The functions that combine runs skip an empty part (no run, or only runs without text) together with its
separator and full stop, so that a style need not check which parts of a reference exist.
"""

from collections.abc import Iterable
from typing import NamedTuple

from .reference import Author

_SENTENCE_ENDINGS = (*".?!…。？！", *(end + mark for end in ".?!。？！" for mark in '”"'))


class Run(NamedTuple):
    """A piece of text in one format. `href` is the URL that it links to, `author` the person it names."""

    text: str
    italic: bool = False
    href: str = ""
    author: Author | None = None


Runs = list[Run]


def plain_text(runs: Runs) -> str:
    """Return the text of the runs without formatting."""
    return "".join(run.text for run in runs)


def to_runs(text: str, italic: bool = False) -> Runs:
    """Wrap text in a run; empty text gives an empty list, which the functions below skip."""
    return [Run(text, italic)] if text else []


def join_runs(parts: Iterable[Runs], separator: str = ", ") -> Runs:
    """Join the parts that are not empty with the separator."""
    whole: Runs = []
    for part in parts:
        if plain_text(part):
            whole += [Run(separator), *part] if whole else part
    return whole


def wrap_runs(before: str, runs: Runs, after: str = "") -> Runs:
    """Put text before and after the runs; return an empty list if the runs are empty."""
    return [*to_runs(before), *runs, *to_runs(after)] if plain_text(runs) else []


def end_sentence(runs: Runs) -> Runs:
    """Append a full stop, unless the runs are empty or already end a sentence."""
    return [*runs, Run(".")] if plain_text(runs) and not ends_sentence(plain_text(runs)) else runs


def ends_sentence(text: str) -> bool:
    """Return whether the text ends a sentence: true for "What?" and "et al.", false for "(pp. 1–9)"."""
    return text.endswith(_SENTENCE_ENDINGS)


def join_sentences(*parts: Runs) -> Runs:
    """End each part that is not empty with a full stop and join the parts with spaces."""
    return join_runs((end_sentence(part) for part in parts), " ")
