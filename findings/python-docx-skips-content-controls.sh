#!/usr/bin/env bash
# python-docx 1.2.0 (PyPI) on a CV in Word's format (ECMA-376).
# Expected: `paragraph.text` is the text that Word shows in the paragraph, and `document.paragraphs` has all paragraphs.
# Seen: what stands in a content control is missing, and with it what people type into most of Word's templates of CVs; so are
# accepted insertions, citations (fields) and Chinese characters with pinyin above them: "PhD, 2024" becomes "PhD, ", 张三 becomes 三.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0 mammoth==1.13.0
"$folder/venv/bin/python" - "$folder/cv.docx" <<'END'
import sys
import zipfile

import docx
import mammoth

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(content):
    return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"


paragraphs = [
    control(f"<w:p>{run('Jane Doe')}</w:p>"),
    f"<w:p>{run('PhD, ')}{control(run('2024'))}</w:p>",
    f"<w:p>{run('Reader')}<w:ins w:id='1' w:author='Jane Doe'>{run(' in Looms')}</w:ins></w:p>",
    f"<w:p>{run('See ')}<w:fldSimple w:instr=' CITATION Doe24 '>{run('(Doe, 2024)')}</w:fldSimple></w:p>",
    f"<w:p><w:r><w:ruby><w:rubyPr/><w:rt>{run('Zhāng')}</w:rt><w:rubyBase>{run('张')}</w:rubyBase></w:ruby></w:r>{run('三')}</w:p>",
]  # fmt: skip
with zipfile.ZipFile(sys.argv[1], "w") as file:
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    file.writestr("[Content_Types].xml", f'''<Types xmlns="{types}"><Default Extension="rels"
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override
        PartName="/word/document.xml" ContentType="{TYPE}"/></Types>''')
    file.writestr("_rels/.rels", f'''<Relationships xmlns="{relationships}"><Relationship
        Id="r1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>''')
    body = "".join(paragraphs)
    file.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
seen = [paragraph.text for paragraph in docx.Document(sys.argv[1]).paragraphs]
with open(sys.argv[1], "rb") as file:
    print("mammoth:    ", mammoth.extract_raw_text(file).value.split("\n\n"))
print("python-docx:", seen)
sys.exit(0 if seen == ["PhD, ", "Reader", "See ", "三"] else "Changed")
END
