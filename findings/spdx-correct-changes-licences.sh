#!/usr/bin/env bash
# spdx-correct 3.2.0 (npm), which turns the name of a licence into an SPDX identifier.
# Expected: "or later" adds to a licence, and does not change its version: "GNU General Public License v2 or later" is
# GPL-2.0-or-later; "EUPL" without a version, or "GPLv3" without "or later", is at least that licence or null.
# Seen: version 2 becomes version 3, "GNU GPLv2 or later" loses the "or later", "GPLv3" gains one, and EUPL, the licence of the European
# Union, becomes UPL-1.0, Oracle's. The addresses of Creative Commons, which Crossref and DataCite send, are null.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund spdx-correct@3.2.0 spdx-license-ids@3.0.24
cat > licences.cjs <<'END'
const correct = require('spdx-correct')
const expected = {
  'GPL v2 or later': 'GPL-2.0-or-later',
  'GNU GPL v2 or later': 'GPL-3.0-or-later',
  'GNU General Public License v2 or later': 'GPL-3.0-or-later',
  'GNU GPLv2 or later': 'GPL-2.0-only',
  'GNU LGPL v2.1 or later': 'LGPL-3.0-or-later',
  GPLv2: 'GPL-2.0-only',
  GPLv3: 'GPL-3.0-or-later',
  'EUPL 1.2': 'EUPL-1.2',
  EUPL: 'UPL-1.0',
  'CC BY 4.0': 'CC-BY-4.0',
  'https://creativecommons.org/licenses/by/4.0/': null
}
for (const [name, identifier] of Object.entries(expected)) {
  const seen = correct(name)
  console.log(`${name.padEnd(46)} ${seen}`)
  if (seen !== identifier) process.exitCode = 1
}
END
node licences.cjs || { echo Changed; exit 1; }
