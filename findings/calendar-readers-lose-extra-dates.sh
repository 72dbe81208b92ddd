#!/usr/bin/env bash
# ical 14.3.1 and icalevents 0.3.1 (PyPI), readers of iCalendar files, on a weekly seminar.
# Expected (RFC 5545, 3.8.5.2 and 3.8.4.4): dates added by RDATE are shown, the first date of a series too, and a change
# with RANGE=THISANDFUTURE moves all later dates.
# Seen: icalevents leaves out every RDATE; ical leaves out DTSTART when RDATE is a period; with THISANDFUTURE icalevents
# moves only the one date, and ical shows that one at both times.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ical==14.3.1 icalevents==0.3.1
"$folder/venv/bin/python" -W ignore - <<'END'
import datetime
import sys

from ical.calendar_stream import IcsCalendarStream
from icalevents.icalevents import events

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Seminar//EN\r\n"
EVENT = "BEGIN:VEVENT\r\nUID:{}@example.org\r\nDTSTAMP:20260101T000000Z\r\n{}\r\nSUMMARY:Seminar\r\nEND:VEVENT\r\n"
calendars = {
    "one more date": EVENT.format("a", "DTSTART:20260105T060000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n"
                                  "RDATE:20260211T060000Z"),
    "one more period": EVENT.format("b", "DTSTART:20260302T060000Z\r\nDURATION:PT1H\r\n"
                                    "RDATE;VALUE=PERIOD:20260303T060000Z/PT2H"),
    "later from now on": EVENT.format("c", "DTSTART:20260105T060000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3")
    + EVENT.format("c", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260112T060000Z\r\nDTSTART:20260112T080000Z\r\n"
                   "DURATION:PT1H"),
}  # fmt: skip
expected = {
    "one more date": ("0105-06 0112-06 0211-06", "0105-06 0112-06"),
    "one more period": ("0303-06", "0302-06"),
    "later from now on": ("0105-06 0112-06 0112-08 0119-06", "0105-06 0112-08 0119-06"),
}
year = {"start": datetime.datetime(2026, 1, 1), "end": datetime.datetime(2026, 12, 31)}
changed = False
for name, text in calendars.items():
    text = f"{HEAD}{text}END:VCALENDAR\r\n"
    calendar = IcsCalendarStream.calendar_from_ics(text)
    starts = [event.dtstart for event in calendar.timeline], [
        event.start for event in events(string_content=text.encode(), **year)
    ]
    seen = tuple(" ".join(sorted(f"{start:%m%d-%H}" for start in dates)) for dates in starts)
    print(f"{name}: ical {seen[0]}, icalevents {seen[1]}")
    changed |= seen != expected[name]
sys.exit("Changed" if changed else 0)
END
