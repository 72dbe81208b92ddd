#!/usr/bin/env bash
# pybtex 0.26.1 (PyPI), which formats the bibliographies of Sphinx: an article with an article number instead of pages.
# Expected: volume and issue are printed without pages, too: "Weaving, 8(2), 2024", as BibTeX does with plain.bst.
# Seen: the styles plain, unsrt, alpha and unsrtalpha print "Weaving, 2024": neither volume nor issue nor article number (`eid`).
# So most papers of journals that are only online cannot be found by what is printed. With pages all is there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pybtex==0.26.1
"$folder/venv/bin/python" - <<'END'
import sys

from pybtex.database import parse_string
from pybtex.plugin import find_plugin

entries = parse_string(
    """
    @article{a, author = {Doe, Jane}, title = {Looms}, journal = {Weaving}, year = 2024, volume = 8, number = 2, eid = {e17}}
    @article{b, author = {Doe, Jane}, title = {Threads}, journal = {Weaving}, year = 2024, volume = 8, number = 2, pages = {1--9}}
    """,
    "bibtex",
).entries
expected = ["Jane Doe. Looms. Weaving, 2024.", "Jane Doe. Threads. Weaving, 8(2):1–9, 2024."]
changed = False
for name in ("plain", "unsrt", "alpha", "unsrtalpha"):
    style, backend = find_plugin("pybtex.style.formatting", name)(), find_plugin("pybtex.backends", "text")()
    texts = [entry.text.render(backend) for entry in style.format_entries(entries.values())]
    print(name, *texts, sep="\n  ")
    changed |= sorted(texts) != expected
sys.exit("Changed" if changed else 0)
END
