#!/usr/bin/env bash
# hanziconv 0.3.2 and zhconv 1.4.3 (PyPI), traditional to simplified Chinese characters.
# Expected: this direction is safe, since several traditional characters share one simplified: 著作 (publications) and 显著
# (significant) stay, and 乾 does where it is read qian, as in 乾隆 (note in the table of simplified characters of 1964).
# Seen: hanziconv converts each character by itself: 著作 becomes 着作, 顯著 显着, 瞭望 了望, and 徐乾, like 乾隆, is another person, 徐干.
# zhconv knows the words, but not the name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet setuptools==80.9.0 hanziconv==0.3.2 zhconv==1.4.3
cat > convert.py <<'STOP'
import sys
import warnings

warnings.simplefilter("ignore")
import zhconv
from hanziconv import HanziConv

words = ["著作", "學術著作", "顯著", "瞭望", "乾隆", "徐乾", "論文"]
seen = {word: (HanziConv.toSimplified(word), zhconv.convert(word, "zh-cn")) for word in words}
for word, (by_hanziconv, by_zhconv) in seen.items():
    print(word, "hanziconv:", by_hanziconv, "zhconv:", by_zhconv)
sys.exit(seen != {
    "著作": ("着作", "著作"),
    "學術著作": ("学术着作", "学术著作"),
    "顯著": ("显着", "显著"),
    "瞭望": ("了望", "瞭望"),
    "乾隆": ("干隆", "乾隆"),
    "徐乾": ("徐干", "徐干"),
    "論文": ("论文", "论文"),
})
STOP
env/bin/python convert.py || { echo Changed; exit 1; }
