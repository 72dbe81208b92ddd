#!/usr/bin/env bash
# goose3 3.1.22 (PyPI): the page of a paper with the meta tags that Google Scholar reads.
# Expected: the authors in the order of the citation_author tags, and the month of citation_publication_date, "2025/09".
# Seen: the authors come out of a set, so their order changes from one run to the next, and an ORCID iD is an author; there is no
# date, and "2025/09/03" is not read either.
# The form of the tags: Google Scholar's inclusion guidelines for webmasters.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check goose3==3.1.22
"$folder/venv/bin/python" -W ignore - <<'END'
import os
import subprocess
import sys

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Sorting in small memory</title>
<meta name="citation_title" content="Sorting in small memory">
<meta name="citation_author" content="Doe, Jane">
<meta name="citation_author_orcid" content="https://orcid.org/0000-0002-1694-233X">
<meta name="citation_author" content="Roe, Richard"><meta name="citation_author" content="Poe, Ann">
<meta name="citation_publication_date" content="{date}"></head>
<body><article><h1>Sorting in small memory</h1><p>We sort a long list of numbers in constant memory.</p></article></body></html>"""
PROGRAM = """import sys
from goose3 import Goose
article = Goose().extract(raw_html=sys.argv[1])
print("; ".join(article.authors), "|", article.publish_date)"""


def read(seed, date):
    """Return what Python prints with this seed of hashes, which it chooses anew for each run otherwise."""
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM, PAGE.format(date=date)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


lines = [read(seed, date) for seed, date in enumerate(("2025/09", "2025/09/03", "2025/09", "2025"))]
print("\n".join(lines))
orders = {line.rpartition(" | ")[0] for line in lines}
dates = {line.rpartition(" | ")[2] for line in lines}
is_same = len(orders) > 1 and all("orcid.org" in order for order in orders) and dates == {"None"}
sys.exit(0 if is_same else "Changed")
END
