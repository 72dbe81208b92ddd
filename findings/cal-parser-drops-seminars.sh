#!/usr/bin/env bash
# cal-parser 1.0.2 (npm): a weekly group meeting at 14:00 in Shanghai, from 14 September to 19 October 2020.
# Expected (RFC 5545): the first meeting is at 06:00 UTC, there are six, and the description keeps its line break.
# Seen: the meeting is at 14:00 UTC, eight hours late; a series counts from the moment of reading instead of its first
# day, so that of a series of the past one meeting is left; the lines of the description run together.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts cal-parser@1.0.2
cat >read.js <<'END'
const { parseString } = require("cal-parser");
const text = [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sample//EN", "BEGIN:VEVENT", "UID:1@example.org",
  "DTSTAMP:20200901T080000Z", "DTSTART;TZID=Asia/Shanghai:20200914T140000", "DURATION:PT1H",
  "RRULE:FREQ=WEEKLY;UNTIL=20201019T060000Z", "SUMMARY:Group meeting", "DESCRIPTION:Papers\\nPlans",
  "END:VEVENT", "END:VCALENDAR", "",
].join("\r\n");
const events = parseString(text).getEventsBetweenDates(new Date("2020-01-01"), new Date("2021-01-01"));
const seen = [events.length, events[0].dtstart.value.toISOString(), events[0].description.value];
console.log(seen);
const expected = [1, "2020-09-14T14:00:00.000Z", "Papers Plans"];
process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1);
END
node read.js
