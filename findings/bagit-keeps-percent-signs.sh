#!/usr/bin/env bash
# bagit 1.9.0 (PyPI, of the Library of Congress) on a file that a browser saved as "paper%20final.pdf".
# Expected (RFC 8493, 2.1.3): in a manifest, a percent sign in the name of a file is written as %25, as line breaks are as %0A, and
# read back so.
# Seen: bagit writes the percent sign as it is, so a reader that follows the RFC looks for "paper final.pdf"; and it calls a bag
# that follows the RFC incomplete.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check bagit==1.9.0
"$folder/venv/bin/python" -W ignore - "$folder" <<'END'
import hashlib
import sys
from pathlib import Path

import bagit

own, other = Path(sys.argv[1], "own"), Path(sys.argv[1], "other")
own.mkdir()
(own / "paper%20final.pdf").write_text("Looms")
bagit.make_bag(str(own), checksums=["sha256"])
manifest = (own / "manifest-sha256.txt").read_text()
print(f"Written: {manifest}", end="")

(other / "data").mkdir(parents=True)
(other / "data" / "paper%20final.pdf").write_text("Looms")
(other / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
(other / "manifest-sha256.txt").write_text(f"{hashlib.sha256(b'Looms').hexdigest()}  data/paper%2520final.pdf\n")
try:
    bagit.Bag(str(other)).validate()
    problem = ""
except bagit.BagValidationError as error:
    problem = str(error)
print(f"Read: {problem}")
sys.exit(0 if manifest.endswith("  data/paper%20final.pdf\n") and "incomplete" in problem else "Changed")
END
