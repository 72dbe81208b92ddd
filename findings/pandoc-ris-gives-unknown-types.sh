#!/usr/bin/env bash
# pandoc 3.9 (pypandoc-binary 1.17 on PyPI), reading RIS.
# Expected: the types of RIS become types of CSL, keywords keep their order, and organizations stay whole.
# Seen: COMP becomes "program", UNPB "unpublished" and GEN "entry", of which CSL has only the last (for dictionaries), so
# styles fall back to their form for anything; keywords are reversed; of "The Example Team" the family name is Team, unless
# a comma follows, as EndNote asks for.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc-binary==1.17
"$folder/venv/bin/python" - <<'END'
import json
import sys

import pypandoc

types = {}
for code in ("COMP", "UNPB", "GEN", "MANSCPT"):
    text = f"TY  - {code}\nTI  - T\nAU  - The Example Team\nAU  - The Example Team,\nKW  - first\nKW  - second\nER  - \n"
    [item] = json.loads(pypandoc.convert_text(text, "csljson", "ris"))
    types[code] = item["type"]
print(types, item["author"], item["keyword"])
as_seen = types == {"COMP": "program", "UNPB": "unpublished", "GEN": "entry", "MANSCPT": "manuscript"}
names = [{"family": "Team", "given": "The Example"}, {"family": "The Example Team"}]
as_seen = as_seen and item["keyword"] == "second, first" and item["author"] == names
sys.exit(0 if as_seen else "Changed")
END
