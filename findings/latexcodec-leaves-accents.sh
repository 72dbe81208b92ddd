#!/usr/bin/env bash
# latexcodec 3.0.1 (PyPI), which pybtex and other tools decode the LaTeX of .bib files with.
# Expected: the accents of LaTeX become characters in all usual spellings: `\"{\i}` as `{\"\i}`, and the dot below and the double
# accents of Vietnamese names.
# Seen: `na\"{\i}ve` keeps its commands, with a Turkish dotless i inside; so do `\d{a}`, `\b{d}` and `\~{\^e}`. No error is raised, even
# with `errors="strict"`: "Ph\d {a}m" is stored as a name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check latexcodec==3.0.1
"$folder/venv/bin/python" -W ignore - <<'END'
import sys

import latexcodec  # noqa: F401, registers the codec

EXPECTED = {
    r'na{\"\i}ve': "na{ï}ve",
    r'na\"\i ve': "naïve",
    r'na\"{\i}ve': r'na\"{ı}ve',
    r"Lu\'{\i}s": r"Lu\'{ı}s",
    r"Ph\d{a}m": r"Ph\d {a}m",
    r"Nguy\~{\^e}n": r"Nguy\~{ê}n",
    r"Th\b{d}": r"Th\b {d}",
}
changed = False
for text, expected in EXPECTED.items():
    seen = text.encode().decode("latex", errors="strict")
    print(f"{text:18} {seen}")
    changed |= seen != expected
sys.exit("Changed" if changed else 0)
END
