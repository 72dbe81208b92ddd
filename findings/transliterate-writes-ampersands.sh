#!/usr/bin/env bash
# transliterate 1.10.2 (PyPI): Armenian names in Latin letters.
# Expected: the letter և is "ev", "ew" or "yev" in every standard, so that Երևան is Yerevan, and Սևակ Sevak.
# Seen: և is the character "&": "Er&an" and "S&ak".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check transliterate==1.10.2
"$folder/venv/bin/python" -W ignore - <<'END'
import sys

from transliterate import translit

seen = [translit(name, "hy", reversed=True) for name in ("Երևան", "Սևակ", "Արամ")]
print(*seen)
sys.exit(0 if seen == ["Er&an", "S&ak", "Aram"] else "Changed")
END
