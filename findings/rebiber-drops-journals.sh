#!/usr/bin/env bash
# rebiber 1.1.3 (PyPI), which replaces preprints in .bib files by the published papers.
# Expected: it changes entries that it finds in its lists of conferences, and leaves the others as they are.
# Seen: any field whose value is a macro of BibTeX is dropped, thus all months ("month = mar") and journals ("journal = jow"); an entry
# on one line with a month is dropped whole. Where arXiv is mentioned, the year 2022 becomes that of the arXiv ID, and the DOI of
# the published version goes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check rebiber==1.1.3 bibtexparser==1.4.3
cd "$folder"
cat > papers.bib <<'END'
@string{jow = {Journal of Weaving}}

@article{looms,
  author = {Doe, Jane},
  title = {Looms of the South},
  journal = jow,
  month = mar,
  year = {2024}
}

@article{warp, author = {Doe, Jane}, title = {Warp and Weft}, journal = {Weaving}, month = mar, year = {2024}}

@article{yarn,
  author = {Doe, Jane and Roe, Richard},
  title = {Yarn for Everybody},
  journal = {Weaving},
  note = {Preprint: arXiv:2105.00001},
  year = {2022},
  doi = {10.5555/yarn}
}
END
venv/bin/rebiber -i papers.bib -o output.bib > log.txt
cat output.bib
grep -q 'Looms of the South' output.bib && grep -q '2021' output.bib || { echo Changed; exit 1; }
! grep -Eq 'Journal of Weaving|mar|Warp|2022|10.5555' output.bib || { echo Changed; exit 1; }
