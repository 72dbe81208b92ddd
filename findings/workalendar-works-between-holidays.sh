#!/usr/bin/env bash
# workalendar 17.0.0 (PyPI): days off in Japan in 2026.
# Expected (Act on National Holidays, article 3): a day between two holidays is one too, 22 September 2026 between Respect for the Aged Day
# and the equinox, and so is the next day that is none if a holiday is a Sunday, 6 May 2026 for Constitution Day.
# Seen: both are working days, so a visit or a deadline is put on them. holidays 0.109 (PyPI) has both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check workalendar==17.0.0 lunardate==0.3.0 holidays==0.109
venv/bin/python - <<'END' | tee seen
import datetime

import holidays
from workalendar.asia import Japan

japan = holidays.country_holidays("JP", years=2026, language="en_US")
for day in (datetime.date(2026, 5, 6), datetime.date(2026, 9, 21), datetime.date(2026, 9, 22), datetime.date(2026, 9, 23)):
    print(day, "holidays:", "off" if day in japan else "at work", "workalendar:", "at work" if Japan().is_working_day(day) else "off")
END
diff seen - <<'END' || { echo Changed; exit 1; }
2026-05-06 holidays: off workalendar: at work
2026-09-21 holidays: off workalendar: off
2026-09-22 holidays: off workalendar: at work
2026-09-23 holidays: off workalendar: off
END
