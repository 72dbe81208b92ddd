#!/usr/bin/env bash
# biblatex-csl-converter 3.6.0 (npm, the converter of Fidus Writer): from BibTeX to CSL-JSON.
# Expected: an article in a journal is `article-journal`, its number the `issue`; school and institution are the
# `publisher`, and the number of a report is its `number`, as pandoc, Zotero and citation-js have it.
# Seen: the numbers of article and report become `collection-number`, the number in a series, which no style prints for an
# article; school and institution are dropped; the article is an `article`, which is a preprint in CSL. There is no warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund biblatex-csl-converter@3.6.0
cat > convert.mjs <<'END'
import { BibLatexParser, CSLExporter } from 'biblatex-csl-converter'
const { entries, errors, warnings } = new BibLatexParser(String.raw`
@article{a, author = {Doe, Jane}, title = {Looms}, journal = {Weaving}, year = 2024, volume = 7, number = 3, pages = {1--9}}
@phdthesis{b, author = {Doe, Jane}, title = {Looms}, school = {University of Examples}, year = 2024}
@techreport{c, author = {Doe, Jane}, title = {Looms}, institution = {Example Lab}, number = {TR-7}, year = 2024}
`).parse()
const [article, thesis, report] = Object.values(new CSLExporter(entries).parse())
console.log(article, thesis, report)
const asSeen = !errors.length && !warnings.length &&
  article.type === 'article' && article['collection-number'] === '3' && !article.issue &&
  !thesis.publisher && !report.publisher && report['collection-number'] === 'TR-7' && !report.number
if (!asSeen) { console.log('Changed'); process.exitCode = 1 }
END
node convert.mjs
