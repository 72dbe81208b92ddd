#!/usr/bin/env bash
# citation-js 0.8.2 with its CFF plugin 0.6.2 (npm).
# Expected: a CITATION.cff that is valid by the CFF 1.2.0 schema is read, and what is written is valid and says no more.
# Seen: one reference to a conference without an end date (only "name" is required of an entity) makes the whole file
# unreadable: "Failed to convert conference to event-title,event-date,…". A book of the year 2001 is written with
# "date-published: 2001-01-01", and the publisher's city Delft as "country: Delft", which the schema does not allow (two
# letters; cffconvert --validate refuses it). An author who has only an alias, as the schema allows, is dropped.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-cff@0.6.2
npm install --silent --no-audit --no-fund node@20.20.2 # Debian 12 has Node.js 18
export PATH=$PWD/node_modules/.bin:$PATH
cat > book.cff <<'END'
cff-version: 1.2.0
message: Please cite this.
title: Looms
authors: [{family-names: Li, given-names: Ann}, {alias: loomfan}]
references:
  - type: book
    title: Weaving
    authors: [{family-names: Wu, given-names: Bo}]
    publisher: {name: Loom Press, city: Delft}
    year: 2001
END
cat > conference.cff <<'END'
cff-version: 1.2.0
message: Please cite this.
title: Looms
authors: [{family-names: Li, given-names: Ann}]
references:
  - type: conference-paper
    title: Weaving
    authors: [{family-names: Wu, given-names: Bo}]
    conference: {name: LoomConf 2024}
    year: 2024
END
cat > convert.cjs <<'END'
const { Cite } = require('@citation-js/core')
require('@citation-js/plugin-cff')
const read = file => new Cite(require('fs').readFileSync(file, 'utf8'))
console.log(read('book.cff').format('cff'))
try {
  console.log(read('conference.cff').format('cff'))
} catch (error) {
  console.log(String(error))
}
END
node convert.cjs | tee output.txt
for text in 'date-published: 2001-01-01' 'country: Delft' 'Failed to convert conference'; do
    grep -qF "$text" output.txt || { echo "Changed: no $text"; exit 1; }
done
if grep -q -e loomfan -e "city: Delft" output.txt; then echo "Changed: the alias or the city is there"; exit 1; fi
