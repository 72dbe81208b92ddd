#!/usr/bin/env bash
# metascraper 5.49.24 with its rules for author and date (npm): the page of a paper with schema.org data.
# Expected: `author` as a list of people, as every paper with several authors has it and Google's guide for articles shows, gives
# an author; the date 2025-06 (schema.org's Date is ISO 8601, which has months) gives June 2025.
# Seen: there is no author, even if the list has one person; only an object that is not in a list is read. 2025-06 gives no
# date at all, while 2025 gives 1 January 2025.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund metascraper@5.49.24 metascraper-author@5.49.24 metascraper-date@5.49.24
cat > scrape.cjs <<'END'
const scrape = require('metascraper')([require('metascraper-author')(), require('metascraper-date')()])
const ada = { '@type': 'Person', name: 'Ada Example' }, bob = { '@type': 'Person', name: 'Bob Roe' }
const cases = [ // authors, date, author and date that are found
  [ada, '2025-06-03', 'Ada Example', '2025-06-03'],
  [[ada], '2025-06', null, null],
  [[ada, bob], '2025', null, '2025-01-01']
]
const run = async () => {
  for (const [author, datePublished, ...expected] of cases) {
    const data = { '@context': 'https://schema.org', '@type': 'ScholarlyArticle', name: 'Looms', author, datePublished }
    const html = `<!doctype html><title>Looms</title><script type="application/ld+json">${JSON.stringify(data)}</script>`
    const found = await scrape({ html, url: 'https://lab.example.com/looms/' })
    const seen = [found.author ?? null, found.date ? found.date.slice(0, 10) : null]
    console.log(JSON.stringify({ author, datePublished }), '→', ...seen)
    if (seen.join() !== expected.join()) process.exitCode = 1
  }
}
run()
END
node scrape.cjs || { echo Changed; exit 1; }
