#!/usr/bin/env bash
# mkdocs-bibtex 4.4.0 (PyPI), citations in Markdown as pandoc writes them.
# Expected (pandoc's manual): "[@DBLP:conf/looms/Doe24]" and "[@doe:2024]" cite these keys, as most of DBLP's and many others are; "-"
# before a key suppresses the author.
# Seen: a key ends at ":", "/", "." or "+", so the first cites "DBLP", which is unknown, and the second another entry if there is one
# called "doe". Without brackets, "@doe:2024" is read whole. "-" becomes a prefix.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mkdocs-bibtex==4.4.0
"$folder/venv/bin/python" -W ignore - <<'END'
import sys

from mkdocs_bibtex.citation import CitationBlock, InlineReference

EXPECTED = {
    "[@DBLP:conf/looms/Doe24]": "DBLP",
    "[@doe:2024, p. 3]": "doe",
    "[@doe+24]": "doe",
    "[-@doe]": "-|doe",
}
changed = False
for text, expected in EXPECTED.items():
    [block] = CitationBlock.from_markdown(text)
    [citation] = block.citations
    seen = "|".join(filter(None, (citation.prefix, citation.key)))
    print(f"{text:26} {seen}")
    changed |= seen != expected
[reference] = InlineReference.from_markdown("As @doe:2024 says")
print(f"{'@doe:2024':26} {reference.key}")
sys.exit("Changed" if changed or reference.key != "doe:2024" else 0)
END
