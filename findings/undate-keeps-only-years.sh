#!/usr/bin/env bash
# undate 0.8.0 (PyPI), dates that are partly known; its parser "omnibus" is to read all formats, EDTF among them.
# Expected: 2024-09-03 and 2024-09, which are EDTF and ISO 8601, are read by "omnibus" as by "EDTF".
# Seen: "omnibus" reads only the year of them and says that the precision is a year; it reads "3 September 2024" to the day, and
# refuses the days of a conference, 2024-09-03/2024-09-05, as "invalid interval 2024-2024".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check undate==0.8.0
"$folder/venv/bin/python" - <<'END'
import sys

from undate import Undate

expected = {
    "2024-09-03": ("2024-09-03", "2024"),
    "2024-09": ("2024-09", "2024"),
    "3 September 2024": ("refused", "2024-09-03"),
    "2024-09-03/2024-09-05": ("2024-09-03/2024-09-05", "refused"),
}


def read(text, parser):
    try:
        return Undate.parse(text, parser).format("EDTF")
    except Exception as error:
        print(f"  {parser}: {str(error).splitlines()[-1]}")
        return "refused"


seen = {text: (read(text, "EDTF"), read(text, "omnibus")) for text in expected}
for text, values in seen.items():
    print(f"{text}: EDTF {values[0]}, omnibus {values[1]}")
sys.exit(0 if seen == expected else "Changed")
END
