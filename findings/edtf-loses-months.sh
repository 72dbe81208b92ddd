#!/usr/bin/env bash
# edtf 5.0.2 (PyPI), python-edtf: dates as in CVs and catalogues.
# Expected: "2025.09" is read as a month, "2019 - present" as an open interval; winter 2025 (2025-24) lasts into 2026.
# Seen: "2025.09" becomes the year 2025 and "2019 - present" the year 2019, without a word; winter is December alone.
# "2025-09", "Sept 2025" and "09/2025" are read as the month.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check edtf==5.0.2
"$folder/venv/bin/python" - <<'END'
import sys

from edtf import parse_edtf, text_to_edtf

expected = {
    "2025.09": "2025", "Sept 2025": "2025-09", "09/2025": "2025-09", "2019 - present": "2019", "2019-2021": "2019/2021",
}  # fmt: skip
changed = False
for text, edtf in expected.items():
    seen = text_to_edtf(text)
    print(f"{text:15} {seen}")
    changed |= seen != edtf
winter = parse_edtf("2025-24")
first, last = tuple(winter.lower_strict()[:3]), tuple(winter.upper_strict()[:3])
print("winter 2025-24:", first, last)
sys.exit("Changed" if changed or (first, last) != ((2025, 12, 1), (2025, 12, 31)) else 0)
END
