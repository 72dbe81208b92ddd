#!/usr/bin/env bash
# html-to-docx 1.8.0 and @turbodocx/html-to-docx 1.23.1 (npm): the page of a CV as a document of Word.
# Expected: the words of the page are in the document, whatever element marks them, as browsers print what an element they don't know holds.
# Seen: what stands in <cite>, <time>, <abbr>, <q>, <small> and <ruby> is left out, so the journal, the date and the family name 张, printed
# with its pinyin above, are missing. There is no warning. <em>, <strong>, <mark>, <sub> and <span> are kept.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts html-to-docx@1.8.0 @turbodocx/html-to-docx@1.23.1
cat >write.mjs <<'END'
import fs from 'node:fs'
import turbodocx from '@turbodocx/html-to-docx'
import htmlToDocx from 'html-to-docx'

const page =
  '<p><ruby>张<rp>(</rp><rt>Zhāng</rt><rp>)</rp></ruby>三, <em>Looms</em>. <cite>Journal of Yarn</cite>, ' +
  '<time datetime="2024-09">September 2024</time>, <abbr title="volume">vol.</abbr> 8, <q>best paper</q> <small>(to appear)</small>.</p>'
fs.writeFileSync('html-to-docx.docx', Buffer.from(await htmlToDocx(page)))
fs.writeFileSync('turbodocx.docx', Buffer.from(await turbodocx(page)))
END
PATH="$PWD/node_modules/node/bin:$PATH" node write.mjs
python3 - <<'END' | tee seen
import re
import zipfile

for name in ("html-to-docx", "turbodocx"):
    document = zipfile.ZipFile(f"{name}.docx").read("word/document.xml").decode()
    print(f"{name}:", "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", document)))
END
diff seen - <<'END' || { echo Changed; exit 1; }
html-to-docx: 三, Looms. , ,  8, .
turbodocx: 三, Looms. , ,  8,  .
END
