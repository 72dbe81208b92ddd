#!/usr/bin/env bash
# papers-cli 2.19.5 (PyPI), which keeps a .bib file: its command `check` with `--format-name` and `--encoding unicode`.
# Expected ("BibTeXing", sections 2 and 4): an institution in braces stays one, braces around GPU keep its capitals, a bare `sep` is the month of
# the styles, and "\%" stays, since a bare "%" hides the rest of the line from every LaTeX, XeLaTeX and LuaLaTeX among them.
# Seen: "{Alpha Research and Beta Robotics}" becomes the people "Research, Alpha and Robotics, Beta"; the month is the text "sep"; the
# braces around GPU are gone, and the title is "GPU Looms: 50% Less Yarn".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet papers-cli==2.19.5 2> /dev/null
export HOME=$folder
cat > papers.bib <<'STOP'
@article{looms,
 author = {van der Berg, Anna and {Alpha Research and Beta Robotics} and Garc{\'\i}a, Ana},
 title = {{GPU} Looms: 50\% Less Yarn},
 journal = {Weaving},
 month = sep,
 year = {2024}
}
STOP
env/bin/papers check --bibtex papers.bib --format-name --encoding unicode --force < /dev/null > /dev/null 2>&1
tee seen < papers.bib
cat > expected <<'STOP'
@article{looms,
 author = {van der Berg, Anna and Research, Alpha and Robotics, Beta and García, Ana},
 journal = {Weaving},
 month = {sep},
 title = {GPU Looms: 50% Less Yarn},
 year = {2024}
}
STOP
diff expected seen || { echo Changed; exit 1; }
