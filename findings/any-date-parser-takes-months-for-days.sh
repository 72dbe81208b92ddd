#!/usr/bin/env bash
# any-date-parser 2.2.4 (npm), a reader of dates, on a month without a day, as CVs and lists of papers have.
# Expected: `attempt` returns the parts that the text has: year and month of "2024-09" and "2024年9月", as of "September 2024"; "UTC-12",
# which deadlines of conferences have, is 12 hours behind UTC.
# Seen: 2024-09, 09/2024 and 2024年9月 have a year and the day 9, no month; week 36, "2024-W36", is day 3; the deadline is in UTC.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund any-date-parser@2.2.4
cat > dates.mjs <<'END'
import parser from 'any-date-parser'
const expected = {
  'September 2024': { year: 2024, month: 9 },
  '2024-09': { year: 2024, day: 9 },
  '09/2024': { year: 2024, day: 9 },
  '2024年9月': { year: 2024, day: 9 },
  '2024-W36': { year: 2024, day: 3 },
  'Jan 15, 2027 23:59 UTC-12': { hour: 23, minute: 59, month: 1, day: 15, year: 2027, offset: 0 }
}
for (const [text, parts] of Object.entries(expected)) {
  const seen = JSON.stringify(parser.attempt(text))
  console.log(`${text}: ${seen}`)
  if (seen !== JSON.stringify(parts)) process.exitCode = 1
}
END
node dates.mjs || { echo Changed; exit 1; }
