"""Placeholders in a Markdown text, which are replaced once the text has been rendered as HTML.

A placeholder is a number between two characters for private use. Markdown leaves it as it is, but the
author of a text can write one as well, with HTML entities.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

_START, _END = "\ue000", "\ue001"
_PLACEHOLDER = re.compile(f"{_START}([0-9]{{1,5}}){_END}")


def placeholder(number: int) -> str:
    """Return the placeholder for the value with this index."""
    return f"{_START}{number}{_END}"


def without_placeholders(text: str) -> str:
    """Return the text of an author without the characters that placeholders are made of."""
    return re.sub(f"[{_START}{_END}]", "", text)


def split_at_placeholders(html: str, values: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the pieces of HTML between placeholders, each with the value of the next placeholder or None.

    A placeholder without a value, which only an author can have written, is left out.
    """
    pieces = _PLACEHOLDER.split(html)  # HTML and numbers in turn
    values_by_number = {str(number): value for number, value in enumerate(values)}
    for piece, number in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        yield piece, values_by_number.get(number)
