#!/usr/bin/env bash
# Sickle 0.7.0 (PyPI), client of OAI-PMH: the metadata of a record in MODS, and of a deleted one.
# Expected: `record.metadata` tells the work from the journal it is in, or parts of a name from another; a deleted record has
# empty metadata.
# Seen: values are collected by the names of their elements, so the title of the journal is a third title, its year comes
# first, and given and family names of author and editor are in one list; languages are gone. A deleted record has no
# attribute `metadata`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check Sickle==0.7.0
venv/bin/python - <<'END'
import sys

from lxml import etree
from sickle.models import Record

HEADER = "<header{}><identifier>oai:loom.example:1</identifier><datestamp>2025-01-01</datestamp></header>"
MODS = """<metadata><mods xmlns="http://www.loc.gov/mods/v3">
<titleInfo lang="eng"><title>Looms at Scale</title></titleInfo>
<titleInfo type="translated" lang="zho"><title>织机</title></titleInfo>
<name type="personal"><namePart type="given">Jane</namePart><namePart type="family">Doe</namePart>
<role><roleTerm>author</roleTerm></role></name>
<name type="personal"><namePart type="given">Martin</namePart><namePart type="family">Gold</namePart>
<role><roleTerm>editor</roleTerm></role></name>
<relatedItem type="host"><titleInfo><title>Journal of Looms</title></titleInfo>
<originInfo><dateIssued>1990</dateIssued></originInfo></relatedItem>
<originInfo><dateIssued>2024</dateIssued></originInfo></mods></metadata>"""


def record(header, metadata=""):
    text = f'<record xmlns="http://www.openarchives.org/OAI/2.0/">{header}{metadata}</record>'
    return Record(etree.fromstring(text))


metadata = dict(record(HEADER.format(""), MODS).metadata)
for name in ("title", "dateIssued", "namePart", "roleTerm"):
    print(name, metadata[name])
deleted = record(HEADER.format(' status="deleted"'))
print("deleted", deleted.deleted, "metadata:", hasattr(deleted, "metadata"))
as_seen = metadata["title"] == ["Looms at Scale", "织机", "Journal of Looms"] and metadata["dateIssued"] == ["1990", "2024"]
as_seen = as_seen and metadata["namePart"] == ["Jane", "Doe", "Martin", "Gold"] and not hasattr(deleted, "metadata")
sys.exit(0 if as_seen else "Changed")
END
