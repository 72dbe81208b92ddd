#!/usr/bin/env bash
# bibtex-parse 2.1.0 and bibtex 0.9.0 (npm), readers of BibTeX.
# Expected: braces that group are kept, or the LaTeX in them is decoded; `month = jun` is June, a string that every style of
# BibTeX defines ("BibTeXing", section 2).
# Seen: bibtex-parse removes braces only, so {\O}ystein becomes \Oystein, which is no command; {\'E}lise becomes 'Elise,
# and the institution "{Alpha Research and Beta Robotics}" two. bibtex throws "Unresolved reference" for the month.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund bibtex-parse@2.1.0 bibtex@0.9.0
cat > read.cjs <<'END'
const { entries } = require('bibtex-parse')
const { parseBibFile } = require('bibtex')
const text = String.raw`@article{a,
  author = {{\O}st, {\O}ystein and {\'E}toile, {\'E}lise and {Alpha Research and Beta Robotics}},
  title = {Looms}, journal = {Weaving}, year = 2024, month = jun
}`
const [entry] = entries(text)
console.log('bibtex-parse', entry)
let problem = ''
try {
  console.log('bibtex', parseBibFile(text).getEntry('a').getFieldAsString('month'))
} catch (error) {
  problem = String(error.message ?? error)
}
console.log('bibtex', problem)
const asSeen = entry.AUTHOR === String.raw`\Ost, \Oystein and 'Etoile, 'Elise and Alpha Research and Beta Robotics` &&
  problem.startsWith('Unresolved reference: "jun"')
if (!asSeen) { console.log('Changed'); process.exitCode = 1 }
END
node read.cjs
