#!/usr/bin/env bash
# Typst 0.15.0 (PyPI), its own reader of BibTeX and its own styles.
# Expected: a thesis is printed with its school, a report with its institution, an article with its number, a preprint with
# its arXiv ID; "and others" is "et al."; {D{\'\i}az} is Díaz; a formula between dollar signs is no LaTeX.
# Seen, in APA: the school, the institution, the article number (eid) and the arXiv ID are gone; "others" is an author;
# Díaz is "D\́iaz"; the formula is printed as "O(n \log n)"; "LoomConf" is "Loomconf"; the handbook stands twice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check typst==0.15.0
cat > "$folder/input.bib" <<'BIB'
@phdthesis{thesis, author = {{\O}st, Per}, title = {Threads}, school = {Example University}, year = 2021}
@techreport{report,
  author = {Li, Ann}, title = {Report}, institution = {Example Lab}, number = {TR-7}, year = 2018
}
@article{article,
  author = {D{\'\i}az, {\'E}lise}, title = {On Yarn}, journal = {Journal of Looms}, volume = 7, year = 2023,
  eid = {e0209899}
}
@misc{preprint,
  author = {Li, Ann}, title = {Preprint}, year = 2024,
  eprint = {2401.00001}, archivePrefix = {arXiv}, primaryClass = {cs.LG}
}
@inproceedings{paper,
  author = {Gold, Martin and others}, title = {Sorting in $O(n \log n)$}, booktitle = {Proceedings of LoomConf}, year = 2022
}
@incollection{chapter,
  author = {Li, Ann}, title = {Chapter}, booktitle = {Handbook}, editor = {Gold, Martin}, publisher = {Loom Press}, year = 2020
}
BIB
cat > "$folder/main.typ" <<'TYP'
#bibliography("input.bib", full: true, style: "apa")
TYP
"$folder/venv/bin/python" - "$folder/main.typ" <<'PY'
import re
import sys
from html import unescape

import typst

text = re.sub(r"<head>.*?</head>", "", typst.compile(sys.argv[1], format="html").decode(), flags=re.DOTALL)
text = unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(?:p|li|div)>", "\n", text)))
print(text)
missing = ["Example University", "Example Lab", "e0209899", "2401.00001", "et al.", "Díaz"]
wrong = ["others", "D\\\u0301iaz", "O(n \\log n)", "Loomconf", "Handbook: Handbook"]
changed = [words for words in missing if words in text] + [words for words in wrong if words not in text]
sys.exit(f"Changed: {changed}" if changed else 0)
PY
