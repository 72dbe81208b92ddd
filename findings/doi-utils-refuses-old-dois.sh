#!/usr/bin/env bash
# doi-utils 2.0.6 (npm), the DOIs of MyST and Jupyter Book 2.
# Expected: DOIs as Wiley and the American Meteorological Society registered them before 2003, with "<", ">" and ";", are valid
# (a DOI may contain any graphic character), and the address https://doi.org/10.5555/a%23b is the DOI 10.5555/a#b.
# Seen: as text they are not valid, so that MyST takes such a reference for one without a DOI; as an address they are, but the DOI
# that normalize returns has %3C, %3E and %23 in it, which is not the DOI and is encoded again (%253C) by whoever encodes it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund doi-utils@2.0.6
cat > read.mjs <<'END'
import { normalize, validate } from 'doi-utils'
const cases = [ // text, whether it is valid, DOI
  ['10.5555/looms(2024)7', true, '10.5555/looms(2024)7'],
  ['10.1175/1520-0485(2002)032<0870:CT>2.0.CO;2', false, undefined],
  ['https://doi.org/10.1175/1520-0485(2002)032%3C0870:CT%3E2.0.CO;2', true, '10.1175/1520-0485(2002)032%3C0870:CT%3E2.0.CO;2'],
  ['https://doi.org/10.5555/a%23b', true, '10.5555/a%23b']
]
for (const [text, ...expected] of cases) {
  const seen = [validate(text), normalize(text)]
  console.log(text, '→', ...seen)
  if (String(seen) !== String(expected)) process.exitCode = 1
}
END
node read.mjs || { echo Changed; exit 1; }
