#!/usr/bin/env bash
# exceljs 4.4.0 and xlsx-populate 1.21.0 (npm): a table of people that openpyxl 3.1.5 (PyPI) writes with `iso_dates = True`.
# Expected (ECMA-376, 18.18.11): a cell of the type "d" has a date as ISO 8601 writes it; read-excel-file 9.3.17 (npm) reads it.
# Seen: exceljs takes the digits before the hyphen for a number of days, so who joined on 2024-09-03 joined on 16 July 1905;
# xlsx-populate has "not a number". There is no warning. Workbooks in Excel's format "Strict Open XML Spreadsheet" have such cells, too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 xlsx-populate@1.21.0 read-excel-file@9.3.17
venv/bin/python - <<'END'
import datetime

import openpyxl

workbook = openpyxl.Workbook()
workbook.iso_dates = True
workbook.active.append(["Jane Doe", datetime.date(2024, 9, 3)])
workbook.save("people.xlsx")
END
cat >read.mjs <<'END'
import ExcelJS from 'exceljs'
import readExcelFile from 'read-excel-file/node'
import XlsxPopulate from 'xlsx-populate'

const shown = (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value))
const workbook = new ExcelJS.Workbook()
await workbook.xlsx.readFile('people.xlsx')
const [{ data }] = await readExcelFile('people.xlsx')
console.log('read-excel-file', shown(data[0][1]))
console.log('exceljs', shown(workbook.worksheets[0].getCell('B1').value))
console.log('xlsx-populate', shown((await XlsxPopulate.fromFileAsync('people.xlsx')).sheet(0).cell('B1').value()))
END
PATH="$PWD/node_modules/node/bin:$PATH" node read.mjs | tee seen
diff seen - <<'END' || { echo Changed; exit 1; }
read-excel-file 2024-09-03
exceljs 1905-07-16
xlsx-populate NaN
END
