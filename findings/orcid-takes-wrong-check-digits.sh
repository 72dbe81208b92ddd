#!/usr/bin/env bash
# orcid 1.0.0 (npm), "utilities for working with ORCID identifiers".
# Expected (ORCID, "Structure of the ORCID Identifier"): the last character is a check digit, ISO 7064 MOD 11-2, so that a wrong digit is found;
# 16 digits without hyphens, and a small x, are forms that people paste.
# Seen: validate() accepts any 16 digits with hyphens, so that a typing error links a paper with another person; it refuses the right ones
# without hyphens or with a small x. orcid-utils 1.2.3 of npm checks the digit.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund orcid@1.0.0 orcid-utils@1.2.3
cat > check.mjs <<'STOP'
import { validate } from 'orcid'
import orcidUtils from 'orcid-utils'
const check = orcid => { try { return orcidUtils.isValid(orcid) } catch { return false } }
for (const orcid of ['0000-0002-1825-0097', '0000-0002-1825-0098', '0000-0002-1825-0079', '0000000218250097', '0000-0002-1694-233x']) {
  console.log(orcid, 'orcid:', validate(orcid), 'orcid-utils:', check(orcid))
}
STOP
node check.mjs | tee seen
cat > expected <<'STOP'
0000-0002-1825-0097 orcid: true orcid-utils: true
0000-0002-1825-0098 orcid: true orcid-utils: false
0000-0002-1825-0079 orcid: true orcid-utils: false
0000000218250097 orcid: false orcid-utils: true
0000-0002-1694-233x orcid: false orcid-utils: true
STOP
diff expected seen || { echo Changed; exit 1; }
