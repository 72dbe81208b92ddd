#!/usr/bin/env bash
# astrocite-ris 0.16.4 (npm), which reads RIS as CSL-JSON.
# Expected (RIS specification): "King, Carl, Jr." has the given name Carl and the suffix Jr.; A2 of a paper is the editor; a month
# without a day has two parts; 张三 is a name.
# Seen: given name Jr., suffix Carl; the editor is the last author; empty texts for month and day, which citeproc-js reads as no
# numbers; the family name of 张三 is empty; a second line of an abstract stops the reader with an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund astrocite-ris@0.16.4
cat > ris.cjs <<'END'
const { parse } = require('astrocite-ris')
const fields = ['TY  - CONF', 'TI  - Looms', 'AU  - King, Carl, Jr.', 'AU  - 张三', 'A2  - Editor, Ed', 'PY  - 2024/09//', 'ER  - ', '']
const [work] = parse(fields.join('\n'))
const names = work.author.map(({ family, given, suffix }) => [family, given, suffix].map((part) => part ?? '').join('|'))
console.log(names, work.editor, JSON.stringify(work.issued))
const isSame = names.join(' ; ') === 'King|Jr.|Carl ; || ; Editor|Ed|' && !work.editor
if (!isSame || JSON.stringify(work.issued['date-parts']) !== '[["2024","09",""]]') process.exitCode = 1
END
node ris.cjs || { echo Changed; exit 1; }
