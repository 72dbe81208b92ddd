#!/usr/bin/env bash
# bibtexparser 2.1.0 (PyPI) with its middleware for LaTeX and for names.
# Expected: some order of the middleware gives the authors of {{Alpha Research and Beta Robotics} and {\'E}toile, {\'E}lise}
# in plain text: the organization, and Élise Étoile.
# Seen: no order does. Decoding LaTeX first drops the braces, so the organization becomes two authors; splitting the names
# first keeps it whole, but then names are no longer decoded and keep "{\'E}".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check bibtexparser==2.1.0
"$folder/venv/bin/python" - <<'END'
import sys

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts

text = r"@misc{a, title = {T}, author = {{Alpha Research and Beta Robotics} and {\'E}toile, {\'E}lise}}"


def read(*classes):
    library = bibtexparser.parse_string(text, append_middleware=[middleware() for middleware in classes])
    return [(" ".join(name.first), " ".join(name.last)) for name in library.entries[0]["author"]]


decoded_first = read(LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts)
decoded_between = read(SeparateCoAuthors, LatexDecodingMiddleware, SplitNameParts)
decoded_last = read(SeparateCoAuthors, SplitNameParts, LatexDecodingMiddleware)
print(decoded_first, decoded_between, decoded_last, sep="\n")
as_seen = decoded_first == [("Alpha", "Research"), ("Beta", "Robotics"), ("Élise", "Étoile")]
as_seen = as_seen and "\\'E" in str(decoded_last) and "{Alpha Research and Beta Robotics}" in str(decoded_last)
sys.exit(0 if as_seen else "Changed")
END
