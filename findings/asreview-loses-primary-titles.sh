#!/usr/bin/env bash
# ASReview 3.0.8 (PyPI), which screens records for systematic reviews: a record in RIS.
# Expected: T1 is the title and Y1 the year ("primary title" and "primary date" of the RIS specification, which EndNote, RefWorks
# and Ovid write), as TI and PY are, and UR is the address.
# Seen: the title and year of a record with T1 and Y1 are empty, without a message, so that it is screened by its abstract alone;
# the address is empty for every record. Write TI and PY.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check asreview==3.0.8
cat > records.ris <<'END'
TY  - JOUR
AU  - Doe, Jane
TI  - Looms
PY  - 2024
UR  - https://lab.example.org/looms/
ER  - 

TY  - JOUR
AU  - Doe, Jane
T1  - Threads
Y1  - 2023/05/06/
UR  - https://lab.example.org/threads/
ER  - 
END
venv/bin/python - <<'END'
import sys

from asreview.data.loader import load_records

seen = [(record.title, record.year, record.url, record.authors) for record in load_records("records.ris", "example")]
print(*seen, sep="\n")
expected = [("Looms", 2024, None, ["Doe, Jane"]), (None, None, None, ["Doe, Jane"])]
sys.exit(0 if seen == expected else "Changed")
END
