#!/usr/bin/env bash
# citation-js 0.8.2 with its BibTeX plugin (npm).
# Expected: the formula of a title such as "Sorting in $O(n^2)$ Time" keeps its brackets, and those of maths commands go.
# Seen: the superscript takes the closing bracket with it, "O(n²⁾" with U+207E, and "$O(n \log n)$" keeps the backslash.
# With braces, "$O(n^{2})$", it is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2
npm install --silent --no-audit --no-fund node@20.20.2 # Debian 12 has Node.js 18
export PATH=$PWD/node_modules/.bin:$PATH
cat > input.bib <<'END'
@article{a, author = {Li, Ann}, title = {Sorting in $O(n^2)$ Time}, year = 2024}
@article{b, author = {Li, Ann}, title = {Sorting in $O(n^{2})$ Time}, year = 2024}
@article{c, author = {Li, Ann}, title = {Sorting in $O(n \log n)$ Time}, year = 2024}
END
cat > read.cjs <<'END'
const { Cite } = require('@citation-js/core')
require('@citation-js/plugin-bibtex')
for (const item of new Cite(require('fs').readFileSync('input.bib', 'utf8')).data) console.log(item.title)
END
node read.cjs | tee output.txt
printf '%s\n' 'Sorting in O(n²⁾ Time' 'Sorting in O(n²) Time' 'Sorting in O(n \log n) Time' | diff - output.txt ||
    { echo "Changed"; exit 1; }
