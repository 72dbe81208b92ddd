"""Proceedings of Machine Learning Research, whose pages have the BibTeX entry of the paper: https://proceedings.mlr.press"""

import html
import re

from publications import bibtex
from publications.bibtex import Entry
from publications.sources.client import Client, source_error

_BIBTEX = re.compile(r"<(code|pre)\b[^<>]*\bid=[\"']?bibtex\b[^<>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)


def fetch_work(path: str, client: Client) -> Entry:
    """Return the record of a paper such as "v139/radford21a". Raises SourceError."""
    text, _encoding = bibtex.decode(client.fetch("pmlr", f"/{path}.html", path))
    match = _BIBTEX.search(text)
    entries = bibtex.parse(html.unescape(match[2])).entries if match else ()
    if not entries or not entries[0].title:
        raise source_error("bad response", "pmlr")
    return entries[0]
