#!/usr/bin/env bash
# citeproc 2.4.63 (npm; citeproc-js, of Zotero), with a style that prints titles in sentence case.
# Expected (CSL 1.0.2, "Text-case"): in a title of small and capital letters, `sentence` makes the first letter of the title a capital if the word is
# in small letters, and "the case of all other words stays the same"; a range of pages has an en dash.
# Seen: all other letters become small: "mRNA" is "mrna", "DNA" "dna", "van der Waals" "van der waals"; "pH" is "PH" and "iPhone" "IPhone".
# The pages A-1 to A-9 have hyphens alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund citeproc@2.4.63
cat > print.cjs <<'STOP'
const CSL = require('citeproc')
const locale = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US"><terms>
  <term name="open-quote">“</term><term name="close-quote">”</term><term name="page-range-delimiter">–</term>
  <term name="page" form="short"><single>p.</single><multiple>pp.</multiple></term></terms></locale>`
const style = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" page-range-format="expanded">
  <info><title>Example</title><id>example</id><updated>2024-01-01T00:00:00Z</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout delimiter=", "><group delimiter=", "><text variable="title" text-case="sentence"/><text variable="page"/></group></layout></bibliography></style>`
const papers = [['pH-responsive delivery of mRNA', '101-109'], ['Theory of van der Waals forces in DNA', 'S12-S18'], ['iPhone users', 'A-1–A-9']]
const items = Object.fromEntries(papers.map(([title, page], i) => [i, { id: String(i), type: 'article-journal', title, page, language: 'en' }]))
const engine = new CSL.Engine({ retrieveItem: id => items[id], retrieveLocale: () => locale }, style, 'en-US')
engine.updateItems(Object.keys(items))
console.log(engine.makeBibliography()[1].map(entry => entry.replace(/<\/?div[^>]*>/g, '').trim()).join('\n'))
STOP
node print.cjs | tee seen
cat > expected <<'STOP'
PH-responsive delivery of mrna, 101–109
Theory of van der waals forces in dna, S12–S18
IPhone users, A-1-A-9
STOP
diff expected seen || { echo Changed; exit 1; }
