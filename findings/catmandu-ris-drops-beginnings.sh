#!/usr/bin/env bash
# Catmandu::RIS 0.13 (Perl; Debian 12, package libcatmandu-ris-perl 0.13-2), which university libraries export lists of papers with.
# Expected (RIS Format Specifications: names, keywords and publishers have at most 255 characters): of a longer one the first 255 characters are kept;
# blank lines between records, which other programs write, with CR LF too, are no fields.
# Seen: the first 255 characters are dropped and the rest is kept, so that a long author, an institution or a project, is "f Yarn"; each blank line
# with CR LF is a field without a name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends libcatmandu-ris-perl=0.13-2 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
export PERL5LIB=$PWD/usr/share/perl5:$(echo "$PWD"/usr/lib/*/perl5/5.*)
python3 - <<'STOP'
import json

author = "Consortium for the Study of Looms, with its members, which are the laboratories of " + ", ".join(f"Town {n}" for n in range(1, 22))
assert 255 < len(author) < 280, len(author)
json.dump([{"TY": "RPRT", "TI": "Looms", "AU": [author, "Doe, Jane"]}], open("papers.json", "w"))
open("papers.ris", "w", newline="").write("TY  - JOUR\r\nTI  - Looms\r\nER  - \r\n\r\nTY  - JOUR\r\nTI  - Yarn\r\nER  - \r\n")
STOP
perl usr/bin/catmandu convert JSON to RIS < papers.json | tr -d '\r' | tee seen
perl usr/bin/catmandu convert RIS to JSON < papers.ris | python3 -c 'import json, sys; print(*map(sorted, json.load(sys.stdin)))' | tee -a seen
cat > expected <<'STOP'
TY  - RPRT
AU  - own 21
AU  - Doe, Jane
TI  - Looms
ER  - 
['TI', 'TY'] ['', 'TI', 'TY']
STOP
diff expected seen || { echo Changed; exit 1; }
