#!/usr/bin/env bash
# myst-to-typst 0.0.36 and myst-parser 1.7.3 (npm), with which MyST and Jupyter Book 2 make PDFs, printed by typst 0.15.2 (PyPI).
# Expected (Typst's reference, "Syntax"): what has a meaning in Typst is escaped: "//" begins a comment, and at the beginning of a paragraph
# "+" a numbered list, "=" a heading, "/" a term. "*", "_", "#", "$" and "//" between blanks are escaped.
# Seen: "AB//CD" (parallel lines) is written as it is, so the rest of the paragraph is missing in the PDF, without a warning, and "+ 5 points"
# becomes "1. 5 points".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2 pypdf==7.1.1
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts myst-to-typst@0.0.36 myst-parser@1.7.3 unified@11.0.5 vfile@6.0.3
cat >paper.md <<'END'
Jane Doe\*, Anna Roe\*. Warp and weft with AB//CD and C#. Looms 12, 2024.

\+ 5 points for each thread.
END
cat >write.mjs <<'END'
import fs from 'node:fs'
import { mystParse } from 'myst-parser'
import mystToTypst from 'myst-to-typst'
import { unified } from 'unified'
import { VFile } from 'vfile'

const { result } = unified().use(mystToTypst).stringify(mystParse(fs.readFileSync('paper.md', 'utf8')), new VFile())
fs.writeFileSync('paper.typ', result.value)
END
PATH="$PWD/node_modules/node/bin:$PATH" node write.mjs
venv/bin/python - <<'END' | tee seen
import pypdf
import typst

typst.compile("paper.typ", output="paper.pdf")
print(" / ".join(pypdf.PdfReader("paper.pdf").pages[0].extract_text().split("\n")))
END
diff seen - <<'END' || { echo Changed; exit 1; }
Jane Doe*, Anna Roe*. Warp and weft with AB / 1. 5 points for each thread.
END
