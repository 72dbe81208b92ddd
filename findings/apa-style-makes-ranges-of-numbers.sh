#!/usr/bin/env bash
# citeproc-js in citation-js 0.9.0 with the official APA style of February 2026 (@citation-js/plugin-csl 0.9.0, npm).
# Expected: the number of a report, a patent or an article is printed as it stands.
# Seen: where such a number consists of digits around a hyphen, it is taken for a range: "Nos." instead of "No.", and a dash
# instead of the hyphen, so that a search for the number finds nothing. "CR-2019-220" stays, but loses its "No.". A paper
# whose proceedings and conference have one name shows that name twice unless it has pages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund @citation-js/core@0.9.0 @citation-js/plugin-csl@0.9.0
cat > format.cjs <<'END'
const { Cite } = require('@citation-js/core')
require('@citation-js/plugin-csl')
const author = [{ family: 'Doe', given: 'Jane' }]
const issued = { 'date-parts': [[2018]] }
const name = 'Workshop on Looms'
for (const item of [
  { type: 'report', genre: 'NIH Publication', number: '18-2424' },
  { type: 'report', genre: 'NASA Report', number: 'CR-2019-220' },
  { type: 'patent', genre: 'Patent', number: '10-1234567' },
  { type: 'article-journal', 'container-title': 'Looms', volume: '7', number: '2018-17' },
  { type: 'paper-conference', 'container-title': name, 'event-title': name },
  { type: 'paper-conference', 'container-title': name, 'event-title': name, page: '1-9' },
]) {
  const text = new Cite({ id: 'a', title: 'Weaving', author, issued, ...item }).format('bibliography', { template: 'apa' })
  process.stdout.write(text)
}
END
node format.cjs | tee output.txt
for text in '(NIH Publication Nos. 18–2424)' '(NASA Report CR-2019-220)' '(Patent Nos. 10–1234567)' 'Article 2018–17.' \
    'Workshop on Looms. Workshop on Looms.' 'Workshop on Looms, 1–9.'; do
    grep -qF "$text" output.txt || { echo "Changed: no $text"; exit 1; }
done
