#!/usr/bin/env bash
# ics 0.7.3 (PyPI), node-ical 0.27.2 and ical 0.8.0 (npm): a talk whose title has formulas in LaTeX.
# Expected (RFC 5545, 3.3.11): a backslash is written as two, so "$\nu$" stands in the file as "$\\nu$", and is read as "$\nu$" again.
# Seen: they look for "\n" before they look for "\\", so the backslash is followed by a line break, and the letter n is gone: "$\", "u$".
# So are \nabla, \neq and \not; commands with other letters keep their backslash. icalendar 7.1.2 and ical.js 2.2.1 are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ics==0.7.3 icalendar==7.1.2
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts node-ical@0.27.2 ical@0.8.0 ical.js@2.2.1
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 'PRODID:-//Example//Talks//EN' BEGIN:VEVENT UID:talk@example.org DTSTAMP:20240901T000000Z \
    DTSTART:20240903T060000Z 'SUMMARY:Bounds on $\\nu$ and $\\nabla u$\, with $\\mu$' END:VEVENT END:VCALENDAR >talks.ics
venv/bin/python - <<'END' | tee seen
import icalendar
import ics

with open("talks.ics", newline="") as file:
    text = file.read()
print("icalendar", repr(str(icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["SUMMARY"])))
print("ics", *(repr(event.name) for event in ics.Calendar(text).events))
END
cat >read.mjs <<'END'
import fs from 'node:fs'
import ICAL from 'ical.js'
import ical from 'ical'
import nodeIcal from 'node-ical'

const text = fs.readFileSync('talks.ics', 'utf8')
const calendar = new ICAL.Component(ICAL.parse(text))
console.log('ical.js', JSON.stringify(calendar.getFirstSubcomponent('vevent').getFirstPropertyValue('summary')))
for (const [name, library] of Object.entries({ 'node-ical': nodeIcal, ical })) {
  const event = Object.values(library.parseICS(text)).find(({ type }) => type === 'VEVENT')
  console.log(name, JSON.stringify(event.summary))
}
END
PATH="$PWD/node_modules/node/bin:$PATH" node read.mjs | tee -a seen
diff seen - <<'END' || { echo Changed; exit 1; }
icalendar 'Bounds on $\\nu$ and $\\nabla u$, with $\\mu$'
ics 'Bounds on $\\\nu$ and $\\\nabla u$, with $\\mu$'
ical.js "Bounds on $\\nu$ and $\\nabla u$, with $\\mu$"
node-ical "Bounds on $\\\nu$ and $\\\nabla u$, with $\\mu$"
ical "Bounds on $\\\nu$ and $\\\nabla u$, with $\\mu$"
END
