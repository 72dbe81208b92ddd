#!/usr/bin/env bash
# citation-js 0.8.2 with its RIS plugin (npm).
# Expected: the author and the day of an article in a newspaper are read from RIS (AU, DA), as those of other articles are.
# Seen: for the type NEWS the author becomes `reporter`, a variable that CSL does not have, so that every style prints the
# article without its author; day and month are dropped. The same record with the type JOUR keeps all of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2
npm install --silent --no-audit --no-fund node@20.20.2 # Debian 12 has Node.js 18
export PATH=$PWD/node_modules/.bin:$PATH
cat > convert.cjs <<'END_OF_SCRIPT'
const { Cite } = require('@citation-js/core')
require('@citation-js/plugin-ris')
const lines = ['AU  - Doe, Jane', 'TI  - Looms Are Back', 'T2  - Loom Daily', 'DA  - 2025/11/20/', 'PY  - 2025', 'SP  - 15']
const [news, article] = ['NEWS', 'JOUR'].map(type =>
  new Cite(['TY  - ' + type, ...lines, 'ER  - ', ''].join('\r\n')).data[0])
console.log(JSON.stringify({ news, article }, null, 1))
const [newsDate, date] = [news, article].map(item => item.issued['date-parts'][0].length)
process.exit(!news.author && news.reporter && newsDate === 1 && article.author && date === 3 ? 0 : 1)
END_OF_SCRIPT
node convert.cjs || { echo "Changed"; exit 1; }
