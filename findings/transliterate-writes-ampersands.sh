#!/usr/bin/env bash
# transliterate 1.10.2 (PyPI): Armenian, Greek and Ukrainian names in Latin letters.
# Expected: Երևան is Yerevan, in whatever spelling: the letter և is "ev", "ew" or "yev" in every standard; Παπαδόπουλος has "ou" or
# "oy", and Ευάγγελος the sound "ev" or "ef" of ELOT 743 (which is ISO 843), as Αυγή has "av"; the first letters of Євген and Юрій, "ye" and "yu", begin alike.
# Seen: Երևան is "Er&an", with the character "&"; Ευάγγελος "Euangelos" and Αυγή "Augi"; Юрій is "Jurij" beside "Yevhen".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check transliterate==1.10.2
"$folder/venv/bin/python" -W ignore - <<'END'
import sys

from transliterate import translit

NAMES = {"hy": ("Երևան", "Սևակ"), "el": ("Ευάγγελος", "Αυγή"), "uk": ("Євген", "Юрій")}
seen = [translit(name, language, reversed=True) for language, names in NAMES.items() for name in names]
print(*seen)
sys.exit(0 if seen == ["Er&an", "S&ak", "Euangelos", "Augi", "Yevhen", "Jurij"] else "Changed")
END
