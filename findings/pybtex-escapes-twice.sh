#!/usr/bin/env bash
# pybtex 0.26.1 (PyPI).
# Expected: reading a .bib file and writing it again leaves field values alone, as the reader keeps their LaTeX as it is.
# Seen: the writer escapes the LaTeX once more. "50\%" becomes "50\\%" (a line break, then a comment that hides the rest of
# the line), "R\&D" becomes "R\\&D", "$\alpha_1$" becomes "$\alpha\_1$" (no subscript), and the address ".../a%20b~c" becomes
# ".../a\%20b\textasciitilde c" (a dead link for every program that uses the field as it is). Each pass adds more.
# "\%" and "\&" are the usual way to write these characters for BibTeX; "%" and "~" are literal in the address of \url.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pybtex==0.26.1
"$folder/venv/bin/python" - <<'END'
import sys

from pybtex.database import parse_string

source = r"""
@article{a,
  author = {Li, Ann}, journal = {R\&D Letters}, year = 2024,
  title = {A 50\% Gain with $\alpha_1$}, url = {https://example.org/a%20b~c}
}
"""
expected = {  # field: value after one pass, after two passes
    "title": (r"A 50\\% Gain with $\alpha\_1$", r"A 50\\\% Gain with $\alpha\\_1$"),
    "journal": (r"R\\&D Letters", r"R\\\&D Letters"),
    "url": (r"https://example.org/a\%20b\textasciitilde c", r"https://example.org/a\\%20b\textasciitilde c"),
}
first = parse_string(source, "bibtex")
second = parse_string(first.to_string("bibtex"), "bibtex")
third = parse_string(second.to_string("bibtex"), "bibtex")
changed = False
for field, values in expected.items():
    seen = (second.entries["a"].fields[field], third.entries["a"].fields[field])
    print(f"{field}: {first.entries['a'].fields[field]}\n  once:  {seen[0]}\n  twice: {seen[1]}")
    changed |= seen != values
sys.exit("Changed" if changed else 0)
END
