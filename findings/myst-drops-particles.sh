#!/usr/bin/env bash
# citation-js-utils 1.2.8 (npm), the citations of MyST and Jupyter Book 2.
# Expected: a citation in the text names Bob van der Berg "van der Berg", as the list of references does and as BibTeX and
# CSL say of particles that are not dropped.
# Seen: the list says "van der Berg, B. (2025)", the text "Berg, 2025", also where CSL-JSON says non-dropping-particle.
# Readers who look for Berg among the references do not find it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund citation-js-utils@1.2.8 doi-utils@2.0.6
npm install --silent --no-audit --no-fund node@20.20.2 # Debian 12 has Node.js 18
export PATH=$PWD/node_modules/.bin:$PATH
cat > cite.mjs <<'END'
import { getCitationRenderers, parseBibTeX, parseCSLJSON, InlineCite } from 'citation-js-utils'
const plain = nodes => nodes.map(node => node.value ?? plain(node.children)).join('')
const items = [
  ...parseBibTeX('@article{bib, author = {van der Berg, Bob}, title = {Looms}, journal = {Weaving}, year = {2025}}'),
  ...parseCSLJSON([{
    id: 'csl', type: 'article-journal', title: 'Looms', 'container-title': 'Weaving', issued: { 'date-parts': [[2025]] },
    author: [{ family: 'Berg', given: 'Bob', 'non-dropping-particle': 'van der' }]
  }])
]
for (const [key, citation] of Object.entries(getCitationRenderers(items))) {
  const inText = plain(citation.inline(InlineCite.t)), inList = citation.render().replace(/<[^>]*>/g, '')
  console.log(`${key}: in the text "${inText}", in the list "${inList}"`)
  if (!inText.startsWith('Berg') || !inList.startsWith('van der Berg')) process.exitCode = 1
}
END
node cite.mjs || { echo Changed; exit 1; }
