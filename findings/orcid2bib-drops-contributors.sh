#!/usr/bin/env bash
# orcid2bib 0.4.4 (PyPI): a work of an ORCID record to BibTeX.
# Expected: contributors with a role of CRediT, which ORCID has offered for works since 2022, are authors as those with the role "author" are;
# "Di Wu" has the family name Wu; a group keeps its name.
# Seen: "Writing - original draft", like each role of CRediT, is taken for another role than author, so Jane Doe, the first author, is
# missing; "Di" is taken for an Italian particle ("Di Wu, "), and the group is "Group, Loom".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet orcid2bib==0.4.4
cat > convert.py <<'STOP'
from orcid2bib.orcid import build_bibtex_entry


def contributor(name, role):
    return {"credit-name": {"value": name}, "contributor-attributes": {"contributor-role": role}}


work = {
    "type": "journal-article",
    "title": {"title": {"value": "Looms"}},
    "publication-date": {"year": {"value": "2024"}},
    "contributors": {
        "contributor": [
            contributor("Jane Doe", "http://credit.niso.org/contributor-roles/writing-original-draft/"),
            contributor("Di Wu", "author"),
            contributor("Ludwig van Berg", "author"),
            contributor("Loom Group", "author"),
        ]
    },
}
print(build_bibtex_entry("0000-0002-1825-0097", 7, work, use_doi_lookup=False))
STOP
env/bin/python convert.py | tee seen
grep -qF 'author = {Di Wu,  and van Berg, Ludwig and Group, Loom}' seen || { echo Changed; exit 1; }
