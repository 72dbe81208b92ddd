#!/usr/bin/env bash
# tablib 3.10.0 (PyPI), with which django-import-export imports tables: people in an OpenDocument spreadsheet, as LibreOffice writes it.
# Expected (OpenDocument 1.3, part 3): cells and rows count as often as table:number-columns-repeated and table:number-rows-repeated say,
# empty ones too; office:annotation is no part of the text of a cell, text:span is. pandas 3.1.1 reads this.
# Seen: two empty cells are left out, so the email address is the room; of two equal cells or rows one is left; the name of the
# person with a comment is the name of who wrote the comment; text with a part in bold ends there. There is no warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'tablib[ods]==3.10.0' odfpy==1.4.1 pandas==3.1.1
cat >people.py <<'END'
import zipfile

import pandas
import tablib

SPACES = ("office", "table", "text")
xmlns = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in SPACES)


def cell(content, times=1):
    """Return a cell with text, empty if it has none, that stands there this many times."""
    kind = ' office:value-type="string"' if content else ""
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    return f"<table:table-cell{kind}{repeated}>{content and f'<text:p>{content}</text:p>'}</table:table-cell>"


comment = (
    '<office:annotation><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Carl King</dc:creator>'
    "<text:p>Asked again</text:p></office:annotation>"
)
rows = [
    "".join(map(cell, ("Name", "Room", "Phone", "Email", "City"))),
    cell("Jane Doe") + cell("", 2) + cell("jane@example.org") + cell("Yarn"),
    cell("Anna Roe").replace("<text:p>", comment + "<text:p>", 1) + cell("12", 2) + cell("anna@example.org") + cell("Yarn"),
    cell("Zoe <text:span>van</text:span> Berg") + cell("14") + cell("15") + cell("zoe@example.org") + cell("Yarn"),
]
table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
table += f'<table:table-row table:number-rows-repeated="2">{cell("Open position", 5)}</table:table-row>'
with zipfile.ZipFile("people.ods", "w") as archive:
    archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    archive.writestr(
        "content.xml",
        f'<office:document-content {xmlns} office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="People">{table}</table:table></office:spreadsheet></office:body></office:document-content>',
    )
    archive.writestr(
        "META-INF/manifest.xml",
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
    )
for row in pandas.read_excel("people.ods", engine="odf", dtype=str).fillna("").values.tolist():
    print("pandas:", *row, "end", sep=" | ")
with open("people.ods", "rb") as file:
    for row in tablib.Dataset().load(file.read(), "ods"):
        print("tablib:", *row, "end", sep=" | ")
END
venv/bin/python -W ignore people.py | tee seen
diff seen - <<'END' || { echo Changed; exit 1; }
pandas: | Jane Doe |  |  | jane@example.org | Yarn | end
pandas: | Anna Roe | 12 | 12 | anna@example.org | Yarn | end
pandas: | Zoe van Berg | 14 | 15 | zoe@example.org | Yarn | end
pandas: | Open position | Open position | Open position | Open position | Open position | end
pandas: | Open position | Open position | Open position | Open position | Open position | end
tablib: | Jane Doe | jane@example.org | Yarn |  |  | end
tablib: | Carl King | 12 | anna@example.org | Yarn |  | end
tablib: | Zoe  | 14 | 15 | zoe@example.org | Yarn | end
tablib: | Open position |  |  |  |  | end
END
