#!/usr/bin/env bash
# ics 3.12.0 (npm), which writes iCalendar files, on a weekly seminar and a workshop of three days.
# Expected: a date in `exclusionDates` is in UTC, as the start is with `startInputType: "utc"`, so the meeting of that day is left
# out (RFC 5545, 3.8.5.1); three days are "P3D" (3.3.6).
# Seen: it is taken for local time of the server and moved to UTC. With a server in Shanghai it excludes no meeting, and the
# cancelled seminar stays in all calendars; with TZ=UTC, as on most test machines, the file is right. Three days are "P3DT", which the
# grammar does not have, though icalendar 7.3 of PyPI reads it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund ics@3.12.0
cat > seminar.cjs <<'END'
const { createEvent } = require('ics')
const print = (event) => {
  const { value } = createEvent({ title: 'Seminar', startInputType: 'utc', ...event })
  console.log(value.split('\r\n').filter((line) => /^(DTSTART|EXDATE|DURATION)/.test(line)).join(' '))
}
const weekly = { start: [2026, 3, 5, 6, 0], duration: { hours: 1 }, recurrenceRule: 'FREQ=WEEKLY;COUNT=3' }
print({ ...weekly, exclusionDates: [[2026, 3, 12, 6, 0]] })
print({ start: [2026, 3, 5], duration: { days: 3 } })
END
for zone in UTC Asia/Shanghai; do
    echo "$zone:"
    TZ=$zone node seminar.cjs
done | tee output.txt
[[ $(grep -c 'DURATION:P3DT$' output.txt) == 2 ]] || { echo Changed; exit 1; }
[[ $(grep -o 'EXDATE:[0-9TZ]*' output.txt | paste -sd ' ') == 'EXDATE:20260312T060000Z EXDATE:20260311T220000Z' ]] || { echo Changed; exit 1; }
