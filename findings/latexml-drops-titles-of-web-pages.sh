#!/usr/bin/env bash
# LaTeXML 0.8.7 (Debian 12, package latexml 0.8.7-2), which makes HTML of LaTeX and BibTeX, as for arXiv.
# Expected: a web page (@online, or @misc with `howpublished`) has its title, an article its article number, a report is called a report once,
# and "and others" is "et al.".
# Seen: of a web page remain author, date and "(Website)"; the article number (eid) is gone; "Technical report Technical Report TR-18"; "and
# others" is printed as it is. Theses, proceedings, particles and institutions are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends latexml=0.8.7-2 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
export PERL5LIB=$PWD/usr/share/perl5:$(echo "$PWD"/usr/lib/*/perl5/5.*)
cat > papers.bib <<'STOP'
@online{web, author = {Roe, Richard}, title = {Weaving on the Web}, date = {2024-05-06}, url = {https://example.org/}}
@article{looms, author = {Doe, Jane and others}, title = {Looms}, journal = {Weaving}, volume = 8, eid = {e42}, year = 2023}
@techreport{shed, author = {Poe, Ann}, title = {Shed}, institution = {Loom Institute}, number = {TR-18}, year = 2021}
STOP
cat > paper.tex <<'STOP'
\documentclass{article}\begin{document}\cite{web,looms,shed}\bibliographystyle{plain}\bibliography{papers}\end{document}
STOP
perl usr/bin/latexml --quiet --dest=paper.xml paper.tex 2>/dev/null
perl usr/bin/latexml --quiet --dest=papers.xml papers.bib 2>/dev/null
perl usr/bin/latexmlpost --quiet --bibliography=papers.xml --format=html5 --dest=paper.html paper.xml 2>/dev/null
sed 's/<[^>]*>//g' paper.html | sed -n '/^\[1\]/,/^Generated/p' | grep -v -e '^ *$' -e '^Generated' | tee seen
cat > expected <<'STOP'
[1]
J. Doe and others (2023)
Looms.
Weaving 8.
Cited by: p1.
[2]
A. Poe (2021)
Shed.
Technical report
Technical Report TR-18,  Loom Institute.
Cited by: p1.
[3]
R. Roe (2024-05-06)(Website)
External Links: Link
Cited by: p1.
STOP
diff expected seen || { echo Changed; exit 1; }
