#!/usr/bin/env bash
# Sphinx 8.2.3 with jieba 0.42.1 (PyPI): the search of a group's documentation with `language = "zh_CN"`.
# Expected: the names and words of a page find it, whatever their letters, as they do with `language = "en"`.
# Seen: the index has "ller" for Müller and "pe" for Peña, and the parts of 深度学习, but the page splits what is typed at blanks and
# punctuation only. So "Müller", "Peña" and "深度学习" find nothing; "visual" and "深度" do.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check Sphinx==8.2.3 jieba==0.42.1 'setuptools<81'
mkdir source
echo 'project = "Lab"' >source/conf.py
printf '%s\n' 成员 ==== '' 'Anna Müller, Eva Peña: 深度学习 and visual analytics.' >source/index.rst
for language in en zh_CN; do
    venv/bin/python -m sphinx -Q -b html -D language=$language source $language 2>errors.txt
    venv/bin/python - $language <<'END'
import json
import re
import sys
from pathlib import Path

index = Path(sys.argv[1], "searchindex.js").read_text()
terms = json.loads(re.search(r'"terms":(\{.*?\})', index)[1]) | json.loads(re.search(r'"titleterms":(\{.*?\})', index)[1])
queries = ("müller", "peña", "visual", "深度学习", "深度")
# searchtools.js takes the terms that are the word typed, or contain it, in small letters.
print(sys.argv[1], *(query for query in queries if any(query in term for term in terms)))
END
done | tee seen.txt
diff seen.txt - <<'END' || { echo Changed; exit 1; }
en müller peña visual 深度学习 深度
zh_CN visual 深度
END
