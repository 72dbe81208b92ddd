#!/usr/bin/env bash
# grobid-tei-xml 0.1.3 (PyPI), which reads the references that GROBID finds in a PDF, and citeproc-py 0.11.1, which prints its CSL.
# Expected: `to_csl_dict` returns CSL-JSON: a date has "date-parts", a paper in proceedings is no journal article, its arXiv ID stays.
# Seen: "issued" is a bare list, so citeproc-py stops with an error (and citeproc-js 2.4.63 prints no year); every work is an article-journal, its
# proceedings are "book-title", which CSL does not have; arXiv ID, editors, organizations among the authors and "Jr" are gone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet grobid-tei-xml==0.1.3 citeproc-py==0.11.1
cat > reference.xml <<'STOP'
<biblStruct xmlns="http://www.tei-c.org/ns/1.0" xml:id="b0">
  <analytic>
    <title level="a" type="main">Threads</title>
    <author><persName><forename type="first">Carl</forename><surname>King</surname><genName>Jr</genName></persName></author>
    <author><orgName type="collaboration">Loom Group</orgName></author>
  </analytic>
  <monogr>
    <title level="m">Proceedings of LoomConf</title>
    <editor><persName><forename type="first">Jane</forename><surname>Doe</surname></persName></editor>
    <imprint><biblScope unit="page" from="1" to="9" /><date type="published" when="2023" /></imprint>
  </monogr>
  <idno type="arXiv">arXiv:2401.01234</idno>
</biblStruct>
STOP
cat > read.py <<'STOP'
import json
import sys

import grobid_tei_xml
from citeproc.source.json import CiteProcJSON

[reference] = grobid_tei_xml.parse_citation_list_xml(open("reference.xml").read())
item = reference.to_csl_dict()
print(json.dumps(item))
try:
    CiteProcJSON([item | {"id": "b0"}])
    error = ""
except Exception as problem:
    error = type(problem).__name__
print("citeproc-py:", error)
seen = {name: item.get(name) for name in ("type", "issued", "author", "book-title", "container-title", "editor", "number")}
sys.exit(not error or seen != {
    "type": "article-journal",
    "issued": [[2023]],
    "author": [{"given": "Carl", "family": "King"}],
    "book-title": "Proceedings of LoomConf",
    "container-title": None,
    "editor": None,
    "number": None,
})
STOP
env/bin/python -W ignore read.py || { echo Changed; exit 1; }
