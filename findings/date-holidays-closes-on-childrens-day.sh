#!/usr/bin/env bash
# date-holidays 3.37.0 (npm), public holidays in China, by the regulation on holidays for festivals as amended from 2025.
# Expected: the 13 days off for everybody are holidays, among them 2 May and the third day of the Chinese year (since 2025); Children's Day,
# 1 June, is off for children only.
# Seen: 1 June is a public holiday of a whole day; 2 May 2026 and 19 February 2026 (the third day) are none. (8 March, 4 May and
# 1 August, half days for some, begin at 12:00.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts date-holidays@3.37.0
cat > holidays.cjs <<'STOP'
const Holidays = require('date-holidays')
const china = new Holidays('CN')
const days = ['2026-02-18', '2026-02-19', '2026-05-01', '2026-05-02', '2026-06-01', '2026-10-01']
const seen = days.map((day) => [china.isHoliday(new Date(`${day}T10:00:00+08:00`))].flat().filter(Boolean).map(({ name, type }) => `${name} ${type}`).join())
days.forEach((day, index) => console.log(day, seen[index] || 'no holiday'))
if (seen.join('|') !== '春节 public||劳动节 public||六一儿童节 public|国庆节 public') process.exitCode = 1
STOP
TZ=Asia/Shanghai node holidays.cjs || { echo Changed; exit 1; }
