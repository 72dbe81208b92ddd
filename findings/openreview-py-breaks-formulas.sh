#!/usr/bin/env bash
# openreview-py 2.9.1 (PyPI), the client of OpenReview, which makes the BibTeX that its conferences give their papers.
# Expected: formulas in titles, which OpenReview prints as TeX, stay formulas; with `names_reversed`, "last, first", particles and
# "Jr." stay in their places; a citation key names the paper.
# Seen: "$O(n^2)$" becomes "\$O(n{\textasciicircum}2)\$", which is printed with its dollar signs; "Jr., Carl King", "Berg, Anna van der" and
# "张三, " are names; the key of a paper by 张三 is "2024looms", so two such papers of a year share one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet openreview-py==2.9.1
cat > cite.py <<'STOP'
from types import SimpleNamespace

from openreview.tools import generate_bibtex

title = {"title": {"value": "Looms in $O(n^2)$ Time with LoRA"}}
for authors in (["Carl King Jr.", "Anna van der Berg"], ["张三"]):
    note = SimpleNamespace(content=title, authors=authors, forum="abc")
    print(generate_bibtex(note, "LoomConf", "2024", paper_status="accepted", anonymous=False, names_reversed=True))
STOP
env/bin/python cite.py 2>/dev/null | tee seen
for text in 'title={Looms in \$O(n{\textasciicircum}2)\$ Time with Lo{RA}},' 'author={Jr., Carl King and Berg, Anna van der},' 'author={张三, },' 2024looms,; do
    grep -qxF "$text" seen || { echo "Changed: no $text"; exit 1; }
done
