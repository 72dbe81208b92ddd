#!/usr/bin/env bash
# xlsx2csv 0.8.6 (PyPI): a workbook of people whose file says date1904="0", as Gnumeric 1.12 writes.
# Expected: days count from 1900. ECMA-376 (18.2.28) gives the attribute the type boolean, which is 0, 1, true or false.
# Seen: "0" switches on the days from 1904, so that a member who joined in September 2021 joined in 2025.
# The same file with date1904="false", as LibreOffice writes, is right; openpyxl 3.1.5 reads both alike.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check xlsx2csv==0.8.6 openpyxl==3.1.5
cd "$folder"
venv/bin/python - <<'END'
import subprocess
import sys
import zipfile
from datetime import date

import openpyxl

workbook = openpyxl.Workbook()
workbook.active.append(["name", "joined"])
workbook.active.append(["Jane Doe", date(2021, 9, 1)])
workbook.active["B2"].number_format = "yyyy-mm-dd"
workbook.save("plain.xlsx")
seen = {}
for value in ("0", "false"):
    name = f"date1904-{value}.xlsx"
    with zipfile.ZipFile("plain.xlsx") as old, zipfile.ZipFile(name, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "xl/workbook.xml":
                text = text.replace(b"<workbookPr ", b'<workbookPr date1904="%s" ' % value.encode())
                assert b"date1904" in text
            new.writestr(part, text)
    csv = subprocess.run(["venv/bin/xlsx2csv", name], check=True, capture_output=True, text=True).stdout
    seen[value] = csv.splitlines()[1]
    print(f'date1904="{value}"  xlsx2csv: {seen[value]}  openpyxl: {openpyxl.load_workbook(name).active["B2"].value:%Y-%m-%d}')
sys.exit(0 if seen == {"0": "Jane Doe,2025-09-02", "false": "Jane Doe,2021-09-01"} else "Changed")
END
