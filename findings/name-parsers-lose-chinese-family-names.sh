#!/usr/bin/env bash
# humanparser 2.7.0 and parse-full-name 1.2.7 (npm).
# Expected: "Jack Ma" and "Di Wu" have the family names Ma and Wu; so has "Ma, Jun", where the comma leaves no doubt.
# Seen: humanparser takes the family name Ma (among the most common in China) for the degree M.A. and leaves the family name
# empty, with and without a comma; parse-full-name takes the given names Bin, Di, Du, Le and San for particles and puts the
# whole name into the family name. Split a name by rules only for a draft, and keep what a person has confirmed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund humanparser@2.7.0 parse-full-name@1.2.7
cat > names.cjs <<'END'
const { parseName } = require('humanparser')
const { parseFullName } = require('parse-full-name')
const expected = [ // name, family name by humanparser, by parse-full-name
  ['Jack Ma', '', 'Ma'],
  ['Ma, Jun', '', 'Ma'],
  ['Bin Yu', 'Yu', 'Bin Yu'],
  ['Di Wu', 'Wu', 'Di Wu'],
  ['San Zhang', 'Zhang', 'San Zhang'],
  ['Wei Li', 'Li', 'Li']
]
for (const [name, ...families] of expected) {
  const seen = [parseName(name).lastName, parseFullName(name).last]
  console.log(`${name.padEnd(10)} humanparser "${seen[0]}"  parse-full-name "${seen[1]}"`)
  if (seen.join('|') !== families.join('|')) process.exitCode = 1
}
END
node names.cjs || { echo Changed; exit 1; }
