#!/usr/bin/env bash
# fresh-jrs-converter 1.0.0 (npm, of HackMyResume): a CV in JSON Resume 1.0.0 to FRESH and back.
# Expected: what both formats have is kept: employers, projects, the addresses of the homepage and of publications.
# Seen: employers are gone, as JSON Resume 1.0.0 calls them `name` (before: `company`), and so are projects and the addresses of
# homepage and publications. A postdoc at the Loom Lab comes back as a postdoc.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts fresh-jrs-converter@1.0.0
cat > convert.cjs <<'STOP'
const { toFRESH, toJRS } = require('fresh-jrs-converter')
const cv = {
  basics: { name: 'Jane Doe', url: 'https://example.org/~doe/' },
  work: [{ name: 'Loom Lab', position: 'Postdoc', startDate: '2023-10' }],
  education: [{ institution: 'University of Weaving', area: 'Yarn', studyType: 'PhD', endDate: '2023' }],
  publications: [{ name: 'Looms', publisher: 'Weaving', releaseDate: '2024-09', url: 'https://example.org/looms' }],
  projects: [{ name: 'Threads', startDate: '2024' }]
}
const back = toJRS(toFRESH(cv))
console.log(JSON.stringify(back, null, 1))
const isSame = JSON.stringify(back.work) === '[{"position":"Postdoc","startDate":"2023-10"}]' && back.education[0].institution
if (!isSame || back.basics.url || back.publications[0].url || back.projects) process.exitCode = 1
STOP
node convert.cjs || { echo Changed; exit 1; }
