#!/usr/bin/env bash
# plasTeX 3.1 (PyPI), which turns LaTeX into web pages: names of people in a text or a bibliography.
# Expected (LaTeX's accents; "LaTeX: A Document Preparation System", table 3.1): an accent on \i is that on i, thus í, ï and î as with `i`
# itself; \AA and \aa are Å and å; \ss is ß; \.I is İ.
# Seen: \'{\i} has a grave accent, "Garcìa", \"{\i} two strokes (U+030E), and \^{\i} none; Å and å are gone; \ss is "SS"; and \.I is a thin
# blank and I. Other accents are right, on `i` too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet plasTeX==3.1 'setuptools<81'
cat > names.tex <<'STOP'
\documentclass{article}
\begin{document}
Garc\'{i}a, Garc\'{\i}a, Garc{\'\i}a, Na\"{\i}ma, Beno\^{\i}t, \AA ngstr\"om, {\AA}sa, H\aa kon, Wei{\ss}, \.{I}nci, Erd\H{o}s, \v{C}apek.
\end{document}
STOP
env/bin/plastex --renderer=HTML5 names.tex > log.txt 2>&1
grep -o 'Garc.*apek' names/index.html | python3 -c 'print(ascii(input()))' | tee seen
cat > expected <<'STOP'
'Garc\xeda, Garc\u0131\u0300a, Garc\u0131\u0300a, Na\u0131\u030ema, Beno\u0131t, ngstr\xf6m, sa, Hkon, WeiSS, \u2009Inci, Erd\u0151s, \u010capek'
STOP
diff expected seen || { echo Changed; exit 1; }
