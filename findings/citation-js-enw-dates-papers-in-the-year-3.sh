#!/usr/bin/env bash
# @citation-js/plugin-enw 0.3.0 with @citation-js/core 0.7.21 (npm), EndNote's tagged format (.enw).
# Expected: "%D 2024" with "%8 September 3", as EndNote writes a day, is 3 September 2024, and with "%8 September" it is of September
# 2024; a comma at the end marks an organization in EndNote.
# Seen: the paper is of September of the year 3, or has only the text "September" and no year; "Alpha Research and Beta Robotics," is
# a person with the particle "and". Written back, a conference paper has no conference.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund @citation-js/core@0.7.21 @citation-js/plugin-enw@0.3.0
cat > enw.cjs <<'END'
const { Cite } = require('@citation-js/core')
require('@citation-js/plugin-enw')
const read = (...fields) => new Cite(['%0 Journal Article', '%T Looms', '%D 2024', ...fields, ''].join('\n')).data[0]
const expected = {
  '': '{"date-parts":[[2024]]}',
  '%8 September': '{"raw":"September"}',
  '%8 September 3': '{"date-parts":[[3,9]]}',
  '%8 3 September 2024': '{"date-parts":[[2024,9,3]]}'
}
for (const [field, date] of Object.entries(expected)) {
  const seen = JSON.stringify(read(...[field].filter(Boolean)).issued)
  console.log(`%D 2024 ${field.padEnd(20)} ${seen}`)
  if (seen !== date) process.exitCode = 1
}
const [author] = read('%A Alpha Research and Beta Robotics,').author
console.log(author)
const written = new Cite({ id: 'a', type: 'paper-conference', title: 'Warp', 'container-title': 'Loom Days' }).format('enw')
console.log(written)
if (author['non-dropping-particle'] !== 'and' || written.includes('Loom Days')) process.exitCode = 1
END
node enw.cjs || { echo Changed; exit 1; }
