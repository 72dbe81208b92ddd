#!/usr/bin/env bash
# microdata-node 2.0.0 (npm): a paper with schema.org data in microdata.
# Expected (HTML, "Microdata: values"): the value of a `time` element without `datetime` is its text, here the month; the value of
# `data` is its text as it stands, so the issue is "010" and the article number "1e5".
# Seen: the month is the empty text, the issue the number 10, and the article number 100000.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts microdata-node@2.0.0
cat > read.cjs <<'END'
const { toJson } = require('microdata-node')
const page = `<div itemscope itemtype="http://schema.org/ScholarlyArticle">
<h1 itemprop="name">Looms</h1> <time itemprop="datePublished">2024-09</time>
<data itemprop="issueNumber" value="010">no. 10</data> <data itemprop="pageStart" value="1e5">article 1e5</data></div>`
const { properties } = toJson(page, { base: 'https://example.org/' }).items[0]
console.log(properties)
const expected = { name: ['Looms'], datePublished: [''], issueNumber: [10], pageStart: [100000] }
if (JSON.stringify(properties) !== JSON.stringify(expected)) { console.log('Changed'); process.exitCode = 1 }
END
node read.cjs
