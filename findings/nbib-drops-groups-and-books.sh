#!/usr/bin/env bash
# nbib 0.3.2 (PyPI), a reader of PubMed's citation format.
# Expected: the ORCID iD of an author, all groups among the authors, the article number, and title, publisher and ISBN
# of the book of a chapter are read.
# Seen: they are dropped; of two groups (CN) one is kept; the suffix "Jr" becomes part of the given name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check nbib==0.3.2
cat > "$folder/records.nbib" <<'END'
PMID- 10000001
DP  - 2020 Jul
TI  - Sparse attention.
LID - 10.5555/abcd [doi]
LID - e1234 [pii]
FAU - Doe, Jane
AU  - Doe J
AUID- ORCID: 0000-0002-1825-0097
FAU - Roe, Richard Jr
AU  - Roe R Jr
CN  - Alpha Study Group
CN  - Beta Study Group
JT  - Journal
PT  - Journal Article

PMID- 10000002
DP  - 2019
TI  - A chapter.
FAU - Doe, Jane
AU  - Doe J
BTI - A Handbook
PB  - Press
ISBN- 9787111407720
PT  - Book Chapter
END
"$folder/venv/bin/python" - "$folder/records.nbib" <<'END'
import sys

import nbib

paper, chapter = map(str, nbib.read_file(sys.argv[1]))
print(paper, chapter, sep="\n")
dropped = ["0000-0002-1825-0097", "e1234"]
as_seen = not any(text in paper for text in dropped) and "'first_name': 'Richard Jr'" in paper
as_seen = as_seen and ("Alpha Study Group" in paper) != ("Beta Study Group" in paper)
as_seen = as_seen and not any(text in chapter for text in ("A Handbook", "Press", "9787111407720"))
sys.exit(0 if as_seen else "Changed")
END
