#!/usr/bin/env bash
# Biopython 1.88 (PyPI), Bio.Medline on a record of PubMed in NBIB format.
# Expected (MEDLINE/PubMed data element descriptions): AD and AUID belong to the author above them, a group (CN) stands at its place
# among the authors, and LID and IS are repeated tags.
# Seen: affiliations and ORCID iDs are lists without their authors, so the second affiliation of the first author looks like that of
# the second; the group stands apart. LID and IS become one text: "10.5555/looms.1 [doi] e123 [pii]".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check biopython==1.88
"$folder/venv/bin/python" - <<'END'
import sys

from Bio import Medline

RECORD = """PMID- 1
TI  - Looms
LID - 10.5555/looms.1 [doi]
LID - e123 [pii]
CN  - The Loom Group
FAU - Doe, Jane
AU  - Doe J
AD  - University of Weaving.
AD  - Institute of Yarn.
FAU - Roe, Richard
AU  - Roe R
AUID- ORCID: 0000-0002-1694-233X
AD  - Town Museum.
JT  - Journal of Looms
IS  - 2049-3630 (Electronic)
IS  - 2049-3622 (Linking)
"""
EXPECTED = {
    "FAU": ["Doe, Jane", "Roe, Richard"],
    "AD": ["University of Weaving.", "Institute of Yarn.", "Town Museum."],
    "AUID": ["ORCID: 0000-0002-1694-233X"],
    "CN": ["The Loom Group"],
    "LID": "10.5555/looms.1 [doi] e123 [pii]",
    "IS": "2049-3630 (Electronic) 2049-3622 (Linking)",
}
record = next(Medline.parse(iter(RECORD.splitlines(keepends=True))))
for tag in EXPECTED:
    print(f"{tag:5} {record[tag]!r}")
sys.exit(0 if all(record[tag] == value for tag, value in EXPECTED.items()) else "Changed")
END
