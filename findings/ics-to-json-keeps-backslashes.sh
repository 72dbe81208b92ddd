#!/usr/bin/env bash
# ics-to-json 2.0.2 (npm): a talk in a group's calendar.
# Expected (RFC 5545, 3.3.11 and 3.8.2.5): the title is "Looms, Yarn", its room "Room 3; Main building", and the talk, which lasts 90
# minutes, begins at 14:00 in Shanghai and has an end.
# Seen: texts keep their backslashes, "\n" too; the time zone is gone, so 14:00 is of any zone; a talk with a duration has no end.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts ics-to-json@2.0.2
cat >read.mjs <<'END'
import ics from 'ics-to-json'
const text = [
  'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Sample//EN', 'BEGIN:VTIMEZONE', 'TZID:Asia/Shanghai', 'BEGIN:STANDARD',
  'DTSTART:19700101T000000', 'TZOFFSETFROM:+0800', 'TZOFFSETTO:+0800', 'END:STANDARD', 'END:VTIMEZONE', 'BEGIN:VEVENT',
  'UID:1@example.org', 'DTSTAMP:20260901T080000Z', 'DTSTART;TZID=Asia/Shanghai:20260914T140000', 'DURATION:PT1H30M',
  'SUMMARY:Looms\\, Yarn', 'LOCATION:Room 3\\; Main building', 'DESCRIPTION:Papers\\nPlans', 'END:VEVENT', 'END:VCALENDAR', '',
].join('\r\n')
const seen = ics.icsToJson(text)
console.log(seen)
const expected = [{ startDate: '20260914T140000', summary: 'Looms\\, Yarn', location: 'Room 3\\; Main building',
  description: 'Papers\\nPlans' }]
if (JSON.stringify(seen) !== JSON.stringify(expected)) { console.log('Changed'); process.exitCode = 1 }
END
node read.mjs
