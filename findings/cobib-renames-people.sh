#!/usr/bin/env bash
# coBib 6.0.3 (PyPI), a manager of bibliographies on the command line: a BibTeX file imported and exported.
# Expected: what stands in braces stays together, so {Ortega y Gasset} is a family name (as in "BibTeXing", section 4), and numbers stay
# as they are printed.
# Seen: the author becomes "y {Ortega Gasset}, Ana", "{Institute of Looms and Yarn}" two authors; the issue 010 becomes 10, the article
# number 0012 becomes 12, and the day of `sep # "~3"` is gone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet cobib==6.0.3
cat > papers.bib <<'STOP'
@article{looms,
  author  = {{Ortega y Gasset}, Ana and {Institute of Looms and Yarn} and {van Dyke}, Eva},
  title   = {Looms},
  journal = {Weaving},
  year    = {2024},
  month   = sep # "~3",
  number  = {010},
  eid     = {0012}
}
STOP
env/bin/python -W ignore - <<'STOP' | tee seen
from cobib.parsers.bibtex import BibtexParser

parser = BibtexParser()
print(parser.dump(parser.parse("papers.bib")["looms"]))
STOP
for text in 'author = {y {Ortega Gasset}, Ana and {Institute of Looms} and Yarn and {van Dyke}, Eva}' 'number = {10}' 'eid = {12}' 'month = sep,'; do
    grep -qF "$text" seen || { echo "Changed: no $text"; exit 1; }
done
