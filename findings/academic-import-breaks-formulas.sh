#!/usr/bin/env bash
# academic 0.11.2 (PyPI), the importer of Hugo Blox sites: `academic import papers.bib FOLDER`.
# Expected: mathematics, institutions in braces, editors and "in press" arrive as they are meant.
# Seen: "\log" in a formula becomes "łog" (its reader, bibtexparser 1.4.4, takes "\l" for a letter) and the braces
# of the formula go; an institution with "and" becomes two authors; "and others" becomes an author called "others";
# editors are listed as authors; "in press" becomes the date "in press-01-01".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
# It asks for Python 3.11.5 and works with the 3.11.2 of Debian 12, too.
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --ignore-requires-python academic==0.11.2 bibtexparser==1.4.4
cat > "$folder/papers.bib" <<'END'
@inproceedings{a, author = {Doe, Jane and {Alpha Research and Beta Robotics} and others},
  title = {Sorting in $\mathcal{O}(n \log n)$}, booktitle = {Proc. of the Conference}, year = {2024}}
@book{b, editor = {Roe, Richard}, title = {Edited Book}, publisher = {Press}, year = {2020}}
@article{c, author = {Doe, Jane}, title = {Accepted Work}, journal = {Journal}, year = {in press}}
END
"$folder/venv/bin/academic" import "$folder/papers.bib" "$folder/out"
sed -n '/^title/p; /^authors/,/^$/p; /^date/p' "$folder"/out/*/index.md | tee "$folder/seen"
for line in 'title: Sorting in $mathcalO(n łog n)$' "- Alpha Research" "- Beta Robotics" "- ' others'" \
    "- Richard Roe" "date: in press-01-01"; do
    grep -qxF -- "$line" "$folder/seen" || { echo "Changed: no line $line"; exit 1; }
done
