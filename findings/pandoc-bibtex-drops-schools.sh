#!/usr/bin/env bash
# pandoc 3.9 (pypandoc-binary 1.17 of PyPI), writing BibTeX from CSL-JSON.
# Expected ("BibTeXing", section 3): a thesis has its `school`, a report its `institution`, a year is a number, an issue is the `number`, a
# suffix stands between the names, "King, Jr., Carl", and "E. coli" stays so.
# Seen: school and institution are in `publisher`, which the styles of BibTeX print for neither; a master's thesis is a @phdthesis; the days of
# a conference are the year "2023--2023" in the month "may--may"; the article number is the issue; "Jr." is part of the family name; the
# species is "E. Coli"; the DOI is gone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet pypandoc-binary==1.17
cat > papers.json <<'STOP'
[{"id": "growth", "type": "article-journal", "title": "Growth of <i>E. coli</i> on Looms", "author": [{"family": "King", "given": "Carl", "suffix": "Jr."}],
  "issued": {"date-parts": [[2024, 9]]}, "container-title": "Weaving", "volume": "8", "issue": "2", "number": "e42", "DOI": "10.1000/growth"},
 {"id": "weft", "type": "thesis", "genre": "Master's thesis", "title": "Weft", "author": [{"family": "Poe", "given": "Ann"}],
  "issued": {"date-parts": [[2022]]}, "publisher": "Example University"},
 {"id": "shed", "type": "report", "title": "Shed", "author": [{"family": "Roe", "given": "Ann"}], "number": "18",
  "issued": {"date-parts": [[2021]]}, "publisher": "Loom Institute"},
 {"id": "warp", "type": "paper-conference", "title": "Warp", "author": [{"family": "Doe", "given": "Jane"}],
  "issued": {"date-parts": [[2023, 5, 3], [2023, 5, 5]]}, "container-title": "Proceedings of LoomConf"}]
STOP
pandoc=$(env/bin/python -c 'import pypandoc; print(pypandoc.get_pandoc_path())')
"$pandoc" --version | head -1
"$pandoc" -f csljson -t bibtex papers.json | tee seen
cat > expected <<'STOP'
@article{growth,
  author = {King Jr., Carl},
  title = {Growth of \emph{{E.} Coli} on {Looms}},
  journal = {Weaving},
  volume = {8},
  number = {e42},
  year = {2024},
  month = {sep}
}
@phdthesis{weft,
  author = {Poe, Ann},
  publisher = {Example University},
  title = {Weft},
  year = {2022}
}
@techreport{shed,
  author = {Roe, Ann},
  publisher = {Loom Institute},
  title = {Shed},
  number = {18},
  year = {2021}
}
@inproceedings{warp,
  author = {Doe, Jane},
  title = {Warp},
  booktitle = {Proceedings of LoomConf},
  year = {2023--2023},
  month = {may--may}
}
STOP
diff expected seen || { echo Changed; exit 1; }
