#!/usr/bin/env bash
# idutils 1.7.1 (PyPI), the identifiers of Invenio.
# Expected: normalize_pid returns one text for all spellings of an identifier: DOIs ignore case (DOI Handbook), %23 in
# the address of a DOI is "#", the last digit of an ORCID iD is an X; the address of an arXiv page has the scheme arxiv.
# Seen: capitals of DOIs, "%23" and a small x stay as they are, so that comparing normalized identifiers misses duplicates;
# the address on arxiv.org is only a "url", and without https:// it is a "handle"; ror.org/… is first of all a handle, too,
# and to_url leads to hdl.handle.net.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check idutils==1.7.1
"$folder/venv/bin/python" - <<'END'
import sys

from idutils import detect_identifier_schemes, normalize_pid, to_url

changed = False
for one, other, scheme in (
    ("10.5555/ABC", "https://doi.org/10.5555/abc", "doi"),
    ("10.5555/a#b", "https://doi.org/10.5555/a%23b", "doi"),
    ("0000-0002-1694-233X", "https://orcid.org/0000-0002-1694-233x", "orcid"),
):
    seen = normalize_pid(one, scheme), normalize_pid(other, scheme)
    print(f"{scheme}: {one} → {seen[0]}, {other} → {seen[1]}")
    changed |= seen[0] == seen[1]
for address, expected in (
    ("https://arxiv.org/abs/2501.00001", ["url"]),
    ("arxiv.org/abs/2501.00001", ["handle"]),
    ("ror.org/05gq02987", ["handle", "ror"]),
):
    schemes = detect_identifier_schemes(address)
    print(f"{address} → {schemes}, {to_url(address, schemes[0], 'https')}")
    changed |= schemes != expected
sys.exit("Changed" if changed else 0)
END
