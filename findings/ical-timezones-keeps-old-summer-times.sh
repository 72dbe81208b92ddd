#!/usr/bin/env bash
# @touch4it/ical-timezones 1.9.0 (npm), which writes the VTIMEZONE of invitations, read by icalendar 7.1.2 (PyPI).
# Expected (time zone database, 2022f, 2024a, 2025a): Mexico City has no summer time since 2022, Almaty is five hours ahead of UTC since 2024,
# and Asunción three behind since 2024; a seminar of 2027 is at that hour.
# Seen: the rules are those before, so programs that follow the VTIMEZONE, as RFC 5545 (3.6.5) asks, show a seminar in July in Mexico City and
# one in Almaty or in June in Asunción an hour off. timezones-ical-library 2.3.2 (npm) is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check icalendar==7.1.2
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts @touch4it/ical-timezones@1.9.0 timezones-ical-library@2.3.2
cat >zones.mjs <<'END'
import fs from 'node:fs'
import touch4it from '@touch4it/ical-timezones'
import * as library from 'timezones-ical-library'

for (const zone of ['America/Mexico_City', 'Asia/Almaty', 'America/Asuncion']) {
  const [city] = zone.split('/').slice(-1)
  fs.writeFileSync(`touch4it-${city}.ics`, touch4it.getVtimezoneComponent(zone))
  fs.writeFileSync(`library-${city}.ics`, library.tzlib_get_ical_block(zone)[0])
}
END
PATH="$PWD/node_modules/node/bin:$PATH" node zones.mjs
venv/bin/python - <<'END' | tee seen
import datetime

import icalendar

for library in ("library", "touch4it"):
    for city, month in (("Mexico_City", 7), ("Almaty", 7), ("Asuncion", 6)):
        with open(f"{library}-{city}.ics", "rb") as file:
            zone = icalendar.Timezone.from_ical(file.read()).to_tz(lookup_tzid=False)
        print(library, city, f"{datetime.datetime(2027, month, 1, 14, tzinfo=zone):%z}")
END
diff seen - <<'END' || { echo Changed; exit 1; }
library Mexico_City -0600
library Almaty +0500
library Asuncion -0300
touch4it Mexico_City -0500
touch4it Almaty +0600
touch4it Asuncion -0400
END
