"""The results that scripts on a published site show, rendered as on the live search page.

They are in files of ``ROWS_PER_FILE`` in the order of the index. Each row is a ``<template>`` with its slug,
so that a script with an older copy of the index does not show another row.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from core.languages import HTML_LANG
from labsite.publishing.search_index import HOMES, ROWS_PER_FILE, querysets
from publications.querysets import fetch_entries


def row_files(kind: str, language: str, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield the address and the HTML of each file with the rows of one kind in this language.

    The addresses in it are those of the live site.
    """
    with translation.override(language):
        queryset = querysets(now)[kind]
        keys = list(queryset.values_list("pk", flat=True))
        for number, start in enumerate(range(0, len(keys), ROWS_PER_FILE)):
            part = _fetch(kind, queryset, keys[start : start + ROWS_PER_FILE])
            rows = [{"slug": row.slug, "rows": [row]} for row in part]
            context = {"kind": kind, "rows": rows, "html_lang": HTML_LANG[language]}
            html = render_to_string("labsite/search_rows.html", context)
            yield f"{HOMES[language]}search/rows/{kind}-{number}.html", html


def _fetch(kind: str, queryset: Any, keys: list[int]) -> list[Any]:
    """Return the rows with these keys, in this order, with what a list shows of them."""
    if kind == "publications":
        return fetch_entries(keys)
    rows = {row.pk: row for row in queryset.filter(pk__in=keys).for_list()}
    return [rows[key] for key in keys if key in rows]
