#!/usr/bin/env bash
# bibclean 2.11.4.1 (Debian 12, package bibclean 2.11.4.1-4.1+b1), its output read with pybtex 0.26.1 (PyPI).
# Expected: "Family, Given" rewritten as "Given Family" is the same name for BibTeX: a family name of several words gets braces.
# Seen: "Garc{\'i}a M{\'a}rquez, Gabriel" becomes "Gabriel Garc{\'i}a M{\'a}rquez" without braces, so García is now a given
# name and the entry is sorted under M; "Smith, Jr., Bob" becomes "Bob {Smith, Jr.}", so the suffix is part of the family name.
# (BibTeX's rule, "BibTeXing", section 4: without a comma, the last word is the family name.) -no-fix-names prevents both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends bibclean=2.11.4.1-4.1+b1 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pybtex==0.26.1
cat > input.bib <<'END'
@Article{a,
  author = "Garc{\'i}a M{\'a}rquez, Gabriel and Garcia Lorca, Federico and Smith, Jr., Bob",
  title = "Looms", journal = "Weaving", year = "2024"
}
END
usr/bin/bibclean -no-read-init-files input.bib | tee output.bib
venv/bin/python - <<'END'
import sys

from pybtex.database import parse_file

expected = [  # family name, given names, suffix
    (r"M{\'a}rquez", r"Gabriel Garc{\'i}a", ""),
    ("Lorca", "Federico Garcia", ""),
    ("{Smith, Jr.}", "Bob", ""),
]
for file in ("input.bib", "output.bib"):
    seen = [
        tuple(" ".join(part) for part in (name.last_names, name.first_names + name.middle_names, name.lineage_names))
        for name in parse_file(file).entries["a"].persons["author"]
    ]
    print(file, *seen, sep="\n  ")
sys.exit("Changed" if seen != expected else 0)
END
