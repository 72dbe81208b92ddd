#!/usr/bin/env bash
# biblib-simple 0.1.2 (PyPI, module biblib), "simple, correct BibTeX parser".
# Expected: "King, Jr., Carl" is Carl King Jr. ("BibTeXing", section 4: "von Last, Jr, First"); "and others" stands for more
# authors; TeX's own commands in formulas become text, or stay.
# Seen: the given name is "Jr." and the suffix "Carl", so a list prints "Jr. King Carl"; "others" is a person;
# `tex_to_unicode` raises an error at `\log` in a formula.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check biblib-simple==0.1.2
cat > input.bib <<'END'
@article{a,
  author = {King, Jr., Carl and von Roe, Richard and others},
  title = {Sorting in $O(n \log n)$}, journal = {Weaving}, year = 2024
}
END
venv/bin/python - <<'END'
import sys

import biblib.algo
import biblib.bib

with open("input.bib") as lines:
    entry = biblib.bib.Parser().parse(lines, log_fp=sys.stderr).get_entries()["a"]
authors = [(name.first, name.von, name.last, name.jr) for name in entry.authors()]
try:
    title = biblib.algo.tex_to_unicode(entry["title"])
except Exception as error:
    title = type(error).__name__
print(authors, title)
as_seen = authors == [("Jr.", "", "King", "Carl"), ("Richard", "von", "Roe", ""), ("", "", "others", "")]
sys.exit(0 if as_seen and title == "InputError" else "Changed")
END
