#!/usr/bin/env bash
# Pelican 4.12.0 (PyPI), a generator of sites: pages of papers in Markdown with `Date:` and `Authors:`.
# Expected: "2024-09" and "2024" are no days, so there is an error, or the first day as with other generators; "Carl King, Jr." is one author.
# Seen: what the date lacks comes from today's date, so on another day the site has other dates: on 30 November, "2024" is 30 November 2024
# and "2024-09" is 30 September; papers of a year without a day stand before or behind the others by chance. "Jr." is an author with a
# page of his own, unless authors are separated by semicolons.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet pelican==4.12.0 markdown==3.10
mkdir content
printf 'SITENAME = "Loom Lab"\nTIMEZONE = "UTC"\nPATH = "content"\nFEED_ALL_ATOM = None\nCATEGORY_FEED_ATOM = None\n' > pelicanconf.py
printf 'Title: Looms\nDate: 2024\nAuthors: Carl King, Jr.\n\nText\n' > content/looms.md
printf 'Title: Threads\nDate: 2024-09\nAuthors: Doe, Jane; King, Jr., Carl\n\nText\n' > content/threads.md
TZ=UTC env/bin/pelican content --quiet >/dev/null 2>&1
for paper in looms threads; do
    echo "$paper: $(grep -oE 'title="2024-[0-9-]*' "output/$paper.html" | head -1) $(grep -oE 'author/[^"]*' "output/$paper.html" | sort -u | paste -sd ' ')"
done | tee seen
today=$(date -u +%m-%d)
day=$(date -u +%d)
[ "$day" = 31 ] && day=30
cat > expected <<STOP
looms: title="2024-$today author/carl-king.html author/jr.html
threads: title="2024-09-$day author/doe-jane.html author/king-jr-carl.html
STOP
diff expected seen || { echo Changed; exit 1; }
