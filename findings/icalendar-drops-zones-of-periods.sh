#!/usr/bin/env bash
# icalendar 7.3.2 (PyPI): an extra meeting of a seminar that lasts two hours instead of one.
# Expected (RFC 5545, 3.8.5.2 and 3.2.20): the period is written as RDATE;VALUE=PERIOD;TZID=Asia/Shanghai:20240914T140000/PT2H, as FREEBUSY is by
# the same library, since without VALUE an RDATE has dates, and without TZID a time is that of whoever looks.
# Seen: both are missing, so icalendar itself reads the meeting without a time zone: at 14:00 in Berlin for who is there. The plain extra
# date of the same seminar has its zone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.2
venv/bin/python - <<'END' | tee seen
import datetime
import zoneinfo

import icalendar

start = datetime.datetime(2024, 9, 14, 14, tzinfo=zoneinfo.ZoneInfo("Asia/Shanghai"))
event = icalendar.Event()
event.add("dtstart", start - datetime.timedelta(days=7))
event.add("rdate", [start - datetime.timedelta(days=3)])
event.add("rdate", [(start, datetime.timedelta(hours=2))])
busy = icalendar.FreeBusy()
busy.add("freebusy", [(start, datetime.timedelta(hours=2))])
for line in (event.to_ical() + busy.to_ical()).decode().splitlines():
    if line.startswith(("RDATE", "FREEBUSY")):
        print(line)
again = icalendar.Event.from_ical(event.to_ical())
print("read again:", *(str(begin) for begin, end in again.rdates))
END
diff seen - <<'END' || { echo Changed; exit 1; }
RDATE;TZID=Asia/Shanghai:20240911T140000
RDATE:20240914T140000/PT2H
FREEBUSY;TZID=Asia/Shanghai;VALUE=PERIOD:20240914T140000/PT2H
read again: 2024-09-11 14:00:00+08:00 2024-09-14 14:00:00
END
