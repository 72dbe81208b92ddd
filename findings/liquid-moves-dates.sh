#!/usr/bin/env bash
# liquidjs 10.21.1 (npm) and python-liquid 2.0.1 (PyPI): the template language of most academic homepages.
# Expected: a month ("2024-09") or a day stays what it is, wherever the site is built, and a year is a year.
# Seen: west of Greenwich liquidjs prints the month as August 2024 and the first of the month as 31 August; a
# year, number or text, is taken for seconds since 1970, so that a paper of 2024 appears in 1970 (1969 in New York),
# in both libraries.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund liquidjs@10.21.1
cat > print.js <<'END'
const {Liquid} = require("liquidjs");
const engine = new Liquid();
const templates = [
  '{{ "2024-09" | date: "%B %Y" }}',
  '{{ "2024-09-01" | date: "%B %-d, %Y" }}',
  '{{ "2024" | date: "%Y" }}',
  "{{ year | date: \"%Y\" }}",
];
console.log(templates.map((text) => engine.parseAndRenderSync(text, {year: 2024})).join(" | "));
END
for zone in Asia/Shanghai America/New_York; do
    echo "liquidjs, $zone: $(TZ=$zone node print.js)"
done | tee printed.txt
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-liquid==2.0.1 2> /dev/null
echo "python-liquid: $(TZ=UTC venv/bin/python -c '
from liquid import Environment
print(Environment().from_string("{{ paper.year | date: \"%Y\" }}").render(paper={"year": 2024}))
')" | tee -a printed.txt
for line in 'liquidjs, Asia/Shanghai: September 2024 | September 1, 2024 | 1970 | 1970' \
    'liquidjs, America/New_York: August 2024 | August 31, 2024 | 1969 | 1969' 'python-liquid: 1970'; do
    grep -qxF "$line" printed.txt || { echo "Changed: no $line"; exit 1; }
done
