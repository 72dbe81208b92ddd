#!/usr/bin/env bash
# citeproc-js 2.4.63 (npm) with the locales of CSL in citeproc-py 0.11.1 (PyPI).
# Expected: the year 350 BC is "公元前350年" in Chinese and "紀元前350年" in Japanese, and AD 79 never looks like a year BC.
# Seen: the processor puts the era behind the number in every language, "350公元前"; and the Japanese locale has the two
# terms the wrong way round, so 350 BC is printed with 紀元後 (AD), and AD 79 with 紀元前 (BC).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund citeproc@2.4.63
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-deps citeproc-py==0.11.1 2> pip.log || { cat pip.log; exit 1; }
cat > style.csl <<'END'
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Years</title><id>https://example.org/years</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><date variable="issued"><date-part name="year"/></date></layout></bibliography>
</style>
END
cat > format.cjs <<'END'
const fs = require('fs')
const CSL = require('citeproc')
const locales = fs.readdirSync('venv/lib').map((name) => `venv/lib/${name}/site-packages/citeproc/data/locales`)[0]
const book = (id, year) => ({ id, type: 'book', title: id, issued: { 'date-parts': [[year]] } })
const items = { a: book('a', -350), b: book('b', 79) }
const system = {
  retrieveItem: (id) => items[id],
  retrieveLocale: (language) => fs.readFileSync(`${locales}/locales-${language}.xml`, 'utf8'),
}
for (const language of ['zh-CN', 'ja-JP']) {
  const engine = new CSL.Engine(system, fs.readFileSync('style.csl', 'utf8'), language, true)
  engine.setOutputFormat('text')
  engine.updateItems(Object.keys(items))
  console.log(language, engine.makeBibliography()[1].map((line) => line.trim()).join(' '))
}
END
node format.cjs | tee output.txt
printf '%s\n' 'zh-CN 350公元前 79公元' 'ja-JP 350紀元後 79紀元前' | diff - output.txt || { echo "Changed"; exit 1; }
