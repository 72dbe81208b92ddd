#!/usr/bin/env bash
# frictionless 5.21.0 (PyPI): a table of papers with pages and issues, read and written again.
# Expected: pages stay text. A `yearmonth` of Table Schema is that of XML Schema, whose year has at least four digits, so "3-12" and
# "1-9" are none; an issue with a leading zero is no number.
# Seen: the column of pages is of months, and the pages 1-9 are written as "1-09"; the issue 007 is written as 7.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check frictionless==5.21.0
printf 'title,pages,issue\nLooms,3-12,010\nYarn,1-9,007\n' >papers.csv
venv/bin/python -W ignore - <<'END'
from frictionless import describe

papers = describe("papers.csv")
print({field.name: field.type for field in papers.schema.fields})
papers.write("written.csv")
END
cat written.csv
printf 'title,pages,issue\r\nLooms,3-12,10\r\nYarn,1-09,7\r\n' | cmp written.csv - || { echo Changed; exit 1; }
