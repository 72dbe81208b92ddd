"""Tests of the readers of RIS, CSL-JSON, NBIB and EndNote's formats."""

from publications.bibtex import Entry
from publications.readers import parse


def read_one(text: str) -> Entry:
    """Return the only entry of a file that has no problem."""
    result = parse(text)
    assert result.problems == ()
    (entry,) = result.entries
    return entry


def names(people) -> list[tuple[str, str, str]]:
    """Return people as (family name, given name, suffix)."""
    return [(person.family, person.given, person.suffix) for person in people]


def codes(text: str) -> list[tuple[int, str]]:
    """Return the problems of a file as (line, code)."""
    return [(problem.line, problem.code) for problem in parse(text).problems]
