#!/usr/bin/env bash
# papis 0.16.1 (PyPI), the reader and the writer of BibTeX of this reference manager.
# Expected: what is imported is exported as it was: a list of authors that goes on, a month and a day, quotation marks.
# Seen: "and others" comes out as "and {others}", an organization called others, of which no style makes "et al."; the
# month `jun # "~3"` becomes the text "jun \# '' 3''"; each '"' becomes two closing quotation marks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check papis==0.16.1
cat > "$folder/input.bib" <<'BIB'
@inproceedings{paper,
  author = {Li, Ann and others}, title = {The {"}Loom{"} of Yarn}, booktitle = {Proceedings of LoomConf},
  year = 2024, month = jun # "~3"
}
BIB
export HOME="$folder" XDG_CONFIG_HOME="$folder"
"$folder/venv/bin/python" - "$folder/input.bib" > "$folder/output.bib" <<'PY'
import sys
from pathlib import Path

from papis.bibtex import bibtex_to_dict
from papis.document import from_data
from papis.exporters.bibtex import to_bibtex

for data in bibtex_to_dict(Path(sys.argv[1]).read_text()):
    print(to_bibtex(from_data(data)))
PY
cat "$folder/output.bib"
for text in 'Li, Ann and {others}' "jun \\# '' 3''" "''Loom''"; do
    grep -qF "$text" "$folder/output.bib" || { echo "Changed: no $text"; exit 1; }
done
