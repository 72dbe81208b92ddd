#!/usr/bin/env bash
# edtf 4.11.1 (npm), dates of the Library of Congress's format (EDTF, ISO 8601-2).
# Expected: a date is printed as precisely in Chinese as in English; spring (2024-21) is March to May on the northern half of the
# globe, and in any case not a quarter of the year, for which EDTF has another code (2024-33).
# Seen: an unknown day is printed as the 1st ("2024/9/1"), the 2010s ("201X") as 2010, and about 2024 ("2024~") as 2024 in Chinese;
# in English as 9/X/2024, XXXX and c. 2024. Spring is January to March, as the first quarter, and autumn begins in July.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund edtf@4.11.1
cat > read.mjs <<'END'
import edtf from 'edtf'
const day = (time) => new Date(time).toISOString().slice(0, 10)
for (const text of ['2024-09-XX', '201X', '2024~']) console.log(text, edtf(text).format('en'), edtf(text).format('zh'))
for (const text of ['2024-21', '2024-33', '2024-23']) console.log(text, day(edtf(text).min), day(edtf(text).max))
END
node read.mjs | tee seen
cat > expected <<'END'
2024-09-XX 9/X/2024 2024/9/1
201X XXXX 2010年
2024~ c. 2024 2024年
2024-21 2024-01-01 2024-03-31
2024-33 2024-01-01 2024-03-31
2024-23 2024-07-01 2024-09-30
END
diff expected seen || { echo "Changed"; exit 1; }
