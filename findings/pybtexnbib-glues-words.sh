#!/usr/bin/env bash
# pybtexnbib 0.2.0 (PyPI) with pybtex 0.26.1: PubMed's format as a bibliography for Sphinx.
# Expected (MEDLINE/PubMed Data Element Descriptions): a line that is indented goes on with the one before, IP is the issue, CN a group among
# the authors, DP has the month, and "Jr" behind the given name is a suffix.
# Seen: the last word of a line and the first of the next are one, "NorthernValleys", in most titles and abstracts, since PubMed breaks lines
# after 80 characters; the issue is a field `IP`, which no style prints; the group is no author; King's given name is "Carl Jr".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet pybtexnbib==0.2.0 pybtex==0.26.1
cat > papers.nbib <<'STOP'
PMID- 12345678
DP  - 2024 Sep
TI  - A History of Looms and of Those Who Wove with Them in the Towns of the Northern
      Valleys.
PG  - 101-9
FAU - King, Carl Jr
AU  - King C Jr
FAU - Doe, Jane
AU  - Doe J
CN  - Loom Group
PT  - Journal Article
JT  - Journal of weaving
VI  - 8
IP  - 2

STOP
env/bin/python - <<'STOP' | tee seen
from pybtex.database import parse_file

(entry,) = parse_file("papers.nbib", bib_format="nbib").entries.values()
print(entry.fields["title"])
print([(person.first_names, person.last_names, person.lineage_names) for person in entry.persons["author"]])
print({name: entry.fields.get(name) for name in ("volume", "number", "ip", "month", "cn")})
STOP
cat > expected <<'STOP'
A History of Looms and of Those Who Wove with Them in the Towns of the NorthernValleys.
[(['Carl'], ['King'], []), (['Jane'], ['Doe'], [])]
{'volume': '8', 'number': None, 'ip': '2', 'month': None, 'cn': 'Loom Group'}
STOP
diff expected seen || { echo Changed; exit 1; }
