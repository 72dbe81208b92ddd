#!/usr/bin/env bash
# officeparser 7.8.0 (npm), xlsx2csv 0.8.6 and pylightxl 1.61 (PyPI): a workbook of a group with the readings of names above them, as
# Excel stores them for Japanese and Chinese, and with texts in the cells themselves, as other programs write them.
# Expected (ISO/IEC 29500-1, 18.4.6 "rPh" and 18.3.1.53 "is"): a reading is no part of the text; a cell has all runs of its text.
# Seen: officeparser has 田中 followed by its reading, and of 张三 in two runs the family name; xlsx2csv has 张三 followed by its
# reading; pylightxl has no cell for it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check xlsx2csv==0.8.6 pylightxl==1.61
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts officeparser@7.8.0
venv/bin/python - <<'END' | tee seen.txt
import io
import zipfile

import pylightxl
from xlsx2csv import Xlsx2csv

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "sharedStrings": "sharedStrings"}
FILES = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(f'<Override PartName="/xl/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>' for name, kind in PARTS.items())
    + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/sharedStrings" '
    'Target="sharedStrings.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="People" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>",
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>田中</t><rPh sb="0" eb="2"><t>タナカ</t>'
    '</rPh><phoneticPr fontId="0"/></si></sst>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2">'
    '<c r="A2" t="inlineStr"><is><r><t>张</t></r><r><t>三</t></r><rPh sb="0" eb="1"><t>zhāng</t></rPh></is></c></row>'
    "</sheetData></worksheet>",
}
with zipfile.ZipFile("people.xlsx", "w") as book:
    for name, text in FILES.items():
        book.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
table = io.StringIO()
Xlsx2csv("people.xlsx", outputencoding="utf-8").convert(table)
print("xlsx2csv", table.getvalue().split())
print("pylightxl", [row[0] for row in pylightxl.readxl("people.xlsx").ws("People").rows])
END
cat >read.cjs <<'END'
const { parseOffice } = require('officeparser')
parseOffice('people.xlsx').then((book) => console.log('officeparser', book.toText().split(/\s+/).filter(Boolean).join(' ')))
END
node read.cjs | tee -a seen.txt
diff seen.txt - <<'END' || { echo Changed; exit 1; }
xlsx2csv ['田中', '张三zhāng']
pylightxl ['田中']
officeparser 田中タナカ 张
END
