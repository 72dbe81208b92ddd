#!/usr/bin/env bash
# oc-ds-converter 2.0.3 (PyPI), by which OpenCitations takes over the records of Crossref.
# Expected: the pages of a supplement, S12-S18, and electronic ones, e1-e9, keep their letters, as xii-xv do; the suffix "Jr" is kept; a person with one
# name has a name without a comma; dates are ISO 8601.
# Seen: letters before the digits are cut off, so S12-S18 is 12-18, other pages of the same volume; A-1-A-9 is 1-9; "Jr" is gone; 张三 is
# "张三, ", and September "2024-9".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet oc-ds-converter==2.0.3
cat > convert.py <<'STOP'
from oc_ds_converter.crossref.crossref_processing import CrossrefProcessing

crossref = CrossrefProcessing(testing=True, use_orcid_api=False)
for pages in ("101-109", "xii-xv", "S12-S18", "e1-e9", "A-1-A-9", "CO1-CO9"):
    print(pages, "->", crossref.get_crossref_pages({"page": pages}))
row = crossref.csv_creator({
    "DOI": "10.1000/looms", "type": "journal-article", "title": ["Looms"], "container-title": ["Weaving"], "page": "S12-S18",
    "author": [{"given": "Carl", "family": "King", "suffix": "Jr"}, {"family": "张三"}], "issued": {"date-parts": [[2024, 9]]},
})
print(row["author"], "|", row["pub_date"], "|", row["page"])
STOP
env/bin/python convert.py 2>/dev/null | tee seen
cat > expected <<'STOP'
101-109 -> 101-109
xii-xv -> xii-xv
S12-S18 -> 12-18
e1-e9 -> 1-9
A-1-A-9 -> 1-9
CO1-CO9 -> 1-9
King, Carl; 张三,  | 2024-9 | 12-18
STOP
diff expected seen || { echo Changed; exit 1; }
