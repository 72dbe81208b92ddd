#!/usr/bin/env bash
# bib2x 0.4.2 (PyPI), which writes .bib files as JSON for the pages of a group.
# Expected: what `--format json` writes is JSON (RFC 8259); "and" in braces is part of a name ("BibTeXing", section 4), "others" is no author, $n\log n$
# is no Polish letter, A-1--A-9 are pages A-1 to A-9.
# Seen: it is JavaScript, "var bib={…};" with lists in single quotation marks; "{Alpha Research and Beta Robotics}" and "others" are three people;
# the title is "O(nłogn)", and the pages are "A–1–A–9", in entities of HTML.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet bib2x==0.4.2 bibtexparser==1.4.4 2> /dev/null
cat > papers.bib <<'STOP'
@article{looms,
  author = {Doe, Jane and {Alpha Research and Beta Robotics} and others},
  title = {Looms in $O(n\log n)$},
  journal = {Weaving},
  pages = {A-1--A-9},
  year = {2024}
}
STOP
env/bin/bib2x --input papers.bib --output papers.json --format json > /dev/null 2>&1
tee seen < papers.json
python3 -c 'import json; json.load(open("papers.json"))' 2> error.txt || tail -n 1 error.txt | tee -a seen
cat > expected <<'STOP'
var bib={
 "entries":{
  "looms":{
   "bibtex-type":"article",
   "author":['Doe, Jane', 'Alpha Research', 'Beta Robotics', 'others'],
   "title":"Looms in O(n&#322;ogn)",
   "journal":"Weaving",
   "pages":"A&ndash;1&ndash;A&ndash;9",
   "year":2024
  }
 }
};
json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
STOP
diff expected seen || { echo Changed; exit 1; }
