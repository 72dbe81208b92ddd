#!/usr/bin/env bash
# @citation-js/plugin-bibtex 0.9.0 (npm) and bibutils 7.2 (Debian 12, package bibutils 7.2-2): page numbers with hyphens.
# Expected: the pages A-1 to A-9 of a supplement, "A-1–A-9" or "A-1--A-9", stay a range from A-1 to A-9.
# Seen: the first hyphen becomes a dash of the range too, "A--1--A-9", in citation-js as in bibutils, which writes SP "A" and
# EP "1-A-9" in RIS: a paper of the pages A to 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund @citation-js/core@0.9.0 @citation-js/plugin-bibtex@0.9.0
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends bibutils=7.2-2 libbibutils8=7.2-2 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :) PATH=$folder/usr/bin:$PATH
cat > write.cjs <<'END'
const { Cite } = require('@citation-js/core')
require('@citation-js/plugin-bibtex')
const paper = { id: 'a', type: 'article-journal', title: 'Looms', page: 'A-1–A-9', issued: { 'date-parts': [[2024]] } }
console.log(new Cite(paper).format('bibtex'))
END
cat > input.bib <<'END'
@article{a, author = {Doe, Jane}, title = {Looms}, journal = {Weaving}, year = 2024, pages = {A-1--A-9}}
END
{ node write.cjs; bib2xml input.bib 2>/dev/null > mods.xml; xml2bib mods.xml 2>/dev/null; xml2ris mods.xml 2>/dev/null; } | tee seen
grep -q 'pages = {A--1--A-9}' seen && grep -q 'pages="A--1--A-9"' seen && grep -q '^EP  - 1-A-9' seen || { echo "Changed"; exit 1; }
