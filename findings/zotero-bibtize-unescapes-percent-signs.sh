#!/usr/bin/env bash
# zotero-bibtize 0.1.0 (PyPI), which makes .bib files exported by Zotero "LaTeX friendly".
# Expected: what LaTeX needs stays: "\%" and "\&" are how the characters are written, braces around a word keep its capitals, and `sep` without
# braces is the month that styles know ("BibTeXing", section 2).
# Seen: "\%" becomes "%", which hides the rest of the line from LaTeX, "\&" becomes "&", an error in LaTeX; braces go, so that styles print
# "a history of gpus"; the month is the text "sep". Only DOIs should lose backslashes, as in 10.1000/looms_2024.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet zotero-bibtize==0.1.0
cat > papers.bib <<'STOP'

@article{doe_yarn_2024,
	title = {50\% {Yarn} \& {Looms}: {A} {History} of {GPUs}},
	journal = {Weaving},
	author = {Doe, Jane and {Loom Group}},
	doi = {10.1000/looms\_2024},
	month = sep,
	year = {2024}
}
STOP
env/bin/zotero-bibtize papers.bib friendly.bib
tee seen < friendly.bib
cat > expected <<'STOP'
@article{doe_yarn_2024,
    title = {50% Yarn & Looms: A History of GPUs},
    journal = {Weaving},
    author = {Doe, Jane and {Loom Group}},
    doi = {10.1000/looms_2024},
    month = {sep},
    year = {2024}
}
STOP
diff expected seen || { echo Changed; exit 1; }
