#!/usr/bin/env bash
# edtfy 0.0.8 (npm), which turns dates as people write them into EDTF.
# Expected: "2024-09" is September 2024 in EDTF already, as in ISO 8601, BibTeX (biblatex) and most lists of papers; or there is an error, as at
# "2024-09-03" and "1990s"; "2019-20" is 2019 and 2020.
# Seen: "2024-09" is the interval from the year 2024 to the year 9, "2024/0009", which EDTF does not allow, as it ends before it begins;
# "2019-20" ends in the year 20. "9/2024" and "September 2024" are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund edtfy@0.0.8
cat > dates.cjs <<'STOP'
const edtfy = require('edtfy')
for (const date of ['September 2024', '9/2024', '2024-09', '2019-20', '2019-2020', '2024-09-03', '1990s']) {
  let read
  try { read = edtfy(date) } catch { read = 'error' }
  console.log(date, '->', read)
}
STOP
node dates.cjs | tee seen
cat > expected <<'STOP'
September 2024 -> 2024-09
9/2024 -> 2024-09
2024-09 -> 2024/0009
2019-20 -> 2019/0020
2019-2020 -> 2019/2020
2024-09-03 -> error
1990s -> error
STOP
diff expected seen || { echo Changed; exit 1; }
