#!/usr/bin/env bash
# pypdf 7.1.1 (PyPI): the date of a paper in the XMP metadata of its PDF.
# Expected: the year 2024 and the month 2024-09, both dates of XMP (ISO 16684-1, 8.2.1.2), can be told from a day, and 30 minutes past
# midnight of 3 September in Shanghai is on 3 September.
# Seen: `dc_date` is 1 January 2024, 1 September 2024 and, moved to UTC and without a time zone, 2 September. pikepdf returns the
# texts as they are.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypdf==7.1.1
"$folder/venv/bin/python" -W ignore - <<'END'
import io
import sys

from pypdf import PdfReader, PdfWriter

DATES = ("2024", "2024-09", "2024-09-03", "2024-09-03T00:30+08:00")
items = "".join(f"<rdf:li>{date}</rdf:li>" for date in DATES)
xmp = f'''<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:date><rdf:Seq>{items}</rdf:Seq></dc:date>
    </rdf:Description></rdf:RDF></x:xmpmeta>'''
writer = PdfWriter()
writer.add_blank_page(100, 100)
writer.xmp_metadata = xmp.encode()
file = io.BytesIO()
writer.write(file)
seen = [str(date) for date in PdfReader(file).xmp_metadata.dc_date]
for text, date in zip(DATES, seen, strict=True):
    print(f"{text:24} {date}")
days = ["2024-01-01", "2024-09-01", "2024-09-03", "2024-09-02"]
sys.exit(0 if [date.split()[0] for date in seen] == days and seen[3] == "2024-09-02 16:30:00" else "Changed")
END
