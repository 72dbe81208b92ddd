#!/usr/bin/env bash
# docx2txt 0.9 and docx2python 3.7.1 (PyPI) on a list of papers in Word's format (ECMA-376).
# Expected: Word's non-breaking hyphen (Ctrl+Shift+_) is a hyphen: "pages 3-7".
# Seen: it is dropped: "pages 37". A text box, which Word stores twice for older versions, is read twice, and what has been moved
# with "Track changes" stands at the old and the new place. python-docx 1.2.0 and mammoth 1.13.0 do neither.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check docx2txt==0.9 docx2python==3.7.1
"$folder/venv/bin/python" - "$folder/papers.docx" <<'END'
import re
import sys
import zipfile

import docx2txt
from docx2python import docx2python

SCHEMAS = "http://schemas.openxmlformats.org"
NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": f"{SCHEMAS}/wordprocessingml/2006/main",
        "mc": f"{SCHEMAS}/markup-compatibility/2006",
        "wp": f"{SCHEMAS}/drawingml/2006/wordprocessingDrawing",
        "a": f"{SCHEMAS}/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "r": f"{SCHEMAS}/officeDocument/2006/relationships",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


box = f"<w:txbxContent><w:p>{run('Selected papers')}</w:p></w:txbxContent>"
paragraphs = [
    f"{run('Looms, pages 3')}<w:r><w:noBreakHyphen/></w:r>{run('7.')}",
    f'''<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>
        <a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>
        </a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>
        <v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>''',
    f'''<w:moveFrom w:id="1" w:author="Jane Doe">{run("Yarn (2023). ")}</w:moveFrom>{run("Warp (2024). ")}
        <w:moveTo w:id="2" w:author="Jane Doe">{run("Yarn (2023). ")}</w:moveTo>''',
]  # fmt: skip
with zipfile.ZipFile(sys.argv[1], "w") as file:
    file.writestr("[Content_Types].xml", f'''<Types xmlns="{SCHEMAS}/package/2006/content-types"><Default Extension="rels"
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override
        PartName="/word/document.xml" ContentType="{TYPE}"/></Types>''')
    file.writestr("_rels/.rels", f'''<Relationships xmlns="{SCHEMAS}/package/2006/relationships"><Relationship Id="r1"
        Type="{SCHEMAS}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>''')
    body = "".join(f"<w:p>{content}</w:p>" for content in (re.sub(r">\s+<", "><", text) for text in paragraphs))
    file.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
changed = False
with docx2python(sys.argv[1]) as document:
    texts = {"docx2txt": docx2txt.process(sys.argv[1]), "docx2python": document.text}
for name, text in texts.items():
    line = " | ".join(text.split("\n\n"))
    print(f"{name}: {line}")
    counts = [text.count(part) for part in ("pages 37.", "Selected papers", "Yarn (2023).")]
    changed |= counts != [1, 2, 2]
sys.exit("Changed" if changed else 0)
END
