#!/usr/bin/env bash
# ical.js 2.2.1 (of Thunderbird and Nextcloud), node-ical 0.26.1 and ts-ics 2.4.6 (npm) on a seminar with dates of its own.
# Expected (RFC 5545, 3.8.5.2): a series is its first date, DTSTART, with the dates that RRULE and RDATE add.
# Seen: ical.js leaves out the first date if there is an RDATE without an RRULE; node-ical leaves out all of RDATE, and ts-ics has no
# place for it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.26.1 ts-ics@2.4.6
npm install --silent --no-audit --no-fund node@20.20.2 # Debian 12 has Node.js 18
export PATH=$PWD/node_modules/.bin:$PATH
cat > dates.mjs <<'END'
import ICAL from 'ical.js'
import nodeIcal from 'node-ical'
import { convertIcsCalendar } from 'ts-ics'
const event = (uid, ...lines) =>
  ['BEGIN:VEVENT', `UID:${uid}@example.org`, 'DTSTAMP:20260101T000000Z', 'DTSTART:20260305T060000Z', 'DURATION:PT1H', ...lines, 'END:VEVENT']
const text = [
  'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Seminar//EN',
  ...event('dates', 'RDATE:20260312T060000Z,20260326T060000Z'),
  ...event('rule', 'RRULE:FREQ=WEEKLY;COUNT=2', 'RDATE:20260326T060000Z'),
  'END:VCALENDAR', ''
].join('\r\n')
const day = (date) => date.toISOString().slice(5, 10)
const seen = {}
for (const component of new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')) {
  const iterator = new ICAL.Event(component).iterator()
  const days = []
  for (let next = iterator.next(); next; next = iterator.next()) days.push(day(next.toJSDate()))
  seen[`ical.js, ${component.getFirstPropertyValue('uid')}`] = days.join(' ')
}
const year = { from: new Date('2026-01-01'), to: new Date('2026-12-31') }
for (const item of Object.values(nodeIcal.sync.parseICS(text)).filter((item) => item.type === 'VEVENT')) {
  seen[`node-ical, ${item.uid}`] = nodeIcal.expandRecurringEvent(item, year).map(({ start }) => day(start)).join(' ')
}
for (const item of convertIcsCalendar(undefined, text).events) seen[`ts-ics, ${item.uid}`] = `with RDATE: ${JSON.stringify(item).includes('2026-03-26')}`
const expected = [
  '03-12 03-26', '03-05 03-12 03-26', '03-05', '03-05 03-12', 'with RDATE: false', 'with RDATE: false'
]
for (const [name, days] of Object.entries(seen)) console.log(`${name}: ${days}`)
if (Object.values(seen).join() !== expected.join()) process.exitCode = 1
END
TZ=UTC node dates.mjs || { echo Changed; exit 1; }
