#!/usr/bin/env bash
# rehype-citation 2.3.2 (npm), which resolves citations in pandoc's syntax in Markdown sites (Next.js, Astro).
# Expected (pandoc's manual, "Citation syntax"): text after the comma is printed after the year if it is no page, "[@doe p. 7]" cites
# page 7, "A-3" is a page of a supplement, and a key may have one letter.
# Seen: "Theorem 2" and "eq. 4" vanish, and so does the page without a comma; "in Chinese" becomes "p. i n Chinese", "p. A-3" is "A-3"
# glued to the year; the key "o" is not found. There is no warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts rehype-citation@2.3.2 unified@11.0.5 hastscript@9.0.1
cat > papers.bib <<'STOP'
@article{doe, author = {Doe, Jane}, title = {Looms}, journal = {Weaving}, year = {2023}}
@article{o, author = {Roe, Richard}, title = {Threads}, journal = {Weaving}, year = {2024}}
STOP
cat > cite.mjs <<'STOP'
import { h } from 'hastscript'
import rehypeCitation from 'rehype-citation'
import { unified } from 'unified'
const citations = ['[@doe, p. 7]', '[@doe, Theorem 2]', '[@doe, eq. 4]', '[@doe p. 7]', '[@doe, in Chinese]', '[@doe, p. A-3]', '[@o]']
const text = (node) => node.value ?? node.children.map(text).join('')
for (const citation of citations) {
  const options = { bibliography: 'papers.bib', csl: 'apa', path: process.cwd() }
  const tree = await unified().use(rehypeCitation, options).run({ type: 'root', children: [h('p', citation)] })
  console.log(citation, '->', text(tree.children[0]))
}
STOP
node cite.mjs 2>/dev/null | tee seen
cat > expected <<'STOP'
[@doe, p. 7] -> (Doe, 2023, p. 7)
[@doe, Theorem 2] -> (Doe, 2023)
[@doe, eq. 4] -> (Doe, 2023)
[@doe p. 7] -> (Doe, 2023)
[@doe, in Chinese] -> (Doe, 2023, p. i n Chinese)
[@doe, p. A-3] -> (Doe, 2023 A-3)
[@o] -> [NO_PRINTED_FORM]
STOP
diff expected seen || { echo Changed; exit 1; }
