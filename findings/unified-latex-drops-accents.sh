#!/usr/bin/env bash
# @unified-latex/unified-latex-to-hast 1.8.4 with unified-latex-util-parse 1.8.4 (npm), which turn LaTeX into HTML.
# Expected: accents become characters or stay visible: "Nguy\~{\^e}n" is Nguyễn, "Ph\d{a}m" is Phạm, "\AA{}" is Å.
# Seen: accents upon accents and below letters are replaced by an empty <span>, so that other names come out: Nguyên, Pham. "\AA{}" and
# "\aa{}" vanish whole, and so does the blank after "\%".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund @unified-latex/unified-latex-to-hast@1.8.4 @unified-latex/unified-latex-util-parse@1.8.4
cat > names.mjs <<'END'
import { convertToHtml } from '@unified-latex/unified-latex-to-hast'
import { parse } from '@unified-latex/unified-latex-util-parse'
const expected = {
  'Erd{\\H o}s': 'Erdős',
  'Nguy\\~{\\^e}n': 'Nguyên',
  'Ph\\d{a}m': 'Pham',
  '\\AA{}ngstr\\"om': 'ngström',
  '50\\% of looms': '50%of looms'
}
for (const [latex, text] of Object.entries(expected)) {
  const html = convertToHtml(parse(latex).content)
  console.log(`${latex.padEnd(18)} ${html}`)
  if (html.replace(/<[^>]*>/g, '') !== text) process.exitCode = 1
}
END
node names.mjs || { echo Changed; exit 1; }
