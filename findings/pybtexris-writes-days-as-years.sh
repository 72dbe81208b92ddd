#!/usr/bin/env bash
# pybtexris 0.2.0 (PyPI) with pybtex 0.26.1: RIS as a bibliography for Sphinx.
# Expected (RIS Format Specifications): PY is "YYYY/MM/DD/other information", of which the year is a field; AU is "family name, given
# names, suffix"; a thesis (THES) has the university in PB and is a thesis in BibTeX.
# Seen: the year is "2024/09/03/", which is printed, and the key "King2024/09/03/"; the name "King, Carl, Jr." is taken for BibTeX's order, so
# the given name is "Jr." and the suffix "Carl"; a thesis is @misc, printed without its university.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet pybtexris==0.2.0 pybtex==0.26.1
cat > papers.ris <<'STOP'
TY  - JOUR
AU  - King, Carl, Jr.
T1  - Looms
JO  - Weaving
PY  - 2024/09/03/
VL  - 8
SP  - 101
EP  - 109
ER  - 

TY  - THES
AU  - Poe, Ann
TI  - Weft
PB  - Example University
PY  - 2022
ER  - 
STOP
env/bin/python - <<'STOP' | tee seen
from pybtex.database import parse_file
from pybtex.plugin import find_plugin

papers = parse_file("papers.ris", bib_format="ris")
for key, entry in papers.entries.items():
    print(key, entry.type, [(person.first_names, person.last_names, person.lineage_names) for person in entry.persons["author"]])
text = find_plugin("pybtex.backends", "plaintext")()
for entry in find_plugin("pybtex.style.formatting", "plain")().format_bibliography(papers):
    print(entry.text.render(text))
STOP
cat > expected <<'STOP'
King2024/09/03/ article [(['Jr.'], ['King'], ['Carl'])]
Poe2022 misc [(['Ann'], ['Poe'], [])]
Jr. King, Carl. Looms. Weaving, 8:101–109, 2024/09/03/.
Ann Poe. Weft. 2022.
STOP
diff expected seen || { echo Changed; exit 1; }
