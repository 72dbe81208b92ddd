"""Markdown as entered, for readers of the source instead of the page."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import StringIO
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.markdown import exceeds_limits

_parser = MarkdownIt("commonmark", {"html": False, "store_labels": True}).enable(["table", "strikethrough"])


@lru_cache(maxsize=1024)
def visible_source(text: str) -> str:
    """Return a Markdown text without the definitions of links that it does not use.

    A page does not show these, so that people write comments with them: ``[//]: # (ask Ada first)``.
    """
    if "]:" not in text or exceeds_limits(text):
        return text
    env: dict[str, Any] = {}
    used = set(_labels(_parser.parse(text, env)))
    definitions = env.get("references", {})
    unused = [definition["map"] for label, definition in definitions.items() if label not in used]
    unused += [definition["map"] for definition in env.get("duplicate_refs", ())]
    hidden_lines = {line for start, end in unused for line in range(start, end)}
    if not hidden_lines:
        return text
    # Not splitlines(), which ends lines at more characters than Markdown does.
    lines = StringIO(text, newline="").readlines()
    return "".join(line for number, line in enumerate(lines) if number not in hidden_lines)


def _labels(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the labels of the definitions that links and pictures use."""
    for token in tokens:
        if "label" in token.meta:
            yield token.meta["label"]
        yield from _labels(token.children or ())
