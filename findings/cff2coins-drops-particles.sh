#!/usr/bin/env bash
# cff2coins 1.0.0 (PyPI), which puts a CITATION.cff into a page as COinS, for Zotero to find.
# Expected: Anna "van der" Berg and Carl King "Jr.", in the words of the Citation File Format, keep their names.
# Seen: the authors are "Anna Berg" and "Carl King", so Zotero cites "Berg".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet cff2coins==1.0.0
cat > CITATION.cff <<'STOP'
cff-version: 1.2.0
message: Please cite this software.
title: Loom
version: 1.0.0
date-released: 2024-09-03
authors:
  - {family-names: Berg, given-names: Anna, name-particle: van der}
  - {family-names: King, given-names: Carl, name-suffix: Jr.}
STOP
env/bin/python - <<'STOP' 2>/dev/null | tee seen
from urllib.parse import parse_qsl
import html
import re

from cff2coins import CffCoinSpan

page = CffCoinSpan.from_cff_file("CITATION.cff").to_html_string()
for name, value in parse_qsl(html.unescape(re.search('title="([^"]*)"', page)[1])):
    if name.startswith("rft"):
        print(name, "=", value)
STOP
cat > expected <<'STOP'
rft_val_fmt = info:ofi/fmt:kev:mtx:computerProgram
rft.title = Loom
rft.date = 2024-09-03
rft.version = 1.0.0
rft.au = Anna Berg
rft.au = Carl King
rft_val_fmt = info:ofi/fmt:kev:mtx:dc
rft.type = computerProgram
STOP
diff expected seen || { echo Changed; exit 1; }
