#!/usr/bin/env bash
# cyrtranslit 1.2.0 (PyPI): Bulgarian names in Latin letters.
# Expected: as the library writes Люба, "Lyuba", a capital letter that becomes two or three is written with one capital: "Yulia" or
# "Yuliya", "Shterev", "Tsanka" (Bulgaria's Transliteration Act of 2009, which also has "Sofia" and "Balgaria").
# Seen: "YUliya", "SHTerev", "TSanka", "CHavdar", "ZHelyazko".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cyrtranslit==1.2.0
"$folder/venv/bin/python" -W ignore - <<'END'
import sys

import cyrtranslit

NAMES = ("Люба", "Юлия", "Щерев", "Цанка", "Чавдар", "Желязко")
seen = [cyrtranslit.to_latin(name, "bg") for name in NAMES]
print(*seen)
sys.exit(0 if seen == ["Lyuba", "YUliya", "SHTerev", "TSanka", "CHavdar", "ZHelyazko"] else "Changed")
END
