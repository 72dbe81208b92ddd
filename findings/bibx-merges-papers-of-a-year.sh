#!/usr/bin/env bash
# bibx 0.9.2 (PyPI), reader of bibliographies for citation networks.
# Expected: two papers of one person in one year, in two journals and with two DOIs, are two papers.
# Seen: they are one, with title, DOI and authors of one and the label of the other; which is which differs from run to run. It is
# the same with files of Web of Science, RIS and BibTeX: a list has one paper a year of each first author.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check bibx==0.9.2
venv/bin/python - <<'END'
import io
import sys

import bibx

PAPERS = [("Doe, J", "Looms", "WEAVING", "1", "10.5555/a"), ("Doe, J", "Yarn", "THREADS", "2", "10.5555/b")]
WOS = "PT J\nAU {}\nTI {}\nSO {}\nPY 2024\nVL {}\nDI {}\nER\n\n"
RIS = "TY  - JOUR\nAU  - {}\nTI  - {}\nT2  - {}\nVL  - {}\nDO  - {}\nPY  - 2024\nER  - \n\n"
BIBTEX = "@article{{k{3}, author={{{0}}}, title={{{1}}}, journal={{{2}}}, volume={{{3}}}, doi={{{4}}}, year={{2024}}}}\n"
texts = {
    bibx.read_wos: "FN Clarivate Analytics Web of Science\nVR 1.0\n{}EF\n".format("".join(WOS.format(*p) for p in PAPERS)),
    bibx.read_scopus_ris: "".join(RIS.format(*paper) for paper in PAPERS),
    bibx.read_scopus_bib: "".join(BIBTEX.format(*paper) for paper in PAPERS),
}
changed = False
for read, text in texts.items():
    articles = read(io.StringIO(text)).articles
    for article in articles:
        print(read.__name__, article.title, article.doi, article.volume, article.label, sep=" | ")
    changed |= len(articles) != 1 or articles[0].doi in articles[0].label
sys.exit("Changed" if changed else 0)
END
