#!/usr/bin/env bash
# timefhuman 0.1.5 (PyPI) and compromise-dates 3.9.0 (npm): the days of conferences as their pages print them.
# Expected: "3-5 September 2026" is from 3 to 5 September, as "September 3-5, 2026" is for both; "Sept 28-Oct 2, 2026" and
# "28 September – 2 October 2026" last five days of 2026; "23:59 UTC-12" is one moment.
# Seen: "3-5 September 2026" is from 3 to 5 o'clock on 1 September, in the morning for timefhuman, in the afternoon for compromise;
# of "Sept 28-Oct 2, 2026" timefhuman keeps 2 October, and compromise has 28 September of another year; timefhuman reads
# "23:59 UTC-12" as the time from 23:59 to 12:00, both in UTC.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check timefhuman==0.1.5
venv/bin/python -W ignore - <<'END'
import sys

from timefhuman import timefhuman

TEXTS = ("September 3-5, 2026", "3-5 September 2026", "Sept 28-Oct 2, 2026", "Jan 15 2027 23:59 UTC-12")


def moments(found):
    """Return the moments in the lists and pairs that timefhuman returns, as text."""
    if isinstance(found, (list, tuple)):
        return [moment for part in found for moment in moments(part)]
    return [f"{found:%Y-%m-%d %H:%M}"]


seen = [" / ".join(moments(timefhuman(text))) for text in TEXTS]
print(*seen, sep="\n")
expected = [
    "2026-09-03 00:00 / 2026-09-05 00:00",
    "2026-09-01 03:00 / 2026-09-01 05:00",
    "2026-10-02 00:00",
    "2027-01-15 23:59 / 2027-01-15 12:00",
]
sys.exit(0 if seen == expected else "Changed")
END
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts compromise@14.17.0 compromise-dates@3.9.0
cat >dates.cjs <<'END'
const nlp = require('compromise')
nlp.plugin(require('compromise-dates'))
const texts = ['September 3-5, 2026', '3-5 September 2026', 'Sept 28-Oct 2, 2026', '28 September – 2 October 2026']
const seen = texts.map((text) => {
  const found = nlp(text).dates({ timezone: 'UTC', today: '2026-11-30' }).json()
  return found.map(({ dates }) => `${dates.start.slice(0, 16)} / ${dates.end.slice(0, 16)}`).join('; ')
})
console.log(seen.join('\n'))
const expected = [
  '2026-09-03T00:00 / 2026-09-05T23:59',
  '2026-09-01T15:00 / 2026-09-01T17:00',
  '2027-09-28T00:00 / 2027-09-28T23:59; 2026-10-02T00:00 / 2026-10-02T23:59',
  '2027-09-28T00:00 / 2027-09-28T23:59; 2026-10-01T00:00 / 2026-10-31T23:59',
]
process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1)
END
node dates.cjs || { echo Changed; exit 1; }
