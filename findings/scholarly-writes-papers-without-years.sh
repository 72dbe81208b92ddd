#!/usr/bin/env bash
# scholarly 1.7.11 (PyPI), which reads Google Scholar, writing a paper that it has read as BibTeX.
# Expected: what its reader took from BibTeX (`year`, "50\%") is written back so.
# Seen: the year is in a field `pub_year`, which no style of BibTeX prints, so papers have no year; "%" stands bare, so LaTeX drops the rest of
# the line, with it the closing brace, and "&" is an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet scholarly==1.7.11 bibtexparser==1.4.4
env/bin/python - <<'STOP' 2>/dev/null | tee seen
from scholarly import scholarly

print(scholarly.bibtex({
    "container_type": "Publication",
    "source": "PUBLICATION_SEARCH_SNIPPET",
    "filled": True,
    "bib": {"pub_type": "article", "bib_id": "doe2024looms", "title": "50% of Looms & Yarn", "author": "Doe, Jane and Roe, Richard",
            "journal": "Weaving", "volume": "8", "pub_year": 2024},
}))
STOP
cat > expected <<'STOP'
@article{doe2024looms,
 author = {Doe, Jane and Roe, Richard},
 journal = {Weaving},
 pub_year = {2024},
 title = {50% of Looms & Yarn},
 volume = {8}
}

STOP
diff expected seen || { echo Changed; exit 1; }
