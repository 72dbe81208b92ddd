#!/usr/bin/env bash
# recurrent 0.4.1 (PyPI): repeated seminars in words, as RRULE of iCalendar.
# Expected: each rule has the hour that the text has, as that of "every Tuesday at 14:00" does.
# Seen: the hour is gone where the text has the last hour or the first day too: "Tuesdays 14:00-15:30", "every Monday from 2026-09-07
# to 2026-12-14 at 16:15". So the seminar is at midnight.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check recurrent==0.4.1
"$folder/venv/bin/python" -W ignore - <<'END'
import sys
from datetime import datetime

from recurrent import RecurringEvent

TEXTS = (
    "every Tuesday at 14:00",
    "Tuesdays 14:00-15:30",
    "Tuesdays and Thursdays 14:00-15:30 starting 2026-09-01",
    "every Monday from 2026-09-07 to 2026-12-14 at 16:15",
)
seen = [RecurringEvent(now_date=datetime(2026, 8, 1)).parse(text) for text in TEXTS]
print(*seen, sep="\n")
hours = ["BYHOUR" in str(rule) for rule in seen]
is_same = hours == [True, False, False, False] and all("FREQ=WEEKLY" in str(rule) for rule in seen)
sys.exit(0 if is_same else "Changed")
END
