#!/usr/bin/env bash
# pandoc 3.9 (in pypandoc-binary 1.17 on PyPI), reader `endnotexml`.
# Expected: pages, DOI and editors of EndNote's XML reach CSL-JSON; the number of a journal is its ISSN; a paper in
# conference proceedings is a `paper-conference`.
# Seen: pages are written as `pages`, a variable that CSL does not have, so no style prints them; DOI, editors and
# the day are dropped; the ISSN of a journal becomes an ISBN; the paper becomes a `periodical`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc-binary==1.17
cat > "$folder/library.xml" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<xml><records>
<record><ref-type name="Conference Proceedings">10</ref-type>
<contributors><authors><author>Doe, Jane</author></authors>
<secondary-authors><author>Gold, Martin</author></secondary-authors></contributors>
<titles><title>Weaving</title><secondary-title>Proceedings of LoomConf</secondary-title></titles>
<pages>12-34</pages><dates><year>2024</year><pub-dates><date>May 3</date></pub-dates></dates>
<electronic-resource-num>10.5555/loom.7</electronic-resource-num></record>
<record><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>Doe, Jane</author></authors></contributors>
<titles><title>Yarn</title><secondary-title>Journal of Looms</secondary-title></titles>
<dates><year>2023</year></dates><isbn>2049-3630</isbn></record>
</records></xml>
END
"$folder/venv/bin/python" - "$folder/library.xml" <<'END'
import json
import sys

import pypandoc

text = pypandoc.convert_file(sys.argv[1], "csljson", format="endnotexml")
print(text)
paper, article = json.loads(text)
as_seen = paper.get("pages") == "12-34" and "page" not in paper and paper["type"] == "periodical"
as_seen = as_seen and "10.5555" not in text and "Gold" not in text
as_seen = as_seen and article.get("ISBN") == "2049-3630" and "ISSN" not in article
sys.exit(0 if as_seen else "Changed")
END
