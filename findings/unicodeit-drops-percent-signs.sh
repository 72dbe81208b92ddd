#!/usr/bin/env bash
# unicodeit 0.7.5 (PyPI), which turns the LaTeX of titles and names into Unicode.
# Expected: commands are read whole: \log is no \l; \% is "%"; \'\i is í; a hyphen behind a Greek letter stays a hyphen.
# Seen: "\log n" is "łog n", "50\%" is "▒", a shade, \i is ℹ, the sign for information, so García has it, too; the hyphen of
# "\beta-decay" is a minus sign, which no search for "β-decay" finds. Accents in the form \"{o} and \H{o} are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet unicodeit==0.7.5
cat > titles.py <<'STOP'
import unicodedata

import unicodeit

for text in (r"Sorting in O(n\log n)", r"50\% of Looms", r"Garc\'\ia", r"Garc{\'\i}a", r"\beta-decay", r"Erd\H{o}s"):
    read = unicodeit.replace(text)
    names = [unicodedata.name(c) for c in read if ord(c) > 127]
    print(f"{text}: {read} {names}")
STOP
env/bin/python titles.py | tee seen
cat > expected <<'STOP'
Sorting in O(n\log n): Sorting in O(nłog n) ['LATIN SMALL LETTER L WITH STROKE']
50\% of Looms: ▒ of Looms ['MEDIUM SHADE']
Garc\'\ia: Garc\'ℹa ['INFORMATION SOURCE']
Garc{\'\i}a: Garc{\'ℹ}a ['INFORMATION SOURCE']
\beta-decay: β−decay ['GREEK SMALL LETTER BETA', 'MINUS SIGN']
Erd\H{o}s: Erdős ['LATIN SMALL LETTER O WITH DOUBLE ACUTE']
STOP
diff expected seen || { echo Changed; exit 1; }
