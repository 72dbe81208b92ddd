#!/usr/bin/env bash
# html-to-latex 0.8.0 (npm), from the list of papers of a homepage to LaTeX.
# Expected: all text arrives; & < _ # $ ^ and ~ are written so that LaTeX prints them, as % is ("\%").
# Seen: what stands in <sub>, <sup>, links and tables is gone: "CO<sub>2</sub>" is "CO", "10<sup>3</sup>" is "10", the link to the PDF leaves
# nothing; "&", "_", "#" and "$" stay bare, each of which is an error in LaTeX or begins a formula.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund html-to-latex@0.8.0
cat > papers.cjs <<'STOP'
const { convertText } = require('html-to-latex')
const pages = [
  '<p>CO<sub>2</sub> in 10<sup>3</sup> looms of <i>E. coli</i>, 50% &amp; more</p>',
  '<p>The package loom_weave, issue #5, for $8</p>',
  '<p>Doe J. Looms. <a href="https://example.org/looms.pdf">PDF of the paper</a></p>',
  '<table><tr><td>2024</td><td>Looms</td></tr></table>'
]
;(async () => { for (const page of pages) console.log(JSON.stringify(await convertText(page))) })()
STOP
node papers.cjs | tee seen
cat > expected <<'STOP'
"CO in 10 looms of \\textit{E. coli}, 50\\% & more"
"The package loom_weave, issue #5, for $8"
"Doe J. Looms."
""
STOP
diff expected seen || { echo Changed; exit 1; }
