#!/usr/bin/env bash
# pybtex-apa7-style 0.1.5 (PyPI) with pybtex 0.26.1: the bibliography of a group in APA's style.
# Expected (Publication Manual of the APA, 7th edition, chapters 9 and 10): a chapter is "Doe, J. (2024). Looms. In A. Poe (Ed.), Yarn (pp. 3–12).
# Press.", a report has its number, an article with an article number "Article 105", a DOI is an address, "and others" is no "& others".
# Seen: the editor stands before the title and without "In", so "Looms" is a book by Poe; report number and article number are missing; the
# DOI is "doi:10.1000/abc", as in the sixth edition; "& others" is printed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet pybtex-apa7-style==0.1.5 pybtex==0.26.1 'setuptools<81' 2> /dev/null
cat > papers.bib <<'STOP'
@incollection{a, author = {Doe, Jane}, title = {Looms}, booktitle = {Yarn}, editor = {Poe, Ann}, pages = {3--12}, publisher = {Press}, year = 2024}
@techreport{b, author = {{Loom Group}}, title = {Looms}, institution = {Yarn Institute}, number = {18-2424}, year = 2024}
@article{c, author = {Moe, Max and others}, title = {Looms}, journal = {Weaving}, volume = 12, eid = {105}, doi = {10.1000/abc}, year = 2024}
STOP
cat > run.py <<'STOP'
from pybtex.database import parse_file
from pybtex.plugin import find_plugin

style = find_plugin("pybtex.style.formatting", "apa7")()
plain = find_plugin("pybtex.backends", "plaintext")()
for entry in style.format_bibliography(parse_file("papers.bib")):
    print(entry.text.render(plain))
STOP
env/bin/python run.py 2> /dev/null | tee seen
cat > expected <<'STOP'
Doe, J. (2024). Poe, A. (Ed.). Looms. Yarn (pp. 3–12). Press.
Moe, M., & others. (2024). Looms. Weaving, 12. doi:10.1000/abc
Loom Group. (2024). Looms. Yarn Institute.
STOP
diff expected seen || { echo Changed; exit 1; }
