#!/usr/bin/env bash
# metaknowledge 3.4.1 (PyPI), records of Web of Science as BibTeX.
# Expected: title, journal and year are fields that styles of BibTeX print (`title`, `journal`, `year`), and two authors are two people, at least
# without WOSMode, which is for Web of Science's own double braces.
# Seen: every entry is @misc with Web of Science's tags as fields (TI, SO, PY), so styles print nothing but the authors; these stand in two
# pairs of braces, as one institution called "van der Berg, Anna and Roe, Richard"; the group of authors (CA) is none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet metaknowledge==3.4.1 pybtex==0.26.1
cat > papers.txt <<'STOP'
FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU van der Berg, A
   Roe, R
AF van der Berg, Anna
   Roe, Richard
CA Loom Grp
TI Looms of the North
SO JOURNAL OF WEAVING
DT Article
PY 2024
VL 8
UT WOS:000123456700001
ER

EF
STOP
env/bin/python - <<'STOP' 2>/dev/null | tee seen
import metaknowledge
from pybtex.database import parse_string
from pybtex.plugin import find_plugin

(record,) = metaknowledge.RecordCollection("papers.txt")
print(record.bibString())
text = find_plugin("pybtex.backends", "plaintext")()
for entry in find_plugin("pybtex.style.formatting", "plain")().format_bibliography(parse_string(record.bibString(), "bibtex")):
    print("printed:", entry.text.render(text))
STOP
cat > expected <<'STOP'
@misc{ VanDerBergAnna-2024-North-Looms-The,
    author = {{van der Berg, Anna and Roe, Richard}},
    PT = "J",
    AU = "van der Berg, A and Roe, R",
    AF = "van der Berg, Anna and Roe, Richard",
    CA = "Loom Grp",
    TI = "Looms of the North",
    SO = "JOURNAL OF WEAVING",
    DT = "Article",
    PY = "2024",
    VL = "8",
    UT = "WOS:000123456700001",
}
printed: van der Berg, Anna and Roe, Richard.
STOP
diff expected seen || { echo Changed; exit 1; }
