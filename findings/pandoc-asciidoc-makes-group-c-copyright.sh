#!/usr/bin/env bash
# pandoc 3.9 (pypandoc-binary 1.17, PyPI), a homepage in HTML as AsciiDoc, read by Asciidoctor.js 3.0.4 (npm, @asciidoctor/core).
# Expected (AsciiDoc's documentation, "Character Replacements" and "Ordered Lists"): "(C)" and "(R)" get a backslash, since they mean © and ®, and
# a paragraph that begins with an initial something before it, as pandoc puts {empty} before one that begins with "2024.".
# Seen: neither is written, so group (C) is "©", Pearson's (R) "®", and "A. Roe" a list with the number A, of which "Roe" is left.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypandoc-binary==1.17
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts @asciidoctor/core@3.0.4
venv/bin/python - <<'END'
import json

import pypandoc

pages = ["<p>groups (A), (B) and (C)</p>", "<p>the correlation (R)</p>", "<p>A. Roe. Looms.</p>", "<p>2024. Looms</p>"]
with open("pages.json", "w", encoding="utf-8") as file:
    json.dump([pypandoc.convert_text(page, "asciidoc", format="html").strip() for page in pages], file)
END
cat >read.mjs <<'END'
import fs from 'node:fs'
import asciidoctor from '@asciidoctor/core'

const processor = asciidoctor()
for (const text of JSON.parse(fs.readFileSync('pages.json', 'utf8'))) {
  console.log(text, '→', processor.convert(text).replace(/<\/?div[^>]*>|\n/g, ''))
}
END
PATH="$PWD/node_modules/node/bin:$PATH" node read.mjs | tee seen
diff seen - <<'END' || { echo Changed; exit 1; }
groups (A), (B) and (C) → <p>groups (A), (B) and &#169;</p>
the correlation (R) → <p>the correlation &#174;</p>
A. Roe. Looms. → <ol class="upperalpha" type="A"><li><p>Roe. Looms.</p></li></ol>
{empty}2024. Looms → <p>2024. Looms</p>
END
