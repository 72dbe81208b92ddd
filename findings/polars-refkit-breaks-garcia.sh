#!/usr/bin/env bash
# polars-refkit 0.4.0 with polars (PyPI), .bib files as columns of tables; it formats them with Hayagriva, in APA's style.
# Expected: Garc{\'\i}a is García ("LaTeX: A Document Preparation System", table 3.1), A-1--A-9 are pages A-1 to A-9 of a supplement, "others" is
# "et al." and no author, `mathesis` is biblatex's word for a master's thesis (biblatex's manual, 4.9.2.10), and APA writes "van der Berg, A."
# (Publication Manual, 7th edition, 9.9).
# Seen: "Garc\́ia", a backslash with an accent; the pages "A–1–A–9"; "& others"; "[Mathesis]"; "Berg, A. van der".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet polars-refkit==0.4.0 polars==2.1.0 2> /dev/null
cat > papers.bib <<'STOP'
@article{a, author = {van der Berg, Anna and Garc{\'\i}a, Ana and others}, title = {Looms}, journal = {Weaving}, volume = 12, pages = {A-1--A-9}, year = 2024}
@thesis{b, type = {mathesis}, author = {Roe, Richard}, title = {Looms}, institution = {University of Yarn}, date = {2022}}
STOP
cat > run.py <<'STOP'
import polars
import polars_refkit

table = polars.DataFrame({"papers": [open("papers.bib").read()]})
print(table.select(polars_refkit.full_bibliography("papers")).item())
STOP
env/bin/python run.py | tee seen
cat > expected <<'STOP'
Berg, A. van der, Garc\́ia, A., & others. (2024). Looms. Weaving, 12, A–1–A–9.
Roe, R. (2022). Looms [Mathesis]. University of Yarn.
STOP
diff expected seen || { echo Changed; exit 1; }
