#!/usr/bin/env bash
# bibutils 7.2 (Debian 12, package bibutils 7.2-2).
# Expected: the order of authors survives BibTeX -> MODS -> RIS or BibTeX; the arXiv ID of a preprint too.
# Seen: an institution in braces moves behind all people, so the second author becomes the last; "Smith, Jr., Bob" gets the
# family name "Smith Jr."; eprint, archivePrefix and primaryClass are dropped, and the preprint becomes TY STD (a standard).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends bibutils=7.2-2 libbibutils8=7.2-2 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :) PATH=$folder/usr/bin:$PATH
cat > input.bib <<'END'
@inproceedings{a,
  author = {van der Berg, Jan and {Barnes and Noble} and Smith, Jr., Bob},
  title = {Weaving with Looms}, booktitle = {LoomConf}, year = 2020
}
@misc{x,
  author = {Li, Ann}, title = {Looms at Scale}, year = 2024,
  eprint = {2401.00001}, archivePrefix = {arXiv}, primaryClass = {cs.LG}
}
END
bib2xml input.bib > input.xml 2> /dev/null
xml2ris input.xml 2> /dev/null | tee output.ris
authors=$(grep '^AU' output.ris | head -n 3 | sed 's/^AU  - //' | tr -d '\r' | paste -sd '|')
[ "$authors" = 'van der Berg, Jan|Smith Jr., Bob|Barnes and Noble' ] || { echo "Changed: $authors"; exit 1; }
if grep -q '2401.00001' output.ris; then echo "Changed: the arXiv ID is there"; exit 1; fi
grep -q '^TY  - STD' output.ris || { echo "Changed: no TY STD"; exit 1; }
