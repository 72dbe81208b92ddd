"""Parts that many published pages share, such as the entry of a publication.

While the site is published, a page contains the name of such a part in place of its text. The text is
inserted when the page is written, so its links are rewritten to published addresses only once.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count

from django.utils.safestring import SafeString, mark_safe

# The token is new in each process, so that no text of the site can name a part.
_TOKEN = secrets.token_hex(8)
_numbers = count()

#: The name of a part, which has its number.
PART_NAME = re.compile(f"\x02{_TOKEN}:([0-9]+)\x03")


class Part:
    """A piece of HTML that never changes."""

    def __init__(self, text: SafeString) -> None:
        self.text = text
        self.number = str(next(_numbers))
        self.name = mark_safe(f"\x02{_TOKEN}:{self.number}\x03")
        #: The final text and the files that it needs: for all pages (""), or for those in a folder.
        self.written: dict[str, tuple[str, frozenset[str]]] = {}


_named: ContextVar[dict[str, Part] | None] = ContextVar("named parts", default=None)


@contextmanager
def naming_parts() -> Iterator[dict[str, Part]]:
    """Let pages name parts inside of this block; yield those that they have named, by number."""
    parts: dict[str, Part] = {}
    token = _named.set(parts)
    try:
        yield parts
    finally:
        _named.reset(token)


@contextmanager
def whole_texts() -> Iterator[None]:
    """Use whole texts instead of names inside of this block, for a text kept longer than the pages."""
    token = _named.set(None)
    try:
        yield
    finally:
        _named.reset(token)


def name_or_text(part: Part) -> SafeString:
    """Return the name of a part, or its text where pages name none."""
    parts = _named.get()
    if parts is None:
        return part.text
    parts[part.number] = part
    return part.name
