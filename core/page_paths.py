"""The paths of pages of single objects.

A page links to its members and papers many times, and Django's ``reverse`` takes longer than the rest of such
a link.
"""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def page_path(name: str, slug: str) -> str:
    """Return ``reverse(name, args=[slug])``, in the active language."""
    return _page_path(name, slug, get_language(), get_script_prefix())


@lru_cache(maxsize=10_000)
def _page_path(name: str, slug: str, language: str | None, prefix: str) -> str:
    return reverse(name, args=[slug])
