#!/usr/bin/env bash
# csvkit 2.2.0 with agate 1.14.2 (PyPI): a table of papers with the columns pages and issue.
# Expected: a command that sorts rows or writes them as JSON leaves "3-12" as it is. A date has a year.
# Seen: a column whose page ranges could all be month and day becomes a column of dates: pages 3-12 are printed
# as 2001-03-12. One range that is no day (13-40) keeps the whole column as text, as does --no-inference.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check csvkit==2.2.0 agate==1.14.2
printf 'key,pages,issue\nb,3-12,2\na,1-8,4\n' >papers.csv
printf 'key,pages,issue\nb,13-40,2\na,1-8,4\n' >longer.csv
echo "csvsort:";                 venv/bin/csvsort -c key papers.csv | tee sorted
echo "csvjson:";                 venv/bin/csvjson papers.csv | tee json; echo
echo "csvsort, a longer range:"; venv/bin/csvsort -c key longer.csv | tee longer
echo "csvsort --no-inference:";  venv/bin/csvsort --no-inference -c key papers.csv | tee text
grep -q '^b,2001-03-12,2$' sorted && grep -q '"pages": "2001-01-08"' json && grep -q '^b,13-40,2$' longer &&
    grep -q '^b,3-12,2$' text || { echo "Changed"; exit 1; }
