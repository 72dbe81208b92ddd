#!/usr/bin/env bash
# mlcroissant 1.1.1 (PyPI), MLCommons' library for Croissant, the metadata of data sets: a description is read and written again.
# Expected: `datePublished` is a Date of schema.org, which is "in ISO 8601 date format", of which the year 2024 and the month 2024-09 are valid
# (ISO 8601-1, 5.2.2.2); what is written is what was read.
# Seen: a data set of 2024 is written as of 2024-01-01, one of September 2024 as of 2024-09-01, so the day of the citation is invented.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet mlcroissant==1.1.1
cat > run.py <<'STOP'
import logging

import mlcroissant

logging.disable()
context = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
}
for date in ("2024", "2024-09", "2024-09-03"):
    data = {
        "@context": context,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "looms",
        "description": "Looms.",
        "license": "https://spdx.org/licenses/CC0-1.0",
        "url": "https://example.org/looms",
        "version": "1.0.0",
        "datePublished": date,
    }
    print(date, "->", mlcroissant.Dataset(jsonld=data).metadata.to_json()["datePublished"])
STOP
env/bin/python run.py | tee seen
cat > expected <<'STOP'
2024 -> 2024-01-01
2024-09 -> 2024-09-01
2024-09-03 -> 2024-09-03
STOP
diff expected seen || { echo Changed; exit 1; }
