#!/usr/bin/env bash
# bibtexparser 2.0.0b9 (PyPI) with its middleware for LaTeX.
# Expected: the address of a personal homepage is the same after reading and writing.
# Seen: reading turns the "~" of https://example.edu/~doe/ into a no-break space; writing wraps the part in front of it
# into \url{...} and puts the "~" behind it; a DOI with "_" is read well but written as "\_".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check bibtexparser==2.0.0b9
"$folder/venv/bin/python" - <<'END'
import sys

import bibtexparser
from bibtexparser import middlewares

text = "@misc{a, title = {A}, url = {https://example.edu/~doe/}, doi = {10.5555/978-3_13}}"
library = bibtexparser.parse_string(text, append_middleware=[middlewares.LatexDecodingMiddleware()])
read = {field.key: field.value for field in library.entries[0].fields}
written = bibtexparser.write_string(library, prepend_middleware=[middlewares.LatexEncodingMiddleware()])
print(read, written, sep="\n")
as_seen = read["url"] == "https://example.edu/\xa0doe/" and r"{\url{https://example.edu/}~doe/}" in written
as_seen = as_seen and read["doi"] == "10.5555/978-3_13" and r"10.5555/978-3\_13" in written
sys.exit(0 if as_seen else "Changed")
END
