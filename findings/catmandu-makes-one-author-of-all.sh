#!/usr/bin/env bash
# Catmandu::BibTeX 0.21 (Perl; Debian 12, package libcatmandu-bibtex-perl 0.21-2), which university libraries export lists of papers with.
# Expected: what it writes is what it was given, and what it reads it can write: a list of authors, % and & escaped for LaTeX.
# Seen: each value stands in two pairs of braces, the list of authors too, so that BibTeX and other readers see one institution
# called "Doe, Jane and Roe, Richard"; it even reads its own file so. "%" is not escaped, so LaTeX drops the rest of the line.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends libcatmandu-bibtex-perl=0.21-2 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
export PERL5LIB=$PWD/usr/share/perl5:$(echo "$PWD"/usr/lib/*/perl5/5.*)
cat > paper.json <<'STOP'
[{"type": "article", "_citekey": "looms", "author": ["Doe, Jane", "Roe, Richard"], "title": "50% More Yarn", "year": "2024"}]
STOP
perl usr/bin/catmandu convert JSON to BibTeX < paper.json | tee paper.bib
perl usr/bin/catmandu convert BibTeX to JSON < paper.bib | tee read.json
python3 -m venv env
env/bin/pip install --quiet pybtex==0.26.1 2>/dev/null
env/bin/python - <<'STOP' | tee people
from pybtex.database import parse_file

print([str(person) for person in parse_file("paper.bib").entries["looms"].persons["author"]])
STOP
grep -qF 'author       = {{Doe, Jane and Roe, Richard}}' paper.bib && grep -qF '{{50% More Yarn}}' paper.bib &&
    grep -qF '"author":["Doe, Jane and Roe, Richard"]' read.json && grep -qF "['{Doe, Jane and Roe, Richard}']" people || { echo Changed; exit 1; }
