#!/usr/bin/env bash
# lunr 2.3.9 (npm), the search in the browser of MkDocs, Docsy and many themes, with its default settings.
# Expected: who types a name as it is written finds the page; lunr's documentation warns of "non latin characters", and "ß", "é" are Latin.
# Seen: names that begin or end with such a letter are never found: the index has "wei" for Weiß, "zil" for Özil, "andr" for André, since
# its trimmer cuts all but A to Z, while what is typed is not trimmed. "Wei" finds Weiß. Letters inside of a name, as in Peña, are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts lunr@2.3.9
cat >search.cjs <<'END'
const lunr = require('lunr')

const people = ['Anna Weiß', 'Wei Li', 'Jane Özil', 'André Roe', 'Łukasz Nowak', 'José Peña']
const index = lunr(function () {
  this.ref('name')
  this.field('name')
  for (const name of people) this.add({ name })
})
for (const word of ['Weiß', 'Özil', 'André', 'Łukasz', 'Peña', 'Wei']) {
  console.log(`${word}:`, index.search(word).map(({ ref }) => ref).sort().join(', ') || 'nothing')
}
END
PATH="$PWD/node_modules/node/bin:$PATH" node search.cjs | tee seen
diff seen - <<'END' || { echo Changed; exit 1; }
Weiß: nothing
Özil: nothing
André: nothing
Łukasz: nothing
Peña: José Peña
Wei: Anna Weiß, Wei Li
END
