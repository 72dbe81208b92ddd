#!/usr/bin/env bash
# @orama/orama 3.1.18 (npm), search in the browser: names and titles of a group's site, with the settings that come with it.
# Expected: "Müller" finds Müller, perhaps Muller; a word of a Chinese title, or a person, finds the paper.
# Seen: the tokenizer takes letters other than A to Z and "àèéìòóù" for blanks. So "Müller" finds Möller too, "Peña" finds all that
# have a word with "a", and nothing that is Chinese can be found; with `language: 'german'`, "Peña" still finds Müller.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @orama/orama@3.1.18
cat > search.mjs <<'END'
import { create, insert, search } from '@orama/orama'
const TITLES = ['Anna Müller', 'Bert Möller', 'Eva Peña', '张三：深度学习']
const seen = ['english', 'german'].flatMap((language) => {
  const database = create({ schema: { title: 'string' }, language })
  TITLES.forEach((title) => insert(database, { title }))
  return ['Müller', 'Peña', '深度学习', '张三'].map((term) =>
    `${language}, ${term}: ${search(database, { term }).hits.map((hit) => hit.document.title).sort().join('; ')}`)
})
console.log(seen.join('\n'))
const expected = ['english, Müller: Anna Müller; Bert Möller', 'english, Peña: Anna Müller; Eva Peña',
  'english, 深度学习: ', 'english, 张三: ',
  'german, Müller: Anna Müller', 'german, Peña: Anna Müller; Eva Peña', 'german, 深度学习: ', 'german, 张三: ']
if (seen.join() !== expected.join()) { console.log('Changed'); process.exitCode = 1 }
END
node search.mjs
