#!/usr/bin/env bash
# hugobloxorcid 0.3.0 (PyPI), which brings the works of an ORCID record into a Hugo Blox site, each with a cite.bib behind the button "Cite".
# Expected: authors are joined with "and" ("BibTeXing", section 2), a book is no @article, and a work of 2024 has the year only.
# Seen: authors are joined with ";", so every program reads one person, or finds too many commas; each work is an @article; the site dates the
# work 1 January 2024.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet hugobloxorcid==0.3.0 pybtex==0.26.1
env/bin/python - <<'STOP' 2>/dev/null | tee seen
from hugobloxorcid.cli import parse_work
from pybtex.database import parse_string

work = {
    "title": {"title": {"value": "Looms"}},
    "type": "book",
    "publication-date": {"year": {"value": "2024"}},
    "put-code": 1,
    "contributors": {"contributor": [{"credit-name": {"value": "Jane Doe"}}, {"credit-name": {"value": "Richard Roe"}}]},
}
matter, bibtex, *_ = parse_work(work, "0000-0002-1825-0097", "Jane Doe")
print(matter["date"], matter["publication_types"])
print(bibtex)
(entry,) = parse_string(bibtex, "bibtex").entries.values()
print("pybtex reads:", [str(person) for person in entry.persons["author"]])
STOP
cat > expected <<'STOP'
2024-01-01 ['book']
@article{looms,
  author = {Jane Doe; Richard Roe},
  title = {Looms},
  year = {2024}
}

pybtex reads: ['Roe, Jane Doe; Richard']
STOP
diff expected seen || { echo Changed; exit 1; }
