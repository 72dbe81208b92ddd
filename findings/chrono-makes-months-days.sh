#!/usr/bin/env bash
# chrono-node 2.10.3 (npm), a reader of dates, on a month without a day, as CVs and lists of papers have.
# Expected: "2024年9月" is September 2024 whatever day it is today, as "September 2024" is with chrono's English rules (the first
# of the month), and "2024年9月3日至5日" has an end, as "3-5 September 2024" has.
# Seen: in Chinese the day is today's: 30 September on the 30th, and on the 31st there is no result at all. The end of a range of
# days is lost. In German and French, a month without a day is never found.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund chrono-node@2.10.3
cat > dates.mjs <<'END'
import * as chrono from 'chrono-node'
const on = (day) => new Date(2026, 9, day, 12) // October 2026
const cases = [ // language, text, seen on the 1st, the 30th and the 31st
  [chrono.en, 'September 2024', '2024-09-01', '2024-09-01', '2024-09-01'],
  [chrono.en, '3-5 September 2024', '2024-09-03/2024-09-05', '2024-09-03/2024-09-05', '2024-09-03/2024-09-05'],
  [chrono.zh.hans, '2024年9月', '2024-09-01', '2024-09-30', 'nothing'],
  [chrono.zh.hans, '2024年9月－2025年6月', '2024-09-01/2025-06-01', '2024-09-30/2025-06-30', 'nothing'],
  [chrono.zh.hans, '2024年9月3日至5日', '2024-09-03', '2024-09-03', '2024-09-03'],
  [chrono.de, 'September 2024', 'nothing', 'nothing', 'nothing'],
  [chrono.fr, 'septembre 2024', 'nothing', 'nothing', 'nothing']
]
const print = (part) => part && [part.get('year'), part.get('month'), part.get('day')].map((n) => String(n).padStart(2, '0')).join('-')
for (const [language, text, ...expected] of cases) {
  const seen = [1, 30, 31].map((day) => {
    const [result] = language.parse(text, on(day))
    return result ? [result.start, result.end].map(print).filter(Boolean).join('/') : 'nothing'
  })
  console.log(`${text}: ${seen.join(', ')}`)
  if (seen.join() !== expected.join()) process.exitCode = 1
}
END
node dates.mjs || { echo Changed; exit 1; }
