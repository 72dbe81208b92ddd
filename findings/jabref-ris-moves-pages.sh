#!/usr/bin/env bash
# JabRef 3.8.2 (Debian 12, package jabref 3.8.2+ds-17), exporting BibTeX to RIS and EndNote on the command line.
# Expected: institutions in braces stay whole; a month is a number (RIS: "YYYY/MM/DD/other info"); pages are a range; {\'\i} is í.
# Seen: "{Alpha Research and Beta Robotics}" is two people, "Research, Alpha" and "Robotics, Beta"; the date is "2024/september"; the pages
# A-1 to A-9 begin with "A-1--A-9" and end with "A"; García is "Garc\́ia" in RIS, "Garc\'\i,a" in EndNote's format; arXiv IDs are gone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
command -v java >/dev/null || { echo "Needs Java."; exit 2; }
options='--recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances'
packages=$(apt-cache depends $options jabref=3.8.2+ds-17 2>/dev/null | grep -E '^(jabref|lib.*-java)$' | sort -u) && apt-get download -qq $packages 2>/dev/null ||
    { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
cat > papers.bib <<'STOP'
@article{looms,
  author  = {{Alpha Research and Beta Robotics} and Garc{\'\i}a, Gabriel},
  title   = {Looms},
  journal = {Weaving},
  year    = {2024},
  month   = sep,
  pages   = {A-1--A-9},
  eprint  = {2401.01234},
  archiveprefix = {arXiv}
}
STOP
for format in ris endnote; do
    HOME=$folder timeout 100 java --add-opens=java.desktop/java.awt=ALL-UNNAMED -cp 'usr/share/java/*' net.sf.jabref.JabRefMain -n -i papers.bib,bibtex -o "papers.$format,$format" >/dev/null 2>&1
done
grep -vE '^.{0,6}$' papers.ris | tee seen
grep -E '^%A' papers.endnote | tee -a seen
cat > expected <<'STOP'
TY  - JOUR
AU  - Research, Alpha
AU  - Robotics, Beta
AU  - Garc\́ia, Gabriel
T1  - Looms
JO  - Weaving
Y1  - 2024/september
SP  - A-1--A-9
EP  - A
%A Alpha Research; Beta Robotics & Garc\'\i,a, Gabriel
STOP
diff expected seen || { echo Changed; exit 1; }
