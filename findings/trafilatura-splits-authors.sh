#!/usr/bin/env bash
# trafilatura 2.3.1 with htmldate 1.11.0 (PyPI): the page of a paper with the meta tags that Google
# Scholar reads.
# Expected: two citation_author tags, "Doe, Jane" and "Roe, Richard", are two people, and 2025/09 is September 2025.
# Seen: four authors, "Doe; Jane; Roe; Richard"; the date is 30 September; where the tag has only the year 2025, the
# date is that of the last update of the site, in 2026.
# The form of the tags: Google Scholar's inclusion guidelines for webmasters ("Smith, John" or "John Smith"; "2019/12/30",
# or only the year).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check trafilatura==2.3.1 htmldate==1.11.0 lxml_html_clean==0.4.6
"$folder/venv/bin/python" -W ignore - <<'END'
import sys

from trafilatura import extract_metadata

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Sorting in small memory</title>
<meta name="citation_title" content="Sorting in small memory">
<meta name="citation_author" content="Doe, Jane"><meta name="citation_author" content="Roe, Richard">
<meta name="citation_publication_date" content="{date}">
<meta name="citation_journal_title" content="Journal of Sorting"></head>
<body><main><article><h1>Sorting in small memory</h1><p>Jane Doe and Richard Roe</p>
<p>We sort a long list of numbers in constant memory, with one pass over the list.</p></article></main>
<footer>Last updated on 30 November 2026</footer></body></html>"""
expected = {"2025/09": "2025-09-30", "2025": "2026-11-30", "2025/09/03": "2025-09-03"}
changed = False
for date, seen_date in expected.items():
    metadata = extract_metadata(PAGE.format(date=date))
    print(f"{date:10}  date: {metadata.date}  author: {metadata.author}")
    changed |= (metadata.date, metadata.author) != (seen_date, "Doe; Jane; Roe; Richard")
sys.exit("Changed" if changed else 0)
END
