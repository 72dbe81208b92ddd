#!/usr/bin/env bash
# pdfjs-dist 5.7.284 (npm; PDF.js): the metadata of a paper with its title in English and Chinese.
# Expected (ISO 16684-1, XMP, "Language Alternative"): dc:title is one text in several languages, rdf:Alt, of which a program shows
# one, "x-default" if it asks for none; pypdf 7.1.1, which writes the file, reads both with their languages.
# Seen: `metadata.get('dc:title')` is all of them in one, "Looms织机", without a blank. dc:creator is a list, as it should be.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.1
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts --omit=optional pdfjs-dist@5.7.284
venv/bin/python - <<'END' | tee seen
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Looms</rdf:li><rdf:li xml:lang="zh">织机</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Doe, Jane</rdf:li><rdf:li>Anna Roe</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
writer = PdfWriter()
writer.add_blank_page(200, 200)
metadata = StreamObject()
metadata.set_data(XMP.encode())
metadata.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
writer.root_object[NameObject("/Metadata")] = writer._add_object(metadata)
writer.write("paper.pdf")
print("pypdf", PdfReader("paper.pdf").xmp_metadata.dc_title)
END
cat >read.mjs <<'END'
import fs from 'node:fs'

globalThis.DOMMatrix = class {} // only drawing needs it
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
const pdf = await getDocument({ data: new Uint8Array(fs.readFileSync('paper.pdf')), verbosity: 0 }).promise
const { metadata } = await pdf.getMetadata()
console.log('pdf.js', metadata.get('dc:title'), metadata.get('dc:creator'))
END
PATH="$PWD/node_modules/node/bin:$PATH" node read.mjs 2>/dev/null | tee -a seen
grep -Fx "pdf.js Looms织机 [ 'Doe, Jane', 'Anna Roe' ]" seen >/dev/null && grep -Fx "pypdf {'x-default': 'Looms', 'zh': '织机'}" seen >/dev/null || { echo Changed; exit 1; }
