#!/usr/bin/env bash
# bibtexconv 1.3.4 (Debian 12, package bibtexconv 1.3.4-1), a converter of BibTeX.
# Expected: fields may stand on one line ("BibTeXing", section 2: blanks and line breaks mean nothing between them); "King, Jr., Carl" is read
# and written alike.
# Seen: of `volume = {8}, number = {2}, year = {2024}` on a line the volume is "8}, number = {2}, year = {2024", written so to the new file with
# exit status 0 and a warning that there is no year; King becomes "Jr., Carl King".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends bibtexconv=1.3.4-1 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
cat > papers.bib <<'STOP'
@article{looms,
  author = {King, Jr., Carl and Doe, Jane},
  title = {{Looms}},
  journal = {Weaving},
  volume = {8}, number = {2}, year = {2024},
  month = sep
}
STOP
usr/bin/bibtexconv papers.bib -non-interactive -export-to-bibtex=converted.bib
tee seen < converted.bib
cat > expected <<'STOP'
@Article{ looms,
	author = "Jr., Carl King and Jane Doe",
	title = "{Looms}",
	journal = "{Weaving}",
	volume = "8}, number = {2}, year = {2024",
	month = sep
}

STOP
diff expected seen || { echo Changed; exit 1; }
