#!/usr/bin/env bash
# mammoth 1.13.0 and officeparser 7.8.0 (npm): a CV in Word's format, with pinyin above the family name (Word's Phonetic Guide).
# Expected (ISO/IEC 29500-1, 17.3.3.25 "ruby"): the base of the guide, 张, is part of the text, so the name is 张三; text in a content
# control (17.5.2) is part of it, a tab parts words, and the pages 3-7 with a non-breaking hyphen (17.3.3.18) are not 37.
# Seen: both leave out 张, mammoth with a message about `w:ruby`; officeparser also drops the paragraph in the content control and tabs,
# and makes 37 of the pages 3-7.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts mammoth@1.13.0 officeparser@7.8.0
python3 - <<'END'
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RUBY = (
    '<w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/><w:hpsBaseText w:val="21"/>'
    '<w:lid w:val="zh-CN"/></w:rubyPr><w:rt><w:r><w:t>zhāng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>张</w:t></w:r></w:rubyBase>'
    "</w:ruby>"
)
BODY = (
    f"<w:p><w:r>{RUBY}</w:r><w:r><w:t>三</w:t></w:r></w:p>"
    "<w:sdt><w:sdtContent><w:p><w:r><w:t>Loom Lab</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    "<w:p><w:r><w:t>2024</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>PhD</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>Pages 3</w:t></w:r><w:r><w:noBreakHyphen/></w:r><w:r><w:t>7</w:t></w:r></w:p>"
)
FILES = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPE}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}" '
    'Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{BODY}</w:body></w:document>',
}
with zipfile.ZipFile("cv.docx", "w") as cv:
    for name, text in FILES.items():
        cv.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
END
cat >read.cjs <<'END'
const lines = (text) => text.split('\n').filter(Boolean).join(' | ').replace('\t', '→').replace('\u2011', '-')
async function main() {
  console.log('mammoth:', lines((await require('mammoth').extractRawText({ path: 'cv.docx' })).value))
  console.log('officeparser:', lines((await require('officeparser').parseOffice('cv.docx')).toText()))
}
main()
END
node read.cjs | tee seen.txt
diff seen.txt - <<'END' || { echo Changed; exit 1; }
mammoth: 三 | Loom Lab | 2024→PhD | Pages 3-7
officeparser: 三 | 2024PhD | Pages 37
END
