#!/usr/bin/env bash
# pdf-lib 1.17.1 (npm): the keywords of a paper.
# Expected: `setKeywords` takes a list, so the keywords can be told apart in the PDF, by commas or semicolons as other writers have
# them: "visual analytics, human-computer interaction".
# Seen: the keywords are joined by blanks: "visual analytics human-computer interaction". Pass a list of one text with commas.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts pdf-lib@1.17.1
cat > keywords.cjs <<'END'
const { PDFDocument } = require('pdf-lib')
async function main() {
  const paper = await PDFDocument.create()
  paper.addPage()
  paper.setKeywords(['visual analytics', 'human-computer interaction'])
  const read = await PDFDocument.load(await paper.save(), { updateMetadata: false })
  console.log(read.getKeywords())
  if (read.getKeywords() !== 'visual analytics human-computer interaction') { console.log('Changed'); process.exitCode = 1 }
}
main()
END
node keywords.cjs
