#!/usr/bin/env bash
# python-dateutil 2.9.0.post0 and dateparser 1.5.0 (PyPI).
# Conference deadlines are often given as "23:59 UTC-12" (anywhere on Earth).
# Expected: both read an offset of -12 hours.
# Seen: dateutil reverses the sign after "UTC" and "GMT" and reads +12 hours, so the deadline is a whole day early;
# for "UTC+8" (China) it is 16 hours late. Without the word, as in "23:59-12:00", it reads the sign as written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-dateutil==2.9.0.post0 dateparser==1.5.0
"$folder/venv/bin/python" - <<'END'
import sys

import dateparser
import dateutil.parser

expected = {  # text: hours read by dateutil, by dateparser
    "2026-03-01 23:59 UTC-12": (12, -12),
    "2026-03-01 23:59 UTC-12:00": (12, -12),
    "2026-03-01 23:59 UTC+8": (-8, 8),
    "2026-03-01 23:59-12:00": (-12, -12),
}
changed = False
for text, hours in expected.items():
    read = tuple(
        int(parse(text).utcoffset().total_seconds() // 3600) for parse in (dateutil.parser.parse, dateparser.parse)
    )
    print(f"{text:30} dateutil {read[0]:+}  dateparser {read[1]:+}")
    changed |= read != hours
sys.exit("Changed" if changed else 0)
END
