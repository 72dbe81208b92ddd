#!/usr/bin/env bash
# bib-dedupe 0.11.0 (PyPI), which finds duplicates in bibliographies.
# Expected: a correction is not the paper that it corrects, as it has another DOI and other pages; two Chinese articles are
# compared by their titles; a DOI may be given as its address.
# Seen: "Correction to: Deep Threads" is a duplicate of "Deep Threads". Titles, names and journals in Chinese are empty before
# anything is compared, so an article's own copy is no surer than another article: both are "maybe". A DOI that begins
# with https://doi.org/ is empty.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check bib-dedupe==0.11.0
"$folder/venv/bin/python" - <<'END' 2>/dev/null
import sys

import pandas
from bib_dedupe.bib_dedupe import block, match, prep

COLUMNS = ("ID", "title", "author", "journal", "pages", "doi")
ROWS = (
    ("correction", "Correction to: Deep Threads", "Doe, Jane", "Weaving", "30", "10.5555/30"),
    ("paper", "Deep Threads", "Doe, Jane", "Weaving", "10--20", "10.5555/10"),
    ("chinese", "织机的研究", "张三 and 李四", "织造学报", "1--9", ""),
    ("copy", "织机的研究", "张三 and 李四", "织造学报", "1--9", ""),
    ("another", "纺纱的方法", "王五 and 赵六", "纺纱学报", "1--9", ""),
    ("address", "Looms", "Roe, Richard", "Fibres", "4--5", "https://doi.org/10.5555/4"),
)
common = dict(ENTRYTYPE="article", year="2024", volume="8", number="1", abstract="", booktitle="", isbn="")
records = pandas.DataFrame([common | dict(zip(COLUMNS, row)) for row in ROWS])
prepared = prep(records, cpu=1, verbosity_level=0)
matches = match(block(prepared, cpu=1, verbosity_level=0), cpu=1, verbosity_level=0)
print(prepared[["ID", "title", "author", "container_title", "doi"]].to_string(index=False))
print(matches[["ID_1", "ID_2", "duplicate_label"]].to_string(index=False))
labels = {frozenset((one, other)): label for one, other, label in matches[["ID_1", "ID_2", "duplicate_label"]].values}
values = prepared.set_index("ID")
as_seen = labels.get(frozenset(("correction", "paper"))) == "duplicate"
as_seen = as_seen and labels.get(frozenset(("chinese", "copy"))) == labels.get(frozenset(("chinese", "another"))) == "maybe"
as_seen = as_seen and not "".join(values.loc["chinese", ["title", "author", "container_title"]]).strip()
as_seen = as_seen and not values.loc["address", "doi"].strip()
print("As seen" if as_seen else "Changed")
sys.exit(0 if as_seen else 1)
END
