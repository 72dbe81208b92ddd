#!/usr/bin/env bash
# spacetime 7.15.0 with timezone-soft 1.5.2 (npm): deadlines at 23:59 anywhere on earth, and in Shanghai.
# Expected: "GMT-12" of a call for papers is twelve hours behind GMT, as "UTC-12", which is read so, and "GMT+8" is eight ahead;
# a paper of "2024" is of 1 January or of no day.
# Seen: "GMT-12" is twelve hours ahead, so the deadline passes a day early, and "GMT+8" eight hours behind; timezone-soft finds
# Etc/GMT-12 for "GMT-12", which is the other side of the earth. "2024" is today's day of 2024.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts spacetime@7.15.0 timezone-soft@1.5.2
cat > deadlines.mjs <<'END'
import spacetime from 'spacetime'
import zones from 'timezone-soft'
const seen = ['UTC-12', 'GMT-12', 'UTC+8', 'GMT+8'].map((zone) => {
  const deadline = spacetime('2027-01-15T23:59:00', zone)
  return `${zone}: ${new Date(deadline.epoch).toISOString().slice(0, 16)}Z ${zones(zone).map(({ iana }) => iana)}`
})
console.log(seen.join('\n'))
const now = spacetime.now('UTC')
const year = spacetime('2024', 'UTC')
console.log('2024:', year.format('iso'))
const expected = ['UTC-12: 2027-01-16T11:59Z Etc/GMT+12', 'GMT-12: 2027-01-15T11:59Z Etc/GMT-12',
  'UTC+8: 2027-01-15T15:59Z Etc/GMT-8', 'GMT+8: 2027-01-16T07:59Z Etc/GMT+8']
const asSeen = seen.join() === expected.join() && year.year() === 2024 && year.month() === now.month() && year.date() === now.date()
if (!asSeen) { console.log('Changed'); process.exitCode = 1 }
END
node deadlines.mjs
