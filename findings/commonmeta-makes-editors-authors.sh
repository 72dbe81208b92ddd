#!/usr/bin/env bash
# commonmeta-py 0.312 (PyPI) converts between CSL-JSON, BibTeX, RIS and others.
# Expected: editors stay editors, the DOI stays, a conference paper stays one, the month of RIS is read.
# Seen: the editor of CSL-JSON becomes the last author, in every format that is written; the DOI is dropped when the
# record has an id of its own; a conference paper is written to CSL-JSON as "Document"; the date of publication is
# written to BibTeX as "urldate", the date of access; RIS with a month raises TypeError.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check commonmeta-py==0.312
"$folder/venv/bin/python" -W ignore - <<'END'
import json
import sys

from commonmeta import Metadata

paper = {
    "id": "paper", "type": "paper-conference", "title": "Sparse attention", "DOI": "10.5555/abcd",
    "container-title": "Proceedings of the Conference", "issued": {"date-parts": [[2024, 9]]},
    "author": [{"family": "Doe", "given": "Jane"}], "editor": [{"family": "Roe", "given": "Richard"}],
}  # fmt: skip
ris = "TY  - CONF\nAU  - Doe, Jane\nTI  - Sparse attention\nPY  - 2024/09//\nER  - \n"


def written(to):
    text = Metadata(json.dumps(paper), via="csl").write(to=to)
    return text.decode() if isinstance(text, bytes) else text


csl, bibtex = json.loads(written("csl")), written("bibtex")
print(json.dumps(csl), bibtex, sep="\n")
try:
    month = Metadata(ris, via="ris").date_published
except TypeError as error:
    month = f"TypeError: {error}"
print(month)
as_seen = (
    [author["family"] for author in csl["author"]] == ["Doe", "Roe"]
    and "editor" not in csl
    and "DOI" not in csl
    and csl["type"] == "Document"
    and "urldate = {2024-09}" in bibtex
    and month.startswith("TypeError")
)
sys.exit(0 if as_seen else "Changed")
END
