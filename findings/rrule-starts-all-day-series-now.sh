#!/usr/bin/env bash
# rrule 2.8.1 (npm), which most JavaScript calendars compute series with: weekly events of a lab, as iCalendar has them.
# Expected (RFC 5545, 3.3.10 and 3.8.2.4): a series of whole days begins on its DTSTART;VALUE=DATE, and UNTIL, which is in UTC where
# DTSTART has a TZID, includes an event that begins at that moment.
# Seen: a DTSTART with VALUE=DATE is ignored without a warning, and the series begins at the moment of reading. UNTIL is compared with
# the local time as if that were UTC, so of three seminars at 14:00 in Shanghai the last is missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts rrule@2.8.1
cat > read.cjs <<'STOP'
const { rrulestr } = require('rrule')
const read = (start, rule) => rrulestr(`DTSTART;${start}\nRRULE:FREQ=WEEKLY;${rule}`).all().map((day) => day.toISOString().slice(0, 16))
const days = read('VALUE=DATE:20240903', 'COUNT=3')
const shanghai = read('TZID=Asia/Shanghai:20240903T140000', 'UNTIL=20240917T060000Z')
console.log('whole days from 2024-09-03:', days)
console.log('until 2024-09-17 14:00 in Shanghai:', shanghai)
const isSame = !days.includes('2024-09-03T00:00') && Math.abs(new Date(days[0]) - Date.now()) < 120000
if (!isSame || shanghai.length !== 2) process.exitCode = 1
STOP
TZ=UTC node read.cjs || { echo Changed; exit 1; }
