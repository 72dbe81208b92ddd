#!/usr/bin/env bash
# newspaper4k 0.9.6 and htmldate 1.11.0 (PyPI): date and authors of a page with the meta tags that Google Scholar asks for, and
# with schema.org's data.
# Expected: `citation_publication_date` "2025/01" is January 2025, known to the month, and "2025" the year; each
# `citation_author` is one author, as "Family, Given".
# Seen: the day is that of today, and of a year in newspaper4k the month too, so the date of a paper differs from day to day
# (htmldate takes 1 January for a year). Of "van der Berg, Bob" newspaper4k makes "Bob van der Berg" and another author, "van
# der Berg"; of "Øst, Øystein-Émile" another one called "Øystein-Émile"; an institution with "and" is there three times.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check newspaper4k==0.9.6
python3 -m venv other
other/bin/pip install --quiet --disable-pip-version-check htmldate==1.11.0
for date in 2025/01 2025; do
    cat > "page-${date//\//-}.html" <<END
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Looms at Scale</title>
<meta name="citation_title" content="Looms at Scale">
<meta name="citation_author" content="van der Berg, Bob"><meta name="citation_author" content="Øst, Øystein-Émile">
<meta name="citation_author" content="Alpha Research and Beta Robotics">
<meta name="citation_publication_date" content="$date">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "ScholarlyArticle", "headline": "Looms at Scale",
"author": [{"@type": "Person", "name": "Bob van der Berg"}, {"@type": "Person", "name": "Øystein-Émile Øst"},
{"@type": "Organization", "name": "Alpha Research and Beta Robotics"}], "datePublished": "${date//\//-}"}</script>
</head><body><h1>Looms at Scale</h1><p>We weave.</p></body></html>
END
done
cat > read.py <<'END'
import warnings

warnings.simplefilter("ignore")
for name in ("page-2025-01.html", "page-2025.html"):
    with open(name) as file:
        text = file.read()
    try:
        import newspaper
    except ImportError:
        from htmldate import find_date

        print("htmldate", name, find_date(text, original_date=True))
    else:
        article = newspaper.Article("https://lab.example/")
        article.download(input_html=text)
        article.parse()
        print("newspaper4k", name, article.publish_date.date(), article.authors)
END
{ venv/bin/python read.py; other/bin/python read.py; } | tee seen
python3 - <<'END'
import datetime
import sys

today = datetime.date.today()
january = f"2025-01-{today:%d}"
with open("seen") as file:
    month, year, month_only, _ = file.read().splitlines()
people = "['Bob van der Berg', 'Øystein-Émile Øst', 'Alpha Research and Beta Robotics', 'van der Berg', 'Øystein-Émile'"
as_seen = january in month and f"2025-{today:%m-%d}" in year and january in month_only and people in month
sys.exit(0 if as_seen else "Changed")
END
