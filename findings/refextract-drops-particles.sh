#!/usr/bin/env bash
# refextract 1.1.7 (PyPI), INSPIRE's extractor of references from papers.
# Expected: an author with a particle, "A. van der Berg", is an author as "A. Poe" is, in the order of the reference.
# Seen: the list of authors ends before such a name, or begins in its middle: "J. Doe, A. van der Berg, R. Roe" is by J. Doe alone, and
# "A. van der Berg, R. Roe" by "der Berg, R.". What is left is "misc". Names with hyphens and accents are read well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends libmagic1 libmagic-mgc 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :) MAGIC=$PWD/usr/lib/file/magic.mgc # for python-magic
python3 -m venv env
env/bin/pip install --quiet refextract==1.1.7
cat > extract.py <<'STOP'
import sys

from refextract import extract_references_from_string

expected = {
    "J. Doe, A. Poe, R. Roe": "J. Doe, A. Poe, R. Roe",
    "J. Doe, A. van der Berg, R. Roe": "J. Doe",
    "J. Doe, R. Roe and A. van der Berg": "J. Doe, R. Roe",
    "A. van der Berg, R. Roe": "der Berg, R.",
}
seen = {}
for authors in expected:
    [reference] = extract_references_from_string(f"[1] {authors}, Phys. Rev. D 12, 034001 (2023).")
    [seen[authors]] = reference["author"]
    print(authors, "->", reference["author"], reference.get("misc"))
sys.exit(seen != expected)
STOP
env/bin/python -W ignore extract.py || { echo Changed; exit 1; }
