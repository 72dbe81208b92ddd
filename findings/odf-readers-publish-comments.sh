#!/usr/bin/env bash
# odfpy 1.4.1 and odfdo 3.27.3 (PyPI) on a CV in LibreOffice's format (OpenDocument 1.3).
# Expected: the text of the document is what LibreOffice prints: neither comments nor text that somebody has deleted with "Track
# changes".
# Seen: both return comments in the middle of the text, with the commenter, and deleted text as paragraphs. odfdo's formatted text
# leaves comments for the end, but drops citations, the blanks in a row, and Chinese characters with pinyin above them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check odfpy==1.4.1 odfdo==3.27.3
"$folder/venv/bin/python" -W ignore - "$folder/cv.odt" <<'END'
import sys
import zipfile

from odf import teletype, text
from odf.opendocument import load
from odfdo import Document

SPACE = "urn:oasis:names:tc:opendocument:xmlns"
INFO = "<dc:creator>PI</dc:creator><dc:date>2026-11-01T10:00:00</dc:date>"
CONTENT = f"""<office:document-content office:version="1.3" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:office="{SPACE}:office:1.0" xmlns:text="{SPACE}:text:1.0"><office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>{INFO}</office:change-info>
<text:p>Expelled in 2019</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>PhD,<text:s text:c="2"/>2024<office:annotation>{INFO}<text:p>Too slow</text:p></office:annotation>, Weaving</text:p>
<text:p>See <text:bibliography-mark text:identifier="Doe24" text:bibliography-type="article">[Doe24]</text:bibliography-mark>,
<text:ruby><text:ruby-base>张</text:ruby-base><text:ruby-text>Zhāng</text:ruby-text></text:ruby>三</text:p>
</office:text></office:body></office:document-content>"""
TYPE = "application/vnd.oasis.opendocument.text"
MANIFEST = f"""<manifest:manifest xmlns:manifest="{SPACE}:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
with zipfile.ZipFile(sys.argv[1], "w") as file:
    file.writestr("mimetype", TYPE)
    file.writestr("content.xml", CONTENT)
    file.writestr("META-INF/manifest.xml", MANIFEST)

document = Document(sys.argv[1])
texts = {
    "odfpy": [teletype.extractText(part) for part in load(sys.argv[1]).getElementsByType(text.P)],
    "odfdo": [str(part) for part in document.body.paragraphs],
}
for name, paragraphs in texts.items():
    print(f"{name}: {paragraphs}")
formatted = document.get_formatted_text()
print(f"odfdo, formatted: {formatted!r}")
is_same = all("Expelled in 2019" in "".join(parts) and "Too slow" in "".join(parts) for parts in texts.values())
is_same &= "PhD,2024" in formatted and not any(part in formatted for part in ("Doe24", "张"))
sys.exit(0 if is_same else "Changed")
END
