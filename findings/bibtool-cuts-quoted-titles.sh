#!/usr/bin/env bash
# BibTool 2.68 (Debian 12, package bibtool 2.68+ds-1).
# Expected: in a value between quotation marks, one within braces belongs to the value, as in "The {"}Loom{"} Book". BibTeX, biber
# and Text::BibTeX read it so ("Tame the BeaST", 2.2).
# Seen: the value ends at the first mark. BibTool warns, and writes the entry without the rest: no author, no year, and a brace that
# is never closed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends bibtool=2.68+ds-1 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
echo 'BIBINPUTS = .' > texmf.cnf
export TEXMFCNF=.
cat > books.bib <<'END'
@book{loom,
  title  = "The {"}Loom{"} Book",
  author = "Doe, Jane",
  year   = 2024
}
END
usr/bin/bibtool books.bib | tee output.bib || true
grep -q 'title.*"The {"' output.bib && ! grep -Eq 'Doe|2024|Loom' output.bib || { echo Changed; exit 1; }
