#!/usr/bin/env bash
# html-to-rtf 2.1.0 (npm), the page of a CV as RTF, read by striprtf 0.0.35 (PyPI).
# Expected (RTF 1.9.1, "RTF Syntax" and "Unicode RTF"): a backslash of the text is written as "\\", and characters beyond ASCII as \u and a
# number, since an RTF file has 7 bits per character.
# Seen: the backslash stands as it is, so the "\nu" of a formula is a control word that readers skip; 张三 and Müller are written as they
# are, which Word reads in the character set of the font (\fcharset0, of Western Europe). Braces are escaped.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check striprtf==0.0.35
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts html-to-rtf@2.1.0
cat >write.cjs <<'END'
const htmlToRtf = require('html-to-rtf')
require('node:fs').writeFileSync('cv.rtf', htmlToRtf.convertHtmlToRtf('<p>Bounds on $\\nu$ and {x}, by 张三 and Müller</p>'))
END
PATH="$PWD/node_modules/node/bin:$PATH" node write.cjs
venv/bin/python - <<'END' | tee seen
from striprtf.striprtf import rtf_to_text

with open("cv.rtf", encoding="utf-8") as file:
    text = file.read()
print("beyond ASCII:", "".join(character for character in text if not character.isascii()))
print("read again:", rtf_to_text(text).strip())
END
diff seen - <<'END' || { echo Changed; exit 1; }
beyond ASCII: 张三ü
read again: Bounds on $$ and {x}, by 张三 and Müller
END
