#!/usr/bin/env bash
# workalendar 17.0.0 (PyPI): the days off at Seollal, the new year of Korea, in 2027.
# Expected (Korea's calendar is computed for its own meridian): the new moon of February 2027 is on the 6th at 23:56 in Beijing and on the
# 7th at 0:56 in Seoul, so Seollal is 7 February, and the 6th to the 8th are days off.
# Seen: the days are those of the Chinese calendar, a day early: a meeting on the 8th looks possible. holidays 0.109 (PyPI) is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check workalendar==17.0.0 lunardate==0.3.0 holidays==0.109 korean-lunar-calendar==0.4.0
venv/bin/python - <<'END' | tee seen
import datetime

import holidays
from korean_lunar_calendar import KoreanLunarCalendar
from workalendar.asia import SouthKorea

days = [datetime.date(2027, 2, day) for day in range(5, 9)]
calendar = KoreanLunarCalendar()
calendar.setLunarDate(2027, 1, 1, False)
print("korean-lunar-calendar", calendar.SolarIsoFormat())
korea = holidays.country_holidays("KR", years=2027, language="en_US")
print("holidays", *(f"{day:%d}" for day in days if "Korean New Year" in korea.get(day, "")))
print("workalendar", *(f"{day:%d}" for day, name in SouthKorea().holidays(2027) if name == "Korean New Year's Day"))
print("workalendar on 8 February:", "a working day" if SouthKorea().is_working_day(days[-1]) else "a day off")
END
diff seen - <<'END' || { echo Changed; exit 1; }
korean-lunar-calendar 2027-02-07
holidays 06 07 08
workalendar 05 06 07
workalendar on 8 February: a working day
END
