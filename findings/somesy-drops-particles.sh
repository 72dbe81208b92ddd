#!/usr/bin/env bash
# somesy 0.8.2 (PyPI), which keeps the metadata of a software project alike in CITATION.cff and codemeta.json.
# Expected: Anna "van der" Berg and Carl King "Jr.", in the words of the Citation File Format, have the same names in both files; in
# codemeta.json, which has no word for a particle, it belongs to the family name.
# Seen: codemeta.json has Anna Berg and Carl King, so the two files name different people, and whoever reads codemeta.json cites "Berg".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends git 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :) PATH=$PWD/usr/bin:$PATH # for somesy
python3 -m venv env
env/bin/pip install --quiet somesy==0.8.2
cat > somesy.toml <<'STOP'
[project]
name = "loom"
version = "1.2.0"
description = "Looms"
license = "MIT"

[[project.people]]
given-names = "Anna"
name-particle = "van der"
family-names = "Berg"
email = "anna@example.org"
author = true
maintainer = true

[[project.people]]
given-names = "Carl"
family-names = "King"
name-suffix = "Jr."
email = "carl@example.org"
author = true
STOP
printf 'cff-version: 1.2.0\nmessage: Cite\ntitle: loom\nauthors:\n  - name: Loom Lab\n' > CITATION.cff
env/bin/somesy sync >/dev/null
env/bin/python - <<'STOP' | tee seen
import json
import re

print("CITATION.cff:", sorted(re.findall(r"(?:family-names|name-particle|name-suffix): (.*)", open("CITATION.cff").read().partition("contact")[0])))
print("codemeta.json:", [(person["givenName"], person["familyName"]) for person in json.load(open("codemeta.json"))["author"]])
STOP
cat > expected <<'STOP'
CITATION.cff: ['Berg', 'Jr.', 'King', 'van der']
codemeta.json: [('Anna', 'Berg'), ('Carl', 'King')]
STOP
diff expected seen || { echo Changed; exit 1; }
