#!/usr/bin/env bash
# ultimate-sitemap-parser 1.8.1 (PyPI): a sitemap that says the year or the month of the last change of a page.
# Expected: sitemaps.org takes dates in the W3C Datetime format, of which "2024" and "2024-02" are valid: the page was last changed
# in that year or month; the first day of it, or no date, would do.
# Seen: what is missing is filled in from the day of reading: on 30 November, "2024" is 30 November 2024; "2024-02" ends on the 29th.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ultimate-sitemap-parser==1.8.1
"$folder/venv/bin/python" -W ignore - <<'END'
import sys
from datetime import date

from usp.tree import sitemap_from_str

URL = "<url><loc>https://example.org/{0}</loc><lastmod>{0}</lastmod></url>"
SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    + "".join(URL.format(text) for text in ("2024", "2024-02", "2024-01"))
    + "</urlset>"
)
today = date.today()
seen = [page.last_modified.date() for page in sitemap_from_str(SITEMAP).all_pages()]
print(*seen)
expected = [today.replace(year=2024), date(2024, 2, min(today.day, 29)), date(2024, 1, today.day)]
sys.exit(0 if seen == expected else "Changed")
END
