"""Take the field ``editor`` out of fields that have been stored as plain text."""

from collections.abc import Mapping

from .names import AuthorList, parse_authors


def take_editors(extra: Mapping[str, str]) -> tuple[AuthorList, dict[str, str]]:
    """Return the editors in extra fields, and the fields without them."""
    texts = [text for name, text in extra.items() if name.lower() == "editor"]
    others = {name: text for name, text in extra.items() if name.lower() != "editor"}
    return parse_authors(texts[0]) if texts else AuthorList(), others
