#!/usr/bin/env bash
# calendar-link 2.11.5 (npm), which makes the links "Add to calendar" of event pages, read by icalendar 7.1.2 (PyPI).
# Expected (RFC 5545, 3.3.11): backslash, comma and semicolon of a title or place are written with a backslash before them.
# Seen: its .ics files have them as they are, so a reader takes the "\n" of "$\nu$" for a line break, and "\;" of LaTeX for a semicolon.
# Line breaks themselves are written as "\n".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check icalendar==7.1.2
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts calendar-link@2.11.5
cat >write.mjs <<'END'
import fs from 'node:fs'
import { ics } from 'calendar-link'

const link = ics({
  title: 'Bounds on $\\nu$, and on $a\\;b$',
  description: 'First line.\nSecond line.',
  start: '2024-09-03T06:00:00Z',
  duration: [90, 'minute'],
})
fs.writeFileSync('talk.ics', decodeURIComponent(link.slice(link.indexOf(',') + 1)))
END
PATH="$PWD/node_modules/node/bin:$PATH" node write.mjs
grep SUMMARY talk.ics | tr -d '\r' | tee seen
venv/bin/python - <<'END' | tee -a seen
import icalendar

with open("talk.ics", "rb") as file:
    event = icalendar.Calendar.from_ical(file.read()).walk("VEVENT")[0]
print(repr(str(event["SUMMARY"])))
print(repr(str(event["DESCRIPTION"])))
END
diff seen - <<'END' || { echo Changed; exit 1; }
SUMMARY:Bounds on $\nu$, and on $a\;b$
'Bounds on $\nu$, and on $a;b$'
'First line.\nSecond line.'
END
