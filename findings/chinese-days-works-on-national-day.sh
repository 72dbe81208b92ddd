#!/usr/bin/env bash
# chinese-days 1.5.7 and chinese-workday 1.16.1 (npm), working days in China; chinesecalendar 1.11.0 (PyPI) for comparison.
# Expected: for a year whose holidays have not been announced yet, an error, or the holidays that the law fixes.
# Seen: 1 January and 1 October 2027 are working days, and so is 1 October 2003; chinesecalendar raises an error. West of
# Greenwich, chinese-days names the day before: "2026-09-30" for 2026-10-01, and a next working day that is a day early.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund chinese-days@1.5.7 chinese-workday@1.16.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check chinesecalendar==1.11.0
cat > read.mjs <<'END'
import days from 'chinese-days'
import { isWorkday } from 'chinese-workday'

const dates = ['2026-10-01', '2027-01-01', '2027-10-01', '2003-10-01']
console.log('chinese-days', dates.map((date) => days.isWorkday(date)).join(' '))
console.log('chinese-workday', dates.map((date) => isWorkday(date)).join(' '))
console.log(days.getDayDetail('2026-10-01').date, days.findWorkday(1, '2026-11-30'))
END
{ TZ=Asia/Shanghai node read.mjs; TZ=America/New_York node read.mjs; } | tee seen
venv/bin/python - <<'END' | tee -a seen
import datetime

import chinese_calendar

try:
    print(chinese_calendar.is_workday(datetime.date(2027, 10, 1)))
except NotImplementedError as error:
    print("chinesecalendar:", error)
END
cat > expected <<'END'
chinese-days false true true true
chinese-workday false true true true
2026-10-01 2026-12-01
chinese-days false true true true
chinese-workday false true true true
2026-09-30 2026-11-30
chinesecalendar: no available data for year 2027, only year between [2004, 2026] supported
END
diff expected seen || { echo "Changed"; exit 1; }
