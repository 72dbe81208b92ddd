#!/usr/bin/env bash
# striprtf 0.0.35 (PyPI): a CV in RTF with tracked changes and hidden text.
# Expected (RTF 1.9.1, "Track Changes" and "Font (Character) Formatting Properties"): text with \deleted was deleted, and text with \v
# is hidden, so neither is in the text of the CV; comments are left out.
# Seen: the comment is left out, but the deleted and the hidden words are there like all others.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check striprtf==0.0.35
"$folder/venv/bin/python" -W ignore - <<'END'
import sys

from striprtf.striprtf import rtf_to_text

CV = (
    r"{\rtf1\ansi\deff0{\fonttbl{\f0 Times;}}{\*\revtbl{Unknown;}{Jane Doe;}}"
    r"\pard PhD, {\deleted\revauthdel1 failed twice, }{\revised\revauth1 2024, }University of Looms"
    r"{\v Salary expected: 1000}{\*\annotation Ask Roe first}\par}"
)
seen = rtf_to_text(CV).strip()
print(seen)
sys.exit(0 if seen == "PhD, failed twice, 2024, University of LoomsSalary expected: 1000" else "Changed")
END
