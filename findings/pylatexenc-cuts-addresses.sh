#!/usr/bin/env bash
# pylatexenc 2.11 (PyPI): latex2text, on addresses and chemical formulas as they stand in .bib files and CVs.
# Expected: the whole address is kept, \href gives its text, and a subscript stays one, as in a formula.
# Seen: "%" inside \url ends the address; \href raises IndexError; H\textsubscript{2}O becomes "H2O" while $H_2O$
# becomes "H_2O".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pylatexenc==2.11
"$folder/venv/bin/python" - <<'END'
import sys

from pylatexenc.latex2text import LatexNodes2Text

expected = {
    r"\url{https://example.edu/a%20paper.pdf}": "<https://example.edu/a>",
    r"\href{https://example.edu/}{homepage}": "IndexError",
    r"H\textsubscript{2}O": "H2O",
    r"$H_2O$": "H_2O",
}
changed = False
for latex, text in expected.items():
    try:
        seen = LatexNodes2Text().latex_to_text(latex)
    except IndexError as error:
        seen = type(error).__name__
    print(latex, seen, sep="   ")
    changed |= seen != text
sys.exit("Changed" if changed else 0)
END
