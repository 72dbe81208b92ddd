"""Read the keywords of an entry."""

from .latex import latex_to_text
from .name_lists import split_outside_braces


def read_keywords(latex: str) -> tuple[str, ...]:
    """Return keywords as plain text, split at semicolons, or else at commas, but not inside braces."""
    parts = split_outside_braces(latex, "[;；]")
    parts = parts if len(parts) > 1 else split_outside_braces(latex, "[,，]")
    return tuple(filter(None, map(latex_to_text, parts)))
