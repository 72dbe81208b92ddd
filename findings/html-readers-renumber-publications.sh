#!/usr/bin/env bash
# inscriptis 2.7.6 (PyPI) and html-to-text 10.0.1 (npm): lists of a homepage as text.
# Expected (HTML, "The ol element"): a list of papers that goes on at 12 with `start`, counts down with `reversed`, or has numbers of
# its own with `value`, keeps its numbers, to which "see [12]" refers; the year and the degree of a `dl` are two words.
# Seen: inscriptis keeps `value` only, html-to-text `start` only; for both, "2024" and "PhD" of a `dl` become "2024PhD".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >lists.html <<'END'
<ol start="12"><li>Looms</li><li>Yarn</li></ol>
<ol reversed><li>Silk</li><li>Wool</li></ol>
<ol><li value="7">Felt</li></ol>
<dl><dt>2024</dt><dd>PhD</dd></dl>
END
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check inscriptis==2.7.6
venv/bin/python - <<'END' | tee seen.txt
from pathlib import Path

from inscriptis import get_text

print(*(line.strip() for line in get_text(Path("lists.html").read_text()).splitlines() if line.strip()), sep=" | ")
END
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts html-to-text@10.0.1
cat >read.cjs <<'END'
const { convert } = require('html-to-text')
const lines = convert(require('fs').readFileSync('lists.html', 'utf8')).split('\n')
console.log(lines.map((line) => line.trim()).filter(Boolean).join(' | '))
END
node read.cjs | tee -a seen.txt
diff seen.txt - <<'END' || { echo Changed; exit 1; }
1. Looms | 2. Yarn | 1. Silk | 2. Wool | 7. Felt | 2024PhD
12. Looms | 13. Yarn | 1. Silk | 2. Wool | 1. Felt | 2024PhD
END
