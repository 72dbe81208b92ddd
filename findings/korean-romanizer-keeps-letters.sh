#!/usr/bin/env bash
# korean-romanizer 0.28.0 (PyPI), Korean in Latin letters.
# Expected: it follows the Revised Romanization, which writes sounds, not letters (section 3, 1). Its own examples are
# Baengma, Sinmunno, Jongno, Wangsimni, Byeollae, Silla, Hangnyeoul and allyak.
# Seen: all eight come out otherwise, as do 대학로 (Daehangno) and 독립문 (Dongnimmun), so a place in an affiliation does not match the
# name that maps and other databases have. Its rules for final consonants alone do apply: 좋고 is joko.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet korean-romanizer==0.28.0
cat > romanize.py <<'STOP'
import sys

from korean_romanizer.romanizer import Romanizer

right = dict(백마="baengma", 신문로="sinmunno", 종로="jongno", 왕십리="wangsimni", 별내="byeollae", 신라="silla")
right |= dict(학여울="hangnyeoul", 알약="allyak", 대학로="daehangno", 독립문="dongnimmun")
seen = {word: Romanizer(word).romanize() for word in [*right, "좋고"]}
for word, result in seen.items():
    print(word, "right:", right.get(word, "joko"), "seen:", result)
is_same = all(right[word] != seen[word] for word in right)
sys.exit(not (is_same and (seen["종로"], seen["신라"], seen["좋고"]) == ("jongro", "sinra", "joko")))
STOP
env/bin/python romanize.py || { echo Changed; exit 1; }
